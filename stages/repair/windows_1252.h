// Windows-1252, the charset that UTF-8 is most often mistaken for. The five bytes it leaves open
// (81 8D 8F 90 9D) are taken as the C1 controls of Latin-1, as browsers do. Pure functions.
#pragma once

#include <array>
#include <cstdint>

namespace medloom::stages::repair {

inline constexpr std::array<char16_t, 32> kWindows1252High = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

constexpr char32_t windows_1252_char(std::uint8_t byte) {
  return byte >= 0x80 && byte <= 0x9F ? kWindows1252High[byte - 0x80u] : byte;
}

// The byte that was read as `c`, or -1. A C1 control is the byte that Latin-1 makes it of.
constexpr int windows_1252_byte(char32_t c) {
  if (c <= 0xFF) return static_cast<int>(c);
  for (std::size_t i = 0; i < kWindows1252High.size(); ++i) {
    if (kWindows1252High[i] == c) return static_cast<int>(0x80 + i);
  }
  return -1;
}

}  // namespace medloom::stages::repair
