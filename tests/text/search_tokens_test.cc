#include "text/search_tokens.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

std::string tokens_of(std::string_view text) {
  std::string out;
  for (const SearchToken& token : search_tokens(text)) {
    if (!out.empty()) out += ' ';
    out += token.text;
  }
  return out;
}

struct Case {
  std::string text;
  std::string tokens;
};

TEST(SearchTokens, WordsAndSingleCharacters) {
  for (const auto& [text, tokens] : std::vector<Case>{
           {"Low back pain", "low back pain"},
           {"腰痛", "腰 痛"},
           {"血壓", "血 压"},
           {"腰痛，MRI检查", "腰 痛 mri 检 查"},
           {"X光", "x 光"},
           {"ＢＭＩ ２５", "bmi 25"},
           {"café naïve Ménière", "cafe naive meniere"},
           {"cafe\u0301", "cafe"},
           {"Sjögren’s", "sjogren s"},
           {"ibuprofen 400mg", "ibuprofen 400 mg"},
           {"B12", "b 12"},
           {"HbA1c", "hba 1 c"},
           {"130/80 mmHg", "130 80 mmhg"},
           {"COVID-19", "covid 19"},
           {"10⁹/L", "10 9 l"},
           {"CO₂", "co 2"},
           {"5 µg", "5 μg"},
           {"5 μg", "5 μg"},
           {"頭\u200B痛", "头 痛"},
           {"腰 痛", "腰 痛"},
           {"かぜ", "か ぜ"},
           {"が", "が"},
           {"두통", "두 통"},
           {"Кашель", "кашель"},
       }) {
    EXPECT_EQ(tokens_of(text), tokens) << text;
  }
}

// Two characters that a mark keeps apart are no word.
TEST(SearchTokens, PunctuationBetweenCharactersIsAToken) {
  for (const auto& [text, tokens] : std::vector<Case>{
           {"头，痛风", "头 。 痛 风"},
           {"头。\n\n痛", "头 。 痛"},
           {"头\n痛", "头 。 痛"},
           {"头 痛", "头 痛"},
           {"头、a痛", "头 a 痛"},
           {"a, b", "a b"},
           {"，头痛。", "头 痛"},
           {"「頭」痛", "头 。 痛"},
       }) {
    EXPECT_EQ(tokens_of(text), tokens) << text;
  }
}

TEST(SearchTokens, WhatHasNoWordsHasNoTokens) {
  for (const char* text : {"", " ", "。，！", "* - +", "\n\n", "\u0301", "\uFEFF", "\"\"", "※★",
                           "\xFF\xFE", "\xE8\x85"}) {
    EXPECT_EQ(tokens_of(text), "") << text;
  }
}

TEST(SearchTokens, PlacesAreThoseOfTheText) {
  const std::string text = "e\u0301t. 腰，痛 ＭＲＩ";
  const std::vector<SearchToken> tokens = search_tokens(text);
  ASSERT_EQ(tokens.size(), 5U);
  EXPECT_EQ(text.substr(tokens[0].at.from, tokens[0].at.size()), "e\u0301t");
  EXPECT_EQ(text.substr(tokens[1].at.from, tokens[1].at.size()), "腰");
  EXPECT_TRUE(tokens[2].at.empty());
  EXPECT_EQ(text.substr(tokens[4].at.from, tokens[4].at.size()), "ＭＲＩ");
}

TEST(SearchTokens, LongRunsAreCutTheSameWayEverywhere) {
  const std::string run(1000, 'a');
  const std::vector<SearchToken> tokens = search_tokens(run);
  EXPECT_EQ(tokens.size(), (1000 + SearchTokenizer::kMaxWord - 1) / SearchTokenizer::kMaxWord);
  std::string joined;
  for (const SearchToken& token : tokens) joined += token.text;
  EXPECT_EQ(joined, run);
}

TEST(SearchTokens, FoldingATokenOnceMoreChangesNothing) {
  for (char32_t c = 0x20; c < 0x30000; ++c) {
    std::string text;
    append_utf8(text, c);
    for (const SearchToken& token : search_tokens(text)) {
      ASSERT_EQ(tokens_of(token.text), token.text) << std::uint32_t{c};
    }
  }
}

TEST(SearchTokens, StopsWhenAskedTo) {
  int count = 0;
  SearchTokenizer::instance().each(
      "a b 腰 c", [&](std::string_view, std::uint32_t, std::uint32_t) { return ++count < 2; });
  EXPECT_EQ(count, 2);
}

}  // namespace
}  // namespace medloom::text
