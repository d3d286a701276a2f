// What `medloom run` is asked for, and the words that say so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "apps/medloom/load_pipeline.h"

namespace medloom {

struct RunArguments {
  PipelineArguments pipeline;
  std::vector<std::string> paths;
  std::string output = "-";
  std::string form = "record";
  std::string render_language;  // empty: as the record is
  std::string rejects;
  bool rejects_text = false;
  std::string trace;
  std::string stats;
  std::string report;
  std::string compress;     // "gzip", "zstd", "none"; empty: as the output's name says
  std::string split;        // "256MB"; empty: one file
  std::string max_rejects;  // "100", "5%"; empty: any number
  std::string log_format = "text";
  unsigned threads = 0;  // 0: one for each processor
  std::optional<std::uint64_t> limit;
  double sample = 1;
  std::uint64_t seed = 0;
  std::string shard;  // "2/8"; empty: all
  std::vector<std::string> only_languages;
  std::vector<std::string> only_kinds;
  bool sandbox = false;
  bool force = false;
  bool quiet = false;
};

// The command without its call.
CommandSpec run_words(RunArguments& arguments);

}  // namespace medloom
