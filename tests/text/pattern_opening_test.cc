// The one promise: where the opening says no, RE2 finds nothing. Asked of every pair.
#include "text/pattern_opening.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "text/pattern.h"

namespace medloom::text {
namespace {

// Forms that rules are written in, and forms that must not be misread.
const std::vector<std::string>& expressions() {
  static const std::vector<std::string> kExpressions = {
      "^(?:病情|问题|問題)描述",
      "^Reply Date:",
      "^(?P<title>.+) - (?P<place>[A-Z][a-z]+)$",
      "^#?(?:[2-9]|[1-9]\\d+)(?:楼|樓|#)",
      "^(?i:error|http)? ?40[0134]",
      "^(?i:kelvin|straße|sick)",
      "^(?i:[k-s]+)$",
      "^[(（]?(?:圖|图)[^。]{1,30}[)）]?$",
      "^[^。！；：]{3}",
      "^\\p{Han}{1,3}(?:医生|醫師)[:：]",
      "^\\s*\\d{1,2}[:：]",
      "^\\w+$",
      "^\\S{2}$",
      "^\\D",
      "^.{0,60}you",
      "^.+$",
      "^(?:a|^b)c",
      "^\\bword",
      "^\\[x\\]",
      "^\\x41|^\\x{3000}",
      "^[\\x{200B}-\\x{200F}]+",
      "^[]a]b",
      "^[a\\]b]c",
      "^[a-c-]x",
      "^[\\d-]+",
      "^a{0}b",
      "^a{2,3}b",
      "^{x}",
      "^(?:x{0,2}y*)z?w",
      "^a{,2}",
      "^$",
      "^(?:a|)$",
      "(?:^©|Copyright)",
      "a|^b",
      "^a|b",
      "(?m)^b",
      "(?i)^copy",
      "(?:(?i)c|d)opy",
      "b",
      "[?？]$",
      "^[[:alpha:]]x",
      "^\\pN",
      "^\\PN",
      "^\\Qa|b\\E",
      "\\Aabc",
      "^(((((a)))))b",
      "^x??y",
      "^(?:x|y)+?z",
      "^　+x",
      "^(?s:.)b",
      "^é",
      "^(?i:é)",
  };
  return kExpressions;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> kTexts = {"",
                                                  "a",
                                                  "ab",
                                                  "aab",
                                                  "ac",
                                                  "b",
                                                  "bc",
                                                  "a\nb",
                                                  "b\na",
                                                  "c",
                                                  "copy",
                                                  "Copyright",
                                                  "©",
                                                  "x ©",
                                                  "病情描述：头痛",
                                                  "问题描述",
                                                  "問題描述",
                                                  "问题",
                                                  "Reply Date: 2020",
                                                  "reply date:",
                                                  "#2楼",
                                                  "12樓",
                                                  "1楼",
                                                  "ERROR 404",
                                                  " 404",
                                                  "http 404",
                                                  "404",
                                                  "Kelvin",
                                                  "\u212Aelvin",
                                                  "STRASSE",
                                                  "\u017Fick",
                                                  "sICK",
                                                  "(图：某某)",
                                                  "（圖/記者）",
                                                  "图一",
                                                  "王医生：您好",
                                                  "12：30",
                                                  " 9:00",
                                                  "word",
                                                  "_w",
                                                  "A",
                                                  "　",
                                                  "　　x",
                                                  "\u200B",
                                                  "]b",
                                                  "ab",
                                                  "]c",
                                                  "-x",
                                                  "2020-01",
                                                  "bb",
                                                  "{x}",
                                                  "w",
                                                  "zw",
                                                  "yyw",
                                                  "xxw",
                                                  "a{,2}",
                                                  "什么是腰痛？",
                                                  "腰痛",
                                                  "ax",
                                                  "1",
                                                  "一二三四",
                                                  "a|b",
                                                  "abc",
                                                  "xy",
                                                  "y",
                                                  "xyz",
                                                  "é",
                                                  "É",
                                                  "\xFFword",
                                                  "\xE7\x97",
                                                  std::string("\0a", 2),
                                                  "😀",
                                                  "Aa - Bb",
                                                  "x",
                                                  "d",
                                                  "dopy"};
  return kTexts;
}

TEST(PatternOpening, NeverRulesOutWhatMatches) {
  std::size_t ruled_out = 0;
  for (const std::string& regex : expressions()) {
    const re2::RE2 oracle(regex, re2::RE2::Quiet);
    ASSERT_TRUE(oracle.ok()) << regex;
    const PatternOpening opening = PatternOpening::of(regex);
    for (const std::string& text : texts()) {
      const bool matches = re2::RE2::PartialMatch(text, oracle);
      if (matches) {
        EXPECT_TRUE(opening.allows(text)) << regex << " in '" << text << "'";
      }
      ruled_out += opening.allows(text) ? 0 : 1;
    }
  }
  EXPECT_GT(ruled_out, 1500u);  // or it would be of no use
}

TEST(PatternOpening, NeverMissesACharacterOfAMatch) {
  std::size_t ruled_out = 0;
  for (const std::string& regex : expressions()) {
    const re2::RE2 oracle(regex, re2::RE2::Quiet);
    const PatternOpening opening = PatternOpening::of(regex);
    for (const std::string& text : texts()) {
      const bool allowed = opening.allows(CharacterSketch(text));
      if (re2::RE2::PartialMatch(text, oracle)) {
        EXPECT_TRUE(allowed) << regex << " in '" << text << "'";
      }
      ruled_out += allowed ? 0 : 1;
    }
  }
  EXPECT_GT(ruled_out, 1500u);
}

TEST(PatternOpening, RulesOutByWhatIsMissing) {
  struct Case {
    const char* regex;
    const char* with;
    const char* without;
  };
  for (const Case& c : std::vector<Case>{
           {"\\. Ask Date:", "x. Ask Date: 2020", "Ask. Dates"},
           {"^\\p{Han}{1,3}(?:醫生|教授)[:：]", "王教授：", "王教練："},
           {"(?:发表于|發表於)\\s*\\d", "發表於 1", "发表在 1"},
           {"[?？]$", "a？", "a!"},
           {"a.?(?:bc)+[^x]*yz?$", "abcy", "aby"},
           {"^(?:x|y)(?:bc|d)?q", "xq", "xbc"},
           {"(?:a|b){2,}c", "abc", "c"},
           {"(?i:date)s*:", "DaTE:", "Dat:"},
       }) {
    const PatternOpening opening = PatternOpening::of(c.regex);
    EXPECT_TRUE(opening.allows(CharacterSketch(c.with))) << c.regex;
    EXPECT_FALSE(opening.allows(CharacterSketch(c.without))) << c.regex;
  }
  for (const char* regex : {"a*", "(?:ab)?", "a|", "[a-z]+", "(?:ab){0}", "(?:ab){0,2}", "a??"}) {
    EXPECT_TRUE(PatternOpening::of(regex).allows(CharacterSketch(""))) << regex;
  }
}

TEST(PatternOpening, RulesOutByTheFirstCharacter) {
  const PatternOpening opening = PatternOpening::of("^(?:病情|问题)描述|^Q\\d?[:：]");
  EXPECT_TRUE(opening.allows("病"));
  EXPECT_TRUE(opening.allows("问"));
  EXPECT_TRUE(opening.allows("Q"));
  EXPECT_FALSE(opening.allows("患"));
  EXPECT_FALSE(opening.allows("q"));
  EXPECT_FALSE(opening.allows(""));
  EXPECT_FALSE(opening.allows("\xFF"));
}

TEST(PatternOpening, AllowsAnythingWhereItCannotTell) {
  for (const char* regex :
       {"病情", "病情|^问题", "(?m)^病情", "^(?:病情)?", "^(?i)病情", "$", ""}) {
    EXPECT_TRUE(PatternOpening::of(regex).allows("x")) << regex;
    EXPECT_TRUE(PatternOpening::of(regex).allows("")) << regex;
  }
}

// Ends and lengths are asked of whole matches.
TEST(PatternOpening, NeverRulesOutAnEndOrALength) {
  std::size_t ends_ruled_out = 0;
  std::size_t known = 0;
  for (const std::string& regex : expressions()) {
    const re2::RE2 oracle(regex, re2::RE2::Quiet);
    const PatternOpening opening = PatternOpening::of(regex);
    known += opening.longest() < PatternOpening::kAnyLength ? 1 : 0;
    for (const std::string& text : texts()) {
      const std::size_t characters =
          std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
      if (re2::RE2::FullMatch(text, oracle)) {
        EXPECT_TRUE(opening.may_end(text)) << regex << " in '" << text << "'";
        EXPECT_GE(opening.longest(), characters) << regex << " in '" << text << "'";
      }
      ends_ruled_out += opening.may_end(text) ? 0 : 1;
    }
  }
  EXPECT_GT(ends_ruled_out, 1500u);
  EXPECT_GT(known, 20u);
}

TEST(PatternOpening, KnowsTheLongestMatch) {
  for (const auto& [regex, longest] : std::vector<std::pair<std::string, std::uint32_t>>{
           {"(?:民國|民国)?\\d{2,4}年", 7},
           {"a{3}b{0,2}c?", 6},
           {"(?:ab|cde){2}", 6},
           {"^$", 0},
           {"a+", PatternOpening::kAnyLength},
           {"(?:a{2,})?", PatternOpening::kAnyLength},
           {"(?:ab*)", PatternOpening::kAnyLength},
           {"(?m)a", PatternOpening::kAnyLength}}) {
    EXPECT_EQ(PatternOpening::of(regex).longest(), longest) << regex;
  }
}

TEST(PatternOpening, DeepGroupsAreGivenUp) {
  const std::string deep = "^" + std::string(500, '(') + "a" + std::string(500, ')');
  EXPECT_TRUE(PatternOpening::of(deep).allows("b"));
}

// Group names are read off the expression, before there is a program.
TEST(Pattern, NamesOfGroupsAreThoseOfThePrograms) {
  for (const char* regex :
       {"(a)(?:b)(?P<n>c)", "\\((a)\\)", "[(](a)[)]", "[](](a)", "[^](](a)", "[[:alpha:](](?P<x>a)",
        "\\Q(a)(\\E(b)", "(?i:a(?P<y>b))", "(?i)(a)", "[\\](](a)", "\\\\(a)", "((a)|(?P<z>(b)))"}) {
    const re2::RE2 oracle(regex, re2::RE2::Quiet);
    ASSERT_TRUE(oracle.ok()) << regex;
    const auto pattern = Pattern::compile(regex, "test");
    ASSERT_TRUE(pattern.has_value()) << regex;
    ASSERT_EQ(static_cast<int>(pattern->group_count()), oracle.NumberOfCapturingGroups()) << regex;
    for (const auto& [index, name] : oracle.CapturingGroupNames()) {
      EXPECT_EQ(pattern->names()[static_cast<std::size_t>(index)], name) << regex;
    }
  }
}

}  // namespace
}  // namespace medloom::text
