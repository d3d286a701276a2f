#include "text/fold.h"

#include <cstdint>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace medloom::text {
namespace {

struct Case {
  char32_t from;
  char32_t to;
};

TEST(FoldChar, FoldsCaseWidthQuotesAndScript) {
  for (const auto& [from, to] : std::vector<Case>{
           {'A', 'a'},     {'z', 'z'},         {'5', '5'},     {U'É', U'é'},   {U'Σ', U'σ'},
           {U'Ａ', 'a'},   {U'ｚ', 'z'},       {U'５', '5'},   {U'：', ':'},   {U'～', '~'},
           {U'！', '!'},   {U'\u3000', ' '},   {U'’', '\''},   {U'‘', '\''},   {U'壓', U'压'},
           {U'靈', U'灵'}, {U'髮', U'发'},     {U'發', U'发'}, {U'裏', U'里'}, {U'裡', U'里'},
           {U'醫', U'医'}, {U'𬭊', U'𬭊'}, {U'薴', U'苎'}}) {
    EXPECT_EQ(fold_char(from), to) << to_utf8(std::u32string(1, from));
  }
}

TEST(FoldChar, LeavesAloneWhatIsNoVariant) {
  for (const char32_t c :
       std::u32string(U"⁹²①½㎎℃μ≥±。、「“”…—·ー々\u00A0\u200B\uFEFF\uFFFD后里面药")) {
    EXPECT_EQ(fold_char(c), c) << to_utf8(std::u32string(1, c));
  }
  EXPECT_EQ(fold_char(0x110000), char32_t{0x110000});
  EXPECT_EQ(fold_char(0xFFFFFFFF), char32_t{0xFFFFFFFF});
}

TEST(FoldChar, FoldingTwiceChangesNothingMore) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    ASSERT_EQ(fold_char(fold_char(c)), fold_char(c)) << std::uint32_t{c};
}

// The table passes over ranges in which ICU knows of no case; a later ICU may know more.
TEST(FoldChar, EveryLetterWithACaseIsFolded) {
  for (char32_t c = 0; c < 0x30000; ++c) {
    if (u_tolower(static_cast<UChar32>(c)) != static_cast<UChar32>(c)) {
      EXPECT_NE(fold_char(c), c) << std::hex << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(FoldChar, TheTableAndTheFunctionAgree) {
  const FoldTable& table = FoldTable::instance();
  for (char32_t c = 0; c <= 0x32000; ++c) ASSERT_EQ(table[c], fold_char(c)) << std::uint32_t{c};
}

TEST(Fold, JoinsWhiteSpaceAndTrims) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {" \t\r\n\u3000\u00A0 ", ""},
      {"  High\u00A0\u3000Blood \n Pressure ", "high blood pressure"},
      {"ＢＰ：１２０／８０", "bp:120/80"},
      {"高血壓　患者", "高血压 患者"},
      {"Crohn’s", "crohn's"},
      {"10⁹/L", "10⁹/l"},
      {std::string("a\0b", 3), std::string("a\0b", 3)},
      {"a\xFF\xE8\xA1 b", "a\uFFFD\uFFFD b"},
      {"\xE3\x80", "\uFFFD"},  // the head of U+3000 is not a space
      {"a\u200Bb", "a\u200Bb"},
  };
  for (const auto& [text, folded] : cases) {
    EXPECT_EQ(fold(text), folded) << text;
    EXPECT_EQ(fold(fold(text)), folded) << text;
  }
}

TEST(Fold, BothScriptsOfAWordFoldAlike) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"糖尿病視網膜病變", "糖尿病视网膜病变"},
      {"頭髮", "头发"},
      {"醫師說", "医师说"},
      {"體溫", "体温"}};
  for (const auto& [hant, hans] : pairs) EXPECT_EQ(fold(hant), fold(hans));
}

TEST(Fold, ManyThreadsMayFoldAtOnce) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < 1000; ++n) EXPECT_EQ(fold("Ａ高血壓"), "a高血压");
    });
  }
}

}  // namespace
}  // namespace medloom::text
