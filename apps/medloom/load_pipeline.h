// From the options that all page commands share to a built pipeline.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/build_pipeline.h"

namespace medloom {

struct PipelineArguments {
  PipelineChoice choice;             // words of --set that are meant for sources among its settings
  std::string data;                  // a folder, or empty
  std::optional<std::string> cache;  // a folder for compiled tables; empty: none
};

// Null, with everything that is wrong in `problems`, when the configuration does not hold.
std::unique_ptr<Pipeline> load_pipeline(const PipelineArguments& arguments, Problems& problems);

// Where medloom's data is, and where compiled tables of it may be kept.
Result<DataFiles> find_data(const std::string& data, const std::optional<std::string>& cache);

// The words of --set that are meant for sources ("folder.endings=.html").
std::vector<std::string> source_overrides(const std::vector<std::string>& sets);

}  // namespace medloom
