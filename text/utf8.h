// UTF-8 at the level of single characters: validity, decoding, encoding, repair.
//
// Everything here is total. A byte sequence that is not UTF-8 is read as U+FFFD, one for each
// "maximal subpart" (Unicode 15, section 3.9), so that readers everywhere agree on how much damage
// there is; overlong forms, surrogates and five-byte forms are never decoded. All functions are
// pure and linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace medloom::text {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// What stands at one place of a text: `size` bytes that are a character, or (not `valid`) damage.
struct CodePoint {
  char32_t value;
  std::uint32_t size;
  bool valid;
};

// Requires pos < text.size(); reads nothing behind the end.
inline CodePoint code_point_at(std::string_view text, std::size_t pos) {
  const auto byte = [text](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const std::uint32_t lead = byte(pos);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {kReplacementCharacter, 1, false};
  // The second byte alone decides about overlong forms, surrogates and values above U+10FFFF.
  std::uint32_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  std::uint32_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  const std::uint32_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = lead & (0x7Fu >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    const std::uint32_t next = byte(pos + i);
    if (next < low || next > high) return {kReplacementCharacter, i, false};
    value = value << 6 | (next & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {value, size, true};
}

// The character at `pos`, or U+FFFD for damage and for places at or behind the end. Always moves
// `pos` forward.
inline char32_t decode_at(std::string_view text, std::size_t& pos) {
  if (pos >= text.size()) {
    ++pos;
    return kReplacementCharacter;
  }
  const CodePoint point = code_point_at(text, pos);
  pos += point.size;
  return point.value;
}

// Surrogates and values above U+10FFFF are written as U+FFFD, so `out` stays UTF-8.
inline void append_utf8(std::string& out, char32_t c) {
  if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) c = kReplacementCharacter;
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += {static_cast<char>(0xC0 | c >> 6), tail(0)};
  } else if (c < 0x10000) {
    out += {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
  }
}

// True where a slice of valid UTF-8 may begin or end.
inline bool is_char_boundary(std::string_view text, std::size_t pos) {
  return pos >= text.size() ? pos == text.size() : (text[pos] & 0xC0) != 0x80;
}

// How many bytes from the start are valid UTF-8: text.size() if all are.
std::size_t valid_utf8_prefix(std::string_view text);

inline bool is_valid_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

// Characters, each damaged sequence counting as one: as many as decode_at would return.
std::size_t count_code_points(std::string_view text);

struct Utf8Repair {
  std::string text;                    // valid UTF-8
  std::size_t replaced_sequences = 0;  // how many U+FFFD were put in
  std::size_t replaced_bytes = 0;      // for how many bytes they stand
};
Utf8Repair repair_utf8(std::string_view text);

// Valid and damaged text alike, as decode_at reads it.
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

}  // namespace medloom::text
