#include "text/private_use.h"

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

TEST(PrivateUse, OfGb18030) {
  EXPECT_EQ(real_char_of_gb18030(0xE81E), U'\u9FB4');
  EXPECT_EQ(real_char_of_gb18030(0xE816), U'\U00020087');
  EXPECT_EQ(real_char_of_gb18030(0xE000), 0U);
  EXPECT_EQ(real_char_of_gb18030('a'), 0U);
}

// The corners of the four rows, by the bytes that the supplement has there.
TEST(PrivateUse, OfHkscs) {
  EXPECT_EQ(real_char_of_hkscs(0xE000), U'\U00020547');  // FA40
  EXPECT_EQ(real_char_of_hkscs(0xF6B1), U'\u2460');      // C6A1
  for (char32_t c = 0xDFFF; c <= 0xF900; ++c) {
    const char32_t real = real_char_of_hkscs(c);
    EXPECT_FALSE(real != 0 && is_private_use(real)) << static_cast<std::uint32_t>(c);
  }
  EXPECT_EQ(real_char_of_hkscs(0xDFFF), 0U);
  EXPECT_EQ(real_char_of_hkscs(0xF849), 0U);
  EXPECT_EQ(real_char_of_hkscs(0xF0000), 0U);
}

}  // namespace
}  // namespace medloom::text
