// How likely a reading of bytes is: the probability of characters on pages of a character set.
//
// A wrong reading of Chinese bytes is made of rare characters, private-use characters and damage; a
// right one of common ones. The frequencies of Han characters come from OpenCC's phrases (49,000
// words in both scripts) and the commonest characters of running text; those of kana, Hangul, Latin
// letters and punctuation from general knowledge of their languages. Without OpenCC's data all Han
// characters are alike, and validity decides. Built at first use (some 30 ms); immutable after
// that; threads share it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/charset_label.h"

namespace medloom::text {

// What bytes look like in one character set. Prices are natural logarithms of probabilities.
struct Reading {
  double price = 0;            // of all characters but ASCII, damage included
  std::size_t characters = 0;  // that are not ASCII and not damaged
  std::size_t damaged = 0;     // sequences that are no character; a torn one at the end is not
  std::size_t high_bytes = 0;

  // The price for two high bytes, so that readings of one and two bytes a character compare.
  double mean() const { return high_bytes == 0 ? 0 : price / static_cast<double>(high_bytes) * 2; }
  double per_character() const {
    return high_bytes == 0 ? 0 : price / static_cast<double>(characters + damaged);
  }
};

class CharsetModel {
 public:
  static constexpr float kDamage = -14;

  static const CharsetModel& instance();

  // Of a character above ASCII that stands behind `before`.
  float price(Charset charset, char32_t c, char32_t before) const;

  // Reads all of `bytes`; UTF-16 cannot be read so.
  Reading read(Charset charset, std::string_view bytes) const;

 private:
  using HanPrices = std::vector<float>;  // of the characters from U+3400 to U+9FFF

  CharsetModel();

  HanPrices hans_first_;  // Simplified text with some Traditional in it: GB18030, UTF-8
  HanPrices hant_;        // Big5
  HanPrices both_;        // the Han of Japanese and Korean text
};

}  // namespace medloom::text
