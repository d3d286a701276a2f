#include "text/pattern.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom::text {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Pattern must_compile(std::string_view regex) {
  Result<Pattern> pattern = Pattern::compile(regex, "test");
  EXPECT_TRUE(pattern.has_value()) << regex;
  return std::move(pattern).value();
}

TEST(Pattern, FindsTheLeftmostMatchInBytes) {
  const Pattern pattern = must_compile("血(压|糖)");
  const std::string text = "高血压与血糖";
  Match match;
  ASSERT_TRUE(pattern.search(text, 0, match));
  EXPECT_EQ(match.whole, (Span{3, 9}));
  EXPECT_EQ(match.group(1), (Span{6, 9}));
  ASSERT_TRUE(pattern.search(text, match.whole.to, match));
  EXPECT_EQ(match.whole, (Span{12, 18}));
  EXPECT_FALSE(pattern.search(text, match.whole.to, match));
}

TEST(Pattern, GroupsHaveNumbersAndNames) {
  const Pattern pattern = must_compile("Dr\\. (?P<name>\\w+)( (?P<title>MD))? reply (?P<dept>.*)");
  EXPECT_EQ(pattern.group_count(), 4u);
  EXPECT_THAT(pattern.names(), ElementsAre("", "name", "", "title", "dept"));
  EXPECT_TRUE(pattern.has_group("dept"));
  EXPECT_FALSE(pattern.has_group("age"));
  EXPECT_FALSE(pattern.has_group(""));
  Match match;
  ASSERT_TRUE(pattern.full_match("Dr. Li reply ", match));
  EXPECT_EQ(match.group("name"), (Span{4, 6}));
  EXPECT_EQ(match.group("title"), std::nullopt);   // took no part
  EXPECT_EQ(match.group("dept"), (Span{13, 13}));  // took part with nothing
  EXPECT_EQ(match.group(0), match.whole);
  EXPECT_EQ(match.group("nosuch"), std::nullopt);
  EXPECT_EQ(match.group(""), std::nullopt);
  EXPECT_EQ(match.group(17), std::nullopt);
}

TEST(Pattern, WhatStandsBeforeTheStartIsContext) {
  Match match;
  EXPECT_FALSE(must_compile("^b").search("ab", 1, match));
  EXPECT_FALSE(must_compile("\\bcough").search("xcough", 1, match));
  EXPECT_TRUE(must_compile("(?m)^b").search("a\nb", 1, match));
  EXPECT_FALSE(must_compile("^b").search("a\nb", 0, match));  // (?m) is off
  EXPECT_FALSE(must_compile("a$").search("a\nb", 0, match));
}

TEST(Pattern, AMatchMayBeAskedForAtAPlace) {
  Match match;
  EXPECT_TRUE(must_compile("b+(c?)").match_at("abbc", 1, match));
  EXPECT_EQ(match.whole, (Span{1, 4}));
  EXPECT_EQ(match.group(1), (Span{3, 4}));
  EXPECT_FALSE(must_compile("b").match_at("ab", 0, match));
  EXPECT_FALSE(must_compile("\\bb").match_at("ab", 1, match));
  EXPECT_FALSE(must_compile("b").match_at("ab", 3, match));
  const Pattern named = Pattern::of_sound("(?P<x>b)");
  EXPECT_TRUE(named.search("ab", 0, match));
  EXPECT_EQ(match.group("x"), (Span{1, 2}));
}

TEST(Pattern, FullMatchTakesAllOrNothing) {
  const Pattern pattern = must_compile("a|ab");
  Match match;
  EXPECT_TRUE(pattern.full_match("ab", match));
  EXPECT_EQ(match.whole, (Span{0, 2}));
  EXPECT_FALSE(pattern.full_match("abc", match));
  EXPECT_FALSE(pattern.full_match("", match));
}

TEST(Pattern, EmptyMatchesAndEmptyTexts) {
  const Pattern pattern = must_compile("x*");
  Match match;
  ASSERT_TRUE(pattern.search("", 0, match));
  EXPECT_EQ(match.whole, (Span{0, 0}));
  EXPECT_EQ(match.group(0), (Span{0, 0}));
  ASSERT_TRUE(pattern.search(std::string_view(), 0, match));
  EXPECT_EQ(match.whole, (Span{0, 0}));
  ASSERT_TRUE(pattern.search("ab", 2, match));
  EXPECT_EQ(match.whole, (Span{2, 2}));
  EXPECT_FALSE(pattern.search("ab", 3, match));  // behind the end
}

TEST(Pattern, DamagedTextAndNulAreSearchedAll) {
  Match match;
  EXPECT_FALSE(
      must_compile("a.b").search("a\xFF"
                                 "b",
                                 0, match));
  ASSERT_TRUE(must_compile("b+").search(std::string_view("a\0\xFF\xE8"
                                                         "bb",
                                                         6),
                                        0, match));
  EXPECT_EQ(match.whole, (Span{4, 6}));
}

TEST(Pattern, RefusesWhatItCannotDoAndSaysWhere) {
  for (const char* regex :
       {"(", "[a", "a**", "(?=b)", "(?<=b)", "(a)\\1", "(?P<n>a)(?P<n>b)", "\\u4e00", "a{2,1}",
        "a{1001}", "*", "\\", "\xFF", "((((a{500}){500}){500}){500})"}) {
    const Result<Pattern> pattern = Pattern::compile(regex, "rules.toml:7:1");
    ASSERT_FALSE(pattern.has_value()) << regex;
    EXPECT_EQ(pattern.error().code, ErrorCode::configuration);
    EXPECT_EQ(pattern.error().where, "rules.toml:7:1");
    EXPECT_THAT(pattern.error().message, HasSubstr("bad pattern: ")) << regex;
    EXPECT_GT(pattern.error().message.size(), 20u) << regex;
  }
}

// What `compile` lets pass has a program, however it is built up; what has none, it refuses.
TEST(Pattern, WhatIsTooLargeIsToldWhenItIsCompiled) {
  std::size_t refused = 0;
  for (const char* piece : {"(?i:k)", "血|", "\\pL", "[^a]", "[\\p{Han}x]", ".", "a{0,20}"}) {
    for (const std::size_t bytes : {300U, 3000U}) {
      for (const char* count : {"", "{0,9}", "{90}"}) {
        std::string regex = "(?:";
        while (regex.size() < bytes) regex += piece;
        regex.append("x)").append(count);
        const auto pattern = Pattern::compile(regex, "test");
        refused += pattern ? 0 : 1;
        if (!pattern) continue;
        EXPECT_GT(pattern->program_size(), 0) << piece << " in " << bytes << " bytes " << count;
      }
    }
  }
  EXPECT_GT(refused, 0U);
}

TEST(Pattern, HostilePairsOfPatternAndTextStayLinear) {
  const Pattern pattern = must_compile("(a+)+b");
  Match match;
  EXPECT_FALSE(pattern.search(std::string(200000, 'a'), 0, match));
  EXPECT_FALSE(must_compile("(x+x+)+y").full_match(std::string(200000, 'x'), match));
}

TEST(Pattern, CopiesAndMovesKeepWorking) {
  Pattern first = must_compile("(?P<n>血.)");
  const Pattern copy = first;
  const Pattern moved = std::move(first);
  Match match;
  ASSERT_TRUE(copy.search("血压", 0, match));
  ASSERT_TRUE(moved.search("血压", 0, match));
  EXPECT_EQ(match.group("n"), (Span{0, 6}));
  EXPECT_EQ(moved.regex(), "(?P<n>血.)");
  EXPECT_GT(moved.program_size(), 0);
}

TEST(Pattern, ThreadsShareOnePattern) {
  const Pattern pattern = must_compile("(?P<value>\\d+)(?:mg|ml)");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&pattern] {
      Match match;
      for (int n = 0; n < 2000; ++n) {
        ASSERT_TRUE(pattern.search("每日两次，每次 250mg", 0, match));
        EXPECT_EQ(match.group("value")->size(), 3u);
      }
    });
  }
}

}  // namespace
}  // namespace medloom::text
