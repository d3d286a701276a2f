// Writes text in a legacy character set, with the C library's tables: an opinion of its own on what
// the bytes mean.
#pragma once

#include <iconv.h>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace medloom::text {

// `name` as iconv knows it: "GB18030", "GBK", "BIG5-HKSCS", "CP932". Characters that the set does
// not have are left out.
inline std::string encode(const char* name, std::string_view utf8) {
  const iconv_t converter = ::iconv_open(name, "UTF-8");
  EXPECT_NE(converter, reinterpret_cast<iconv_t>(-1)) << name;
  std::string out(utf8.size() * 4 + 16, '\0');
  char* to = out.data();
  std::size_t room = out.size();
  char* from = const_cast<char*>(utf8.data());
  std::size_t left = utf8.size();
  while (left > 0 && ::iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) {
    do ++from, --left;
    while (left > 0 && (*from & 0xC0) == 0x80);
  }
  ::iconv(converter, nullptr, nullptr, &to, &room);
  ::iconv_close(converter);
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace medloom::text
