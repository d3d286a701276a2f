// Numbers in items of an external sort: big-endian, so that bytewise order is the order of numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace medloom {

inline void put_number(std::string& item, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) item += static_cast<char>(number >> shift & 0xFF);
}

// Takes eight bytes from the front, which must be there.
inline std::uint64_t take_number(std::string_view& item) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(item[i]);
  item.remove_prefix(8);
  return number;
}

}  // namespace medloom
