// Cuts Han text into what a conversion treats as one: hits of the overlay, phrases, and runs of
// whatever lies between.
//
// Overlay hits are found first, leftmost-longest over the whole text; the pieces between them are
// cut into phrases by greedy longest match, as OpenCC does it. The same from the other end gives a
// second opinion: where the two cuts differ, the greedy one may have taken a phrase out of the
// middle of two words (医|生发|现). Both arrays must outlive it; threads may share one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/double_array.h"

namespace medloom::text {

// Code points [from, to) of the text.
struct HanToken {
  static constexpr std::int32_t kNoOverlay = -1;

  std::uint32_t from;
  std::uint32_t to;
  std::int32_t overlay = kNoOverlay;  // the number of the overlay's key, if it is a hit of one

  friend bool operator==(const HanToken&, const HanToken&) = default;
};
using HanTokens = std::vector<HanToken>;

class HanSegmenter {
 public:
  HanSegmenter(const DoubleArray& phrases, const DoubleArray& overlay)
      : phrases_(phrases), overlay_(overlay) {}

  // Both cover the text completely and in order.
  HanTokens forward(std::u32string_view text) const;
  HanTokens backward(std::u32string_view text) const;

 private:
  const DoubleArray& phrases_;
  const DoubleArray& overlay_;
};

}  // namespace medloom::text
