// Finding the next byte that matters: the inner loops of the HTML tokenizer.
//
// `find_any<'<', '&'>(from, end)` is memchr for several bytes: 16 at a time where the processor has
// SSE2 (every x86-64), one at a time elsewhere. Pure functions.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace medloom::text {

// The first of the bytes `wanted` in [from, end), or `end`.
template <char... wanted>
inline const char* find_any(const char* from, const char* end) {
#if defined(__SSE2__)
  for (; end - from >= 16; from += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    __m128i hits = _mm_setzero_si128();
    ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(block, _mm_set1_epi8(wanted)))), ...);
    const auto mask = static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
    if (mask != 0) return from + std::countr_zero(mask);
  }
#endif
  while (from != end && ((*from != wanted) && ...)) ++from;
  return from;
}

// What a byte may end inside a tag.
enum HtmlByte : std::uint8_t {
  kSpaceByte = 1,     // tab, LF, FF, CR, space
  kEndsTagName = 2,   // space / >
  kEndsName = 4,      // space / > =
  kEndsUnquoted = 8,  // space >
  kLetterByte = 16,
};

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
