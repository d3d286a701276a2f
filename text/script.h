// Which scripts a text is written in, which language that makes it, and classes of characters.
//
// Deterministic rules over counts, right on texts of two characters, where statistical detectors
// are not. They tell scripts apart, not the languages of one script: Latin letters are taken as
// English unless many are accented. Simplified and Traditional are told apart by the characters
// that exist on one side only. Pure and thread-safe; one pass, a table look-up for each Han.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace medloom::text {

// As the script property Han: ideographs, radicals, 々, 〇 and the Suzhou numerals (not the
// historic reading marks of plane 1).
inline bool is_han(char32_t c) {
  if (c < 0x2E80) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
         (c >= 0xF900 && c <= 0xFAD9) || (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 ||
         c == 0x3007 || (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303B);
}

// Punctuation that only CJK text uses, full-width forms included: 、。「」（），：？～ and so on.
// Not the marks it shares with Latin text (“ ” … — ·).
inline bool is_cjk_punctuation(char32_t c) {
  if (c < 0x3001) return false;
  return c <= 0x3003 || (c >= 0x3008 && c <= 0x3020) || c == 0x3030 || c == 0x303D ||
         (c >= 0xFE30 && c <= 0xFE6B) || (c >= 0xFF01 && c <= 0xFF0F) ||
         (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) ||
         (c >= 0xFF5B && c <= 0xFF65);
}

// Unicode's White_Space: ASCII blanks, NBSP, U+3000 and the like. Not zero-width characters.
inline bool is_space(char32_t c) {
  if (c <= ' ') return c == ' ' || (c >= '\t' && c <= '\r');
  if (c < 0x1680) return c == 0x85 || c == 0xA0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

// Letters by script. What is no letter (digits, punctuation, marks) is in none.
struct ScriptCounts {
  std::uint32_t latin = 0;
  std::uint32_t accented = 0;  // of latin: those beyond ASCII and its full-width forms
  std::uint32_t han = 0;
  std::uint32_t hans_only = 0;  // of han: those that only Simplified text has
  std::uint32_t hant_only = 0;  // of han: those that only Traditional text has
  std::uint32_t kana = 0;
  std::uint32_t hangul = 0;
  std::uint32_t other = 0;

  friend bool operator==(const ScriptCounts&, const ScriptCounts&) = default;
};

ScriptCounts count_scripts(std::string_view text);

// "en", "zh-Hans", "zh-Hant", "zh" (Han, but nothing that tells which), "ja", "ko" or "und".
std::string detect_language(const ScriptCounts& counts);
std::string detect_language(std::string_view text);

}  // namespace medloom::text
