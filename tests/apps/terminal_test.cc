#include "apps/medloom/terminal.h"

#include <gtest/gtest.h>

#include "tests/support/random.h"
#include "text/utf8.h"

namespace medloom {
namespace {

struct Shown {
  std::string text;
  std::string expected;
};

TEST(Terminal, NothingThatAPageHoldsReachesTheTerminal) {
  const Shown cases[] = {
      {"plain text", "plain text"},
      {"腰痛 10⁹/L °C", "腰痛 10⁹/L °C"},
      {"\x1B[31mred\x1B[0m", "\\x1B[31mred\\x1B[0m"},
      {"a\nb\rc\td", "a\\nb\\rc\\td"},
      {std::string("nul\0", 4), "nul\\x00"},
      {"\x7F", "\\x7F"},
      {"\xC2\x9B"
       "31m",
       "\\x9B31m"},  // C1: a one-character escape sequence
      {"\xE2\x80\xAE"
       "evil",
       "\\u202Eevil"},  // right-to-left override
      {"zero\xE2\x80\x8Bwidth", "zero\\u200Bwidth"},
      {"\xEF\xBB\xBF", "\\uFEFF"},
      {"\xF3\xA0\x81\x81", "\\uE0041"},                      // a tag character
      {"\xEE\x80\x81\xF4\x80\x80\x80", "\\uE001\\u100000"},  // private use
      {"\xFF\xC0\xAF", "\\xFF\\xC0\\xAF"},
      {"cut \xE4\xB8", "cut \\xE4\\xB8"},
  };
  for (const Shown& test : cases) EXPECT_EQ(printable(test.text), test.expected);
}

TEST(Terminal, PrintableIsSafeForAnyBytes) {
  test::Random random(3);
  for (int i = 0; i < 300; ++i) {
    const std::string shown = printable(test::random_bytes(random, random.below(60)));
    EXPECT_TRUE(text::is_valid_utf8(shown));
    for (const char c : shown) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7F);
  }
}

TEST(Terminal, WidthCountsColumns) {
  const std::pair<std::string, std::size_t> cases[] = {
      {"", 0},          {"abc", 3}, {"腰痛", 4}, {"ａ１", 4}, {"，。", 4}, {"かな", 4}, {"한글", 4},
      {"e\xCC\x81", 1}, {"°C", 2},  {"—", 1},    {"“”", 2},   {"𠮷", 2},   {"￥", 2},   {"｡", 1},
  };
  for (const auto& [text, width] : cases) EXPECT_EQ(display_width(text), width) << text;
  EXPECT_EQ(padded("腰", 4), "腰  ");
  EXPECT_EQ(padded("long", 2), "long");
}

TEST(Terminal, ExcerptsKeepToTheirWidth) {
  EXPECT_EQ(excerpt("short", 10), "short");
  EXPECT_EQ(excerpt("exactly ten", 11), "exactly ten");
  EXPECT_EQ(excerpt("rather long text", 8), "rather …");
  EXPECT_EQ(excerpt("腰腿疼痛", 5), "腰腿…");
  EXPECT_EQ(excerpt_end("rather long text", 8), "…ng text");
  EXPECT_EQ(excerpt_end("short", 8), "short");
  EXPECT_EQ(excerpt_end("腰腿疼痛", 5), "…疼痛");
  EXPECT_EQ(in_quotes("a\nb"), "\"a\\nb\"");
  test::Random random(5);
  for (int i = 0; i < 300; ++i) {
    const std::string text = test::random_text(random, test::Alphabet::odd, random.below(200));
    for (const std::size_t width : {1U, 2U, 7U, 40U}) {
      for (const std::string& shown : {excerpt(text, width), excerpt_end(text, width)}) {
        EXPECT_LE(display_width(shown), width) << shown;
        EXPECT_TRUE(text::is_valid_utf8(shown));
      }
    }
  }
}

TEST(Terminal, NumbersAreReadable) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(counted(1, "page"), "1 page");
  EXPECT_EQ(counted(0, "page"), "0 pages");
  EXPECT_EQ(counted(2000, "page"), "2,000 pages");
}

TEST(Terminal, ColoursOnlyWhereTheyAreWanted) {
  EXPECT_TRUE(wants_colours("always"));
  EXPECT_FALSE(wants_colours("never"));
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(wants_colours("auto"));
  EXPECT_TRUE(wants_colours("always")) << "what is typed beats the environment";
  ::unsetenv("NO_COLOR");
  EXPECT_TRUE(palette(false).before.empty());
  EXPECT_FALSE(palette(true).before.empty());
}

}  // namespace
}  // namespace medloom
