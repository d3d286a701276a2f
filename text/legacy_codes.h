// The codes of the legacy character sets, asked of ICU's converters and corrected where browsers
// differ: characters that ICU still gives private-use code points have their real ones, and 0x80 is
// € in GB18030. ICU's "gb2312" is never used: it reads GBK bytes as other characters. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/charset_label.h"

namespace medloom::text {

struct LegacyCode {
  char32_t c = 0;     // 0: no character
  char32_t mark = 0;  // a combining mark that belongs to it (four letters of Big5-HKSCS), or 0
};

// The character that GB 18030-2000 gave a private-use code point; 0 where it gave none.
char32_t gb18030_real_char(char32_t private_use);

// The characters above ASCII that `codes` stand for, which are `size` bytes each.
std::vector<LegacyCode> legacy_codes(Charset charset, std::string_view codes, std::size_t size);

}  // namespace medloom::text
