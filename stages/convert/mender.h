// Traditional text that was converted from Simplified without knowing words: 產后 for 產後, 癥狀
// for 症狀, 什么 for 什麼. Rows of words say what was meant; a row that changes nothing (皇后)
// keeps its characters. The longest row at a place decides, from left to right.
//
// Cost: linear. Immutable; threads may share one.
#pragma once

#include <string_view>
#include <vector>

#include "dictionaries/han_overlay.h"
#include "stages/convert/conversion.h"
#include "text/double_array.h"

namespace medloom::stages {

class Mender {
 public:
  Mender() = default;
  explicit Mender(std::vector<dictionaries::HanPhrase> rows);

  // What is to be changed, in order; rule `mend`. The pieces view the mender.
  std::vector<HanPiece> mend(std::string_view text) const;

 private:
  std::vector<dictionaries::HanPhrase> rows_;
  std::vector<Rule> rules_;  // by row
  text::DoubleArray keys_;
};

}  // namespace medloom::stages
