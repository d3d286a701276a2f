// Pipelines of the tree for tests that need all of medloom.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/pipeline.h"
#include "stages/builtin.h"

namespace medloom::test {

// The source tree as data.
const DataFiles& source_data();

// A profile of profiles/pipelines/ ("default"), with "stage.key=value" overrides. Null, and the
// problems as failures of the test, when it could not be built.
std::unique_ptr<Pipeline> built_pipeline(const std::string& name,
                                         const std::vector<std::string>& overrides = {});

// The default pipeline, built once.
const Pipeline& default_pipeline();

// A page of these bytes, as a source gives it: the name decides what a page without content type
// is.
std::shared_ptr<const Page> page_named(std::string name, std::string bytes);

// One page through a pipeline: the document as the last stage left it, and what came out.
struct Processed {
  explicit Processed(const Pipeline& pipeline, std::shared_ptr<const Page> page);

  Document document;
  Outcome outcome;
};

}  // namespace medloom::test
