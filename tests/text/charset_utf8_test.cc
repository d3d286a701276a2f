#include "text/charset_utf8.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/byte_stretch.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

TEST(TornUtf8Tail, IsAnUnfinishedSequenceAtTheEnd) {
  struct Case {
    std::string bytes;
    std::size_t torn;
  };
  for (const auto& [bytes, torn] : std::vector<Case>{{"血\xE5", 1},
                                                     {"血\xE5\x8E", 2},
                                                     {"a\xF0\x9F\x98", 3},
                                                     {"\xC3", 1},
                                                     {"\xED\x9F", 2},
                                                     {"", 0},
                                                     {"a", 0},
                                                     {"血", 0},
                                                     {"\x80", 0},
                                                     {"\x80\x80\x80\x80", 0},
                                                     {"血\xFF", 0},
                                                     {"血\xC0", 0},
                                                     {"\xE0\x80", 0},
                                                     {"\xED\xA0", 0},
                                                     {"\xF4\x90", 0},
                                                     {"\xF5\x80", 0},
                                                     {"\xE5 ", 0}}) {
    EXPECT_EQ(torn_utf8_tail(bytes), torn) << bytes;
  }
}

Utf8Survey naive_survey(std::string_view bytes) {
  bytes.remove_suffix(torn_utf8_tail(bytes));
  Utf8Survey survey;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const CodePoint point = code_point_at(bytes, pos);
    survey.good += point.valid && point.size > 1;
    survey.long_ones += point.valid && point.size > 2;
    survey.bad += !point.valid;
    pos += point.size;
  }
  return survey;
}

TEST(Utf8Survey, CountsAsOneLooksAtEachCharacter) {
  const std::vector<std::string> pieces = {
      "血压",     "é",        "a plain run of ASCII", "😀",    "<p>",      "\uFFFD\uFEFF",
      "\xE5\x8E", "\xC0\xBC", "\xED\xA0\xBD",         "\xFF", "\xE0\x9F", "\xF4\x90\x80\x80"};
  constexpr std::size_t kGood = 6;
  std::uint32_t state = 5;
  const auto next = [&state](std::size_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 16) % below;
  };
  for (int round = 0; round < 4000; ++round) {
    std::string bytes;
    for (std::size_t i = next(200); i > 0; --i) {
      const bool may_be_bad = next(100) < static_cast<std::size_t>(round % 5);
      bytes += pieces[next(may_be_bad ? pieces.size() : kGood)];
    }
    const Utf8Survey expected = naive_survey(bytes);
    const Utf8Survey found = survey_utf8(bytes);
    ASSERT_EQ(found.is_valid(), expected.is_valid());
    ASSERT_EQ(found.is_nearly_valid(), expected.is_nearly_valid());
    if (!expected.is_nearly_valid()) continue;  // it may have stopped early
    ASSERT_EQ(found.good, expected.good);
    ASSERT_EQ(found.long_ones, expected.long_ones);
    ASSERT_EQ(found.bad, expected.bad);
  }
}

TEST(StretchReader, CutsAtSeamsAndLosesNothing) {
  std::uint32_t state = 3;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = round % 70; i > 0; --i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> (round % 2 ? 24 : 25));
    }
    std::string seen;
    for (StretchReader reader(bytes); !reader.at_end();) {
      const std::string_view ascii = reader.ascii();
      ASSERT_EQ(find_high(ascii, 0), ascii.size());
      const std::string_view foreign = reader.foreign();
      ASSERT_TRUE(foreign.empty() || is_high(foreign.front()));
      for (const char byte : foreign) ASSERT_FALSE(is_seam(byte));
      seen.append(ascii).append(foreign);
    }
    ASSERT_EQ(seen, bytes);
  }
}

}  // namespace
}  // namespace medloom::text
