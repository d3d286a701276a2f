#include "io/bytes/base64.h"

#include <gtest/gtest.h>

namespace medloom {
namespace {

// RFC 4648, section 10, and bytes beyond ASCII.
TEST(Base64, EveryRest) {
  struct Case {
    std::string bytes, text;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {std::string("\0\xFF\xFE", 3), "AP/+"},
      {"\xFB\xEF\xBE", "++++"},
  };
  for (const Case& one : cases) EXPECT_EQ(base64(one.bytes), one.text);
}

TEST(Base64, OfHexadecimalDigits) {
  EXPECT_EQ(base64_of_hex("666f6f"), "Zm9v");
  EXPECT_EQ(base64_of_hex("00FFfe"), "AP/+");
  EXPECT_EQ(base64_of_hex(""), "");
  EXPECT_EQ(base64_of_hex("6"), "") << "half a byte is none";
}

}  // namespace
}  // namespace medloom
