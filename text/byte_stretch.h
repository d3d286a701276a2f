// Cuts undecoded bytes where no character set used on pages can have a character in progress.
//
// Bytes below 0x40 other than digits are second bytes nowhere, so a stretch between two of them can
// be read by itself. Stretches without high bytes are ASCII in any case. Pure, linear.
#pragma once

#include <cstddef>
#include <string_view>

namespace medloom::text {

inline bool is_high(char byte) { return (byte & 0x80) != 0; }

// Bytes that end a stretch: white space, most ASCII punctuation, the brackets of markup.
inline bool is_seam(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < '0' || (value > '9' && value < 0x40);
}

// Calls ascii(view) and foreign(view) in turn so that all of `bytes` is seen in order. A foreign
// view begins with a high byte and reaches to the next seam or the end.
template <class Ascii, class Foreign>
void for_each_stretch(std::string_view bytes, Ascii ascii, Foreign foreign) {
  std::size_t pos = 0;
  while (pos < bytes.size()) {
    const std::size_t start = pos;
    while (pos < bytes.size() && !is_high(bytes[pos])) ++pos;
    if (pos > start) ascii(bytes.substr(start, pos - start));
    const std::size_t high = pos;
    while (pos < bytes.size() && !is_seam(bytes[pos])) ++pos;
    if (pos > high) foreign(bytes.substr(high, pos - high));
  }
}

}  // namespace medloom::text
