// decode_at (utf8.h) for loops over every character of a page: what most characters are, ASCII and
// sound ones of three bytes, is read here in a few steps; all else goes there. The result is the
// same.
//
// Pure. Tested by tests/text/utf8_test.cc, against decode_at.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace medloom::text {

// REQUIRES: pos < text.size(). Moves `pos` behind the character.
inline char32_t next_character(std::string_view text, std::size_t& pos) {
  const auto* const at = reinterpret_cast<const unsigned char*>(text.data()) + pos;
  const char32_t lead = at[0];
  if (lead < 0x80) {
    ++pos;
    return lead;
  }
  // From E1 on every continuation is right for three bytes, but for the surrogates behind ED.
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size() - pos >= 3) {
    const char32_t second = at[1] ^ 0x80U;
    const char32_t third = at[2] ^ 0x80U;
    if ((second | third) < 0x40) {
      pos += 3;
      return (lead & 0x0FU) << 12 | second << 6 | third;
    }
  }
  return decode_at(text, pos);
}

}  // namespace medloom::text
