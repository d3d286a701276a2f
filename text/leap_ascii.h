// Most bytes of most pages are ASCII: leaps over them, eight at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace medloom::text {

// The first place at or behind `pos` that holds a byte above 0x7F; the end, if there is none.
inline std::size_t skip_ascii(std::string_view text, std::size_t pos) {
  for (std::uint64_t eight = 0; pos + sizeof eight <= text.size(); pos += sizeof eight) {
    std::memcpy(&eight, text.data() + pos, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) ++pos;
  return pos;
}

}  // namespace medloom::text
