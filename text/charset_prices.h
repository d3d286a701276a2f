// What a character costs in a kind of text: the natural logarithm of its probability there. Han
// characters by counts (charset_han.h); kana, Hangul, Latin letters and punctuation by general
// knowledge of their languages. Built at first use (some 2 ms, 1.3 MB); immutable after that;
// threads share it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/charset_han.h"

namespace medloom::text {

enum class TextKind : std::uint8_t {
  simplified,  // with some Traditional in it
  traditional,
  japanese,
  korean,
  western,
};

class CharsetPrices {
 public:
  static const CharsetPrices& instance();

  float price(TextKind kind, char32_t c) const {
    const std::vector<float>& prices = of(kind);
    return c < prices.size() ? prices[c] : kUnseenPrice;
  }

 private:
  CharsetPrices();

  const std::vector<float>& of(TextKind kind) const {
    return kinds_[static_cast<std::size_t>(kind)];
  }
  std::vector<float>& of(TextKind kind) { return kinds_[static_cast<std::size_t>(kind)]; }

  std::array<std::vector<float>, 5> kinds_;  // of the first plane, by TextKind
};

}  // namespace medloom::text
