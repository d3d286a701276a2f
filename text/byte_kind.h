// What bytes are before anyone reads them: marked by a byte order mark, UTF-16 by their pattern, or
// no text at all. Pure functions that look at a bounded head of the input.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/charset_label.h"

namespace medloom::text {

// The character set that a byte order mark names: UTF-8, UTF-16 or GB18030.
std::optional<Charset> charset_of_bom(std::string_view bytes);

// UTF-16 without a mark: in one byte order nearly all 16-bit units are ASCII, Han or the
// punctuation around them, in the other order fewer are.
std::optional<Charset> utf16_by_pattern(std::string_view bytes);

// Why the bytes cannot be text ("a PNG image", "12 control characters in 60 bytes"); empty if they
// can. UTF-16 must have been ruled out, its NULs would count as control characters.
std::string why_not_text(std::string_view bytes);

}  // namespace medloom::text
