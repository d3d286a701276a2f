// The dictionary steps of a conversion, which keep for each character of the result the characters
// of the source it stands for.
//
// Each step replaces, from left to right, the longest entry of the first dictionary that has one,
// exactly as OpenCC's Conversion does. A replacement of equal length that differs in script alone
// is aligned character by character (头发 to 頭髮); any other stands for its source as a whole,
// without what both have in common at their ends (信息 to 資訊, 程序 to 程式 as 序 to 式).
// Immutable; threads may share it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/han_lexicon.h"
#include "text/opencc_data.h"

namespace medloom::text {

// A character of a result, and the code points [from, to) of the source behind it. Neighbours that
// come out of one replacement share their range.
struct HanUnit {
  char32_t c;
  std::uint32_t from;
  std::uint32_t to;
};

using HanUnits = std::vector<HanUnit>;

class HanChain {
 public:
  HanChain() = default;
  explicit HanChain(const ConversionPlan& plan);
  explicit HanChain(std::vector<HanLexicon> steps) : steps_(std::move(steps)) {}

  // Converts one token, code points [from, to) of `text`. Ranges are places in `text`. `units` is
  // overwritten; reusing one for many tokens saves allocations.
  void convert(std::u32string_view text, std::uint32_t from, std::uint32_t to,
               HanUnits& units) const;

  const std::vector<HanLexicon>& steps() const { return steps_; }

 private:
  std::vector<HanLexicon> steps_;
};

}  // namespace medloom::text
