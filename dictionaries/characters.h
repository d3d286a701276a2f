// What the matcher asks of a single character beyond text/script.h: does it belong to a word, is it
// a hyphen, which case has it.
//
// Word characters are the letters, digits and marks of scripts that put spaces between words. Han
// characters and kana are none: their word bounds are read from words (han_bounds.h).
#pragma once

#include <array>

namespace medloom::dictionaries {

constexpr bool in_range(char32_t c, char32_t low, char32_t high) { return low <= c && c <= high; }

inline constexpr std::array<bool, 0x80> kAsciiWord = [] {
  std::array<bool, 0x80> word = {};
  for (char32_t c = 0; c < word.size(); ++c) {
    word[c] = in_range(c | 0x20, 'a', 'z') || in_range(c, '0', '9') || c == '_';
  }
  return word;
}();

constexpr bool is_word(char32_t c) {
  if (c < 0x80) return kAsciiWord[c];
  if (in_range(c, 0x2E80, 0xA63F)) return false;  // Han and kana, nearly all of a Chinese text
  if (c < 0x2000)
    return c >= 0xAA && c != 0xAB && c != 0xAC && c != 0xAF && !in_range(c, 0xB0, 0xB4) &&
           !in_range(c, 0xB6, 0xB8) && c != 0xBB && c != 0xBF && c != 0xD7 && c != 0xF7 &&
           c != 0xAD && c != 0xAE && c != 0x1680;
  return in_range(c, 0x2070, 0x209C) ||  // super- and subscripts: the 2 of CO₂
         in_range(c, 0x2C00, 0x2DFF) || in_range(c, 0xA640, 0xABFF) ||
         in_range(c, 0xAC00, 0xD7A3) || in_range(c, 0xFF10, 0xFF19) ||
         in_range(c, 0xFF21, 0xFF3A) || in_range(c, 0xFF41, 0xFF5A) ||
         in_range(c, 0x1D400, 0x1D7FF);
}

constexpr bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFF0D;
}

constexpr bool is_upper(char32_t c) {
  return in_range(c, 'A', 'Z') || (in_range(c, 0xC0, 0xDE) && c != 0xD7) ||
         in_range(c, 0x391, 0x3A9) || in_range(c, 0x410, 0x42F) || in_range(c, 0xFF21, 0xFF3A);
}

constexpr bool is_lower(char32_t c) {
  return in_range(c, 'a', 'z') || (in_range(c, 0xDF, 0xFF) && c != 0xF7) ||
         in_range(c, 0x3B1, 0x3C9) || in_range(c, 0x430, 0x44F) || in_range(c, 0xFF41, 0xFF5A);
}

// Full width ASCII as ASCII, case kept.
constexpr char32_t half_width(char32_t c) { return in_range(c, 0xFF01, 0xFF5E) ? c - 0xFEE0 : c; }

}  // namespace medloom::dictionaries
