// Private-use characters that an old standard put there before Unicode had the real ones.
//
// GB 18030-2000 itself gave 80 characters private-use code points, as ICU and browsers list them.
// Windows with the Hong Kong supplement showed HKSCS at the places of its user-defined characters
// of code page 950, which lie in a row: bytes are counted out of the code point and read as
// Big5-HKSCS. Other fonts of other companies used the same places, so this is an answer for a text
// that is known to be of Hong Kong, and a candidate for any other. Pure; a look-up.
#pragma once

namespace medloom::text {

constexpr bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

// The real character; 0 where the standard gave none.
char32_t real_char_of_gb18030(char32_t private_use);
char32_t real_char_of_hkscs(char32_t private_use);

}  // namespace medloom::text
