#include "text/charset_model.h"

#include <cmath>
#include <string>
#include <unordered_map>

#include <gtest/gtest.h>

#include "tests/text/legacy_encoder.h"
#include "text/charset_han.h"
#include "text/charset_prices.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

TEST(HanPrices, AreProbabilities) {
  for (const HanShares shares : {HanShares{1, 0}, {0, 1}, {1, 0.25}, {1, 1}}) {
    const std::vector<float> prices = han_prices(shares);
    ASSERT_EQ(prices.size(), kLastHan - kFirstHan + 1);
    double sum = 0;
    for (const float price : prices) {
      ASSERT_LE(price, 0);
      ASSERT_GE(price, kUnseenPrice);
      if (price > kUnseenPrice) sum += std::exp(price);
    }
    EXPECT_NEAR(sum, 0.9, 0.01);
  }
}

// The counts are stored; here they are made again. A newer OpenCC may have a few phrases more.
TEST(HanPrices, FollowOpenccPhrases) {
  const auto phrases = read_opencc_lexicon("STPhrases");
  ASSERT_TRUE(phrases.has_value());
  std::unordered_map<char32_t, double> counts;
  double total = 0;
  for (const LexiconEntry& entry : *phrases) {
    for (const char32_t c : to_utf32(entry.key)) {
      if (c < kFirstHan || c > kLastHan) continue;
      ++counts[c];
      ++total;
    }
  }
  const std::vector<float> prices = han_prices({1, 0});
  std::size_t known = 0;
  std::size_t right = 0;
  for (const auto& [c, count] : counts) {
    const double expected = std::log(count / total) + std::log(0.9 / 1.4);
    ++known;
    right += prices[c - kFirstHan] > expected - 0.2;  // some have a share of their own besides
  }
  EXPECT_GT(known, 4000u);
  EXPECT_GE(right * 100, known * 99);
}

TEST(CharsetPrices, EachKindOfTextHasItsOwnCommonCharacters) {
  struct Case {
    TextKind cheap, dear;
    char32_t c;
  };
  const CharsetPrices& prices = CharsetPrices::instance();
  using K = TextKind;
  for (const auto& [cheap, dear, c] : std::vector<Case>{{K::simplified, K::traditional, U'颈'},
                                                        {K::traditional, K::simplified, U'頸'},
                                                        {K::traditional, K::simplified, U'啟'},
                                                        {K::traditional, K::simplified, U'眾'},
                                                        {K::japanese, K::simplified, U'の'},
                                                        {K::japanese, K::korean, U'ｱ'},
                                                        {K::korean, K::japanese, U'한'},
                                                        {K::simplified, K::korean, U'的'},
                                                        {K::western, K::simplified, U'é'},
                                                        {K::simplified, K::western, U'，'}}) {
    EXPECT_GT(prices.price(cheap, c), prices.price(dear, c) + 0.2) << std::uint32_t{c};
  }
  for (const char32_t c : {U'\uE000', U'\u0081'}) EXPECT_EQ(prices.price(K::simplified, c), -14);
  for (const char32_t c : {U'\U00020000', U'\U0010FFFF', U'㐀'}) {
    EXPECT_EQ(prices.price(K::traditional, c), kUnseenPrice);
  }
}

TEST(ReadAs, CountsWhatIsThere) {
  const Reading reading = read_as(Charset::gb18030, "BP \xB8\xDF\xD1\xAA \xFF \xD1");
  EXPECT_EQ(reading.characters, 2u);
  EXPECT_EQ(reading.damaged, 1u);
  EXPECT_EQ(reading.high_bytes, 6u);
  const Reading nothing = read_as(Charset::gb18030, "BP 120/80");
  EXPECT_EQ(nothing.price, 0);
  EXPECT_EQ(nothing.mean(), 0);
  EXPECT_EQ(nothing.per_character(), 0);
  EXPECT_EQ(read_as(Charset::utf8, "").high_bytes, 0u);
}

// 服 is AA 41 in Big5: a set of one byte a character sees a sign and the letter A.
TEST(ReadAs, CreditsTheAsciiBytesThatACodeExplains) {
  const std::string bytes = encode("BIG5", "服");
  EXPECT_GT(read_as(Charset::big5_hkscs, bytes).mean(),
            read_as(Charset::windows_1252, bytes).mean());
}

}  // namespace
}  // namespace medloom::text
