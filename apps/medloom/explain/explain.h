// One page, explained: what `explain` does, and `profiles try` with a site profile of the user's.
#pragma once

#include <string>

#include "apps/medloom/console.h"
#include "apps/medloom/load_pipeline.h"

namespace medloom {

struct ExplainArguments {
  PipelineArguments pipeline;
  std::string page;
  std::string color = "auto";
  std::string form = "text";  // text, json, html
  std::string at;             // a JSON Pointer: only this field
};

// Processes the page as `run` would and writes to console.out what each stage did to it.
Result<int> explain_page(const ExplainArguments& arguments, Console& console);

}  // namespace medloom
