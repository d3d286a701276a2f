// The fused scan: one walk over a text finds the places of all rules of repair at once.
#pragma once

#include "stages/repair/findings.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {

struct Scanned {
  Findings findings;
  bool maybe_not_nfc = false;  // the text holds characters that may not be in normal form C
};

// REQUIRES: valid UTF-8.
Scanned scan(const Passage& passage);

}  // namespace medloom::stages::repair
