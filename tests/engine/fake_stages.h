// A small table of stages for tests of the engine: what each does is in its summary.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "pipeline/engine/pipeline.h"
#include "pipeline/engine/stage.h"

namespace medloom::test {

// In running order: take (read), shout and judge (edit), keep (write).
//   take   the bytes are the text, each line a block
//   shout  a TextStage: `from` becomes `to` wherever it stands
//   judge  calls the hook of the table with the page's bytes; it may fail or throw
//   keep   the first block becomes the record's name
using Judge = std::function<Result<void>(const std::string& bytes)>;
StageTable fake_stages(Judge judge = {});

inline constexpr std::string_view kFakeProfile = R"(
summary = "all of them"
[[stage]]
use = "take"
[[stage]]
use = "shout"
why = "because"
[[stage]]
use = "judge"
[[stage]]
use = "keep"
)";

// The table outlives the pipeline. Fails the test when there are problems.
std::unique_ptr<Pipeline> fake_pipeline(const StageTable& stages,
                                        std::string_view profile = kFakeProfile);

std::shared_ptr<const Page> page_of(std::string bytes);

}  // namespace medloom::test
