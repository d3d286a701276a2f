// From the name of a profile to a built pipeline: what the program and the public library share.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/engine/data_files.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {

// What a user chooses of a pipeline.
struct PipelineChoice {
  std::string profile = "default";        // a name in profiles/pipelines, or a file
  std::vector<std::string> settings;      // "stage.key=value"
  std::vector<std::string> dictionaries;  // files of the user's; the last one wins
};

// Null, with everything that is wrong in `problems`, when the configuration does not hold.
std::unique_ptr<Pipeline> build_pipeline(const PipelineChoice& choice, const DataFiles& data,
                                         Problems& problems);

}  // namespace medloom
