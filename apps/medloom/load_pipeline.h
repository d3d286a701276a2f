// From the options that all page commands share to a built pipeline.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/engine/pipeline.h"

namespace medloom {

struct PipelineArguments {
  std::string profile = "default";        // a name in profiles/pipelines, or a file
  std::vector<std::string> sets;          // "stage.key=value"
  std::vector<std::string> dictionaries;  // files of the user's; the last one wins
  std::string data;                       // a folder, or empty
};

// Null, with everything that is wrong in `problems`, when the configuration does not hold.
std::unique_ptr<Pipeline> load_pipeline(const PipelineArguments& arguments, Problems& problems);

// The words of --set that are meant for sources ("folder.endings=.html").
std::vector<std::string> source_overrides(const std::vector<std::string>& sets);

}  // namespace medloom
