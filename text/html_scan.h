// Finding the next byte that matters: the inner loops of the HTML tokenizer.
//
// `find_any<'<', '&'>(from, end)` is memchr for several bytes. It looks at eight at a time: a byte
// of the block that is equal to a wanted one becomes zero by exclusive or, and subtracting one from
// each byte borrows into the high bit of a zero alone (bytes above the first zero may borrow too,
// hence the order of bytes matters; big-endian machines look at one at a time). Reading pages is
// some 5-10 % slower than with SSE2, which is not worth intrinsics. Pure functions.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace medloom::text {

// The first of the bytes `wanted` in [from, end), or `end`.
template <char... wanted>
inline const char* find_any(const char* from, const char* end) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    const auto zeros = [](std::uint64_t x) { return (x - kOnes) & ~x & (kOnes << 7); };
    for (; end - from >= 8; from += 8) {
      std::uint64_t block;
      std::memcpy(&block, from, sizeof block);
      const std::uint64_t hits = (zeros(block ^ kOnes * static_cast<unsigned char>(wanted)) | ...);
      if (hits != 0) return from + std::countr_zero(hits) / 8;
    }
  }
  while (from != end && ((*from != wanted) && ...)) ++from;
  return from;
}

// What a byte may end inside a tag.
inline constexpr std::uint8_t kSpaceByte = 1;     // tab, LF, FF, CR, space
inline constexpr std::uint8_t kEndsTagName = 2;   // space / >
inline constexpr std::uint8_t kEndsName = 4;      // space / > =
inline constexpr std::uint8_t kEndsUnquoted = 8;  // space >
inline constexpr std::uint8_t kLetterByte = 16;

constexpr std::array<std::uint8_t, 256> html_bytes() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned char c : {'\t', '\n', '\f', '\r', ' '}) {
    table[c] = kSpaceByte | kEndsTagName | kEndsName | kEndsUnquoted;
  }
  table['/'] = kEndsTagName | kEndsName;
  table['>'] = kEndsTagName | kEndsName | kEndsUnquoted;
  table['='] = kEndsName;
  for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = table[c - 0x20] = kLetterByte;
  return table;
}
inline constexpr std::array<std::uint8_t, 256> kHtmlBytes = html_bytes();

inline bool is_html_byte(char c, std::uint8_t any) {
  return (kHtmlBytes[static_cast<unsigned char>(c)] & any) != 0;
}

// The first byte of one of the classes in [from, end), or `end`.
inline const char* find_class(const char* from, const char* end, std::uint8_t any) {
  while (from != end && !is_html_byte(*from, any)) ++from;
  return from;
}

inline const char* skip_spaces(const char* from, const char* end) {
  while (from != end && is_html_byte(*from, kSpaceByte)) ++from;
  return from;
}

}  // namespace medloom::text
