// Text that a page carries in base64: a model may read it, a person does not.
//
// A run counts when it is long enough for a sentence and its bytes are readable text. Images,
// digests and keys are not, and neither is a long word: their bytes are no UTF-8, or full of
// controls. A run that is broken over lines is as many runs. Pure; linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::stages {

struct EncodedRun {
  Span at;
  std::string text;  // what it says
};

std::vector<EncodedRun> encoded_runs(std::string_view text);

}  // namespace medloom::stages
