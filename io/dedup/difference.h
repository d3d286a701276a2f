// In what two bare texts differ, as far as it decides whether they say the same.
#pragma once

#include <cstddef>
#include <string_view>

#include "io/dedup/bare_text.h"

namespace medloom::dedup {

struct Difference {
  bool any = false;
  bool added = false;  // the second has words that the first has not, or has elsewhere
  // A number, a negation or a side stands in one place of one text and not in that of the other.
  bool guarded = false;
  // The longest stretch of words that other words stand for: in characters of Han, another word
  // counting as two, of the shorter side. 0: words were only added or left out.
  std::size_t replaced = 0;
};

// Cost: the texts' length times how much they differ. Texts that differ in more than some hundred
// places are not looked at to the end: they are guarded and replaced.
Difference difference_of(std::string_view bare_a, std::string_view bare_b, const Wording& wording);

}  // namespace medloom::dedup
