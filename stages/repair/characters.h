// What the rules of repair ask of a character and of its neighbours. Bytes are asked where ASCII is
// enough (the bytes of other characters are in no class), code points where it is not. All total
// and pure; places outside a text hold U+0000.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages::repair {

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char32_t c) { return is_upper(c) || is_lower(c); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

// Latin letters with and without accents.
constexpr bool is_latin_letter(char32_t c) {
  return is_letter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// A byte of a text, or 0 outside it (also for `pos` that wrapped below 0).
inline char byte_at(std::string_view text, std::uint32_t pos) {
  return pos < text.size() ? text[pos] : '\0';
}

// The character that begins at `pos`.
inline char32_t char_at(std::string_view text, std::uint32_t pos) {
  return pos < text.size() ? text::code_point_at(text, pos).value : 0;
}

// Where the character before `pos` begins; 0 at the start.
inline std::uint32_t before(std::string_view text, std::uint32_t pos) {
  if (pos == 0) return 0;
  do --pos;
  while (pos > 0 && !text::is_char_boundary(text, pos));
  return pos;
}

inline char32_t char_before(std::string_view text, std::uint32_t pos) {
  return pos == 0 ? 0 : char_at(text, before(text, pos));
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Words as they are looked up in lists, in lower case.
inline std::string lower_word(std::string_view word) {
  std::string lower;
  for (const char c : word) lower += to_lower(c);
  return lower;
}

// Whether `word` stands in a list of words with a blank before and behind each.
inline bool lists(std::string_view words, const std::string& word) {
  return words.find(' ' + word + ' ') != words.npos;
}

// Where the ASCII letters that begin at `pos` end.
inline std::uint32_t letters_end(std::string_view text, std::uint32_t pos) {
  while (is_letter(byte_at(text, pos))) ++pos;
  return pos;
}

}  // namespace medloom::stages::repair
