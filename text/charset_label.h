// The character sets a page may be in, and the names by which pages and servers declare them.
//
// Labels are mapped as browsers do (WHATWG Encoding): "gb2312" and "gbk" mean GB18030, "big5" means
// Big5-HKSCS, "iso-8859-1" means windows-1252. What browsers do not know is ignored, and so are
// labels that cannot be true of bytes in which a label could be read (utf-16 in a meta element).
// Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace medloom::text {

enum class Charset : std::uint8_t {
  utf8,
  utf16le,
  utf16be,
  gb18030,
  big5_hkscs,
  shift_jis,
  euc_jp,
  euc_kr,
  windows_1252,
};

// "UTF-8", "GB18030", "Big5-HKSCS"
std::string_view name_of(Charset charset);

// White space around a label and its case do not matter.
std::optional<Charset> charset_of_label(std::string_view label);

}  // namespace medloom::text
