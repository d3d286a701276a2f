#include "text/normal_forms.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/utf8.h"

namespace medloom::text {
namespace {

TEST(NormalForms, TextThatIsNormalNeedsNoEdit) {
  for (const char* text : {"", "blood pressure 120/80 mmHg", "血压 120/80", "10⁹/L", "①½㎎ ﬁ ２５",
                           "café", "Ménière", "각", "\u0301 alone", "⼼"}) {
    EXPECT_TRUE(nfc_edits(text).empty()) << text;
    EXPECT_TRUE(is_nfc(text));
    EXPECT_EQ(to_nfc(text), text);
  }
}

struct Case {
  const char* text;
  std::vector<Replacement> edits;
};

TEST(NormalForms, EditsNameTheirPlaces) {
  const std::vector<Case> cases = {
      {"cafe\u0301 au lait", {{{3, 6}, "é"}}},
      {"血\u212B", {{{3, 6}, "Å"}}},
      {"\uF900科", {{{0, 3}, "豈"}}},
      {"a\u0301 b e\u0301", {{{0, 3}, "á"}, {{6, 9}, "é"}}},
      {"q\u0307\u0323", {{{0, 5}, "q\u0323\u0307"}}},
      {"\u1112\u1161\u11AB", {{{0, 9}, "한"}}},
  };
  for (const Case& c : cases) {
    const auto edits = nfc_edits(c.text);
    EXPECT_FALSE(is_nfc(c.text)) << c.text;
    const std::string text = c.text;
    EXPECT_EQ(apply_edits(text, edits), apply_edits(text, c.edits)) << c.text;
    for (const Replacement& edit : edits) {
      EXPECT_TRUE(is_char_boundary(text, edit.at.from) && is_char_boundary(text, edit.at.to));
      EXPECT_NE(text.substr(edit.at.from, edit.at.size()), edit.after);
    }
    EXPECT_EQ(edits.size(), c.edits.size()) << c.text;
    EXPECT_TRUE(is_nfc(to_nfc(c.text))) << c.text;
  }
}

TEST(NormalForms, EditsAreSmall) {
  const auto edits = nfc_edits("患者诉头痛 cafe\u0301，伴恶心 e\u0301。");
  ASSERT_EQ(edits.size(), 2u);
  EXPECT_LE(edits[0].at.size(), 3u);
  EXPECT_LE(edits[1].at.size(), 3u);
}

TEST(NormalForms, DamagedUtf8IsLeftAsItIs) {
  for (const std::string text : {"\xFF", "a\xE8\xA1 b", "\xC0\xBC", "\xED\xA0\x80 e"}) {
    EXPECT_EQ(to_nfc(text), text);
  }
  EXPECT_EQ(to_nfc("\xFF e\u0301 \xE8"), "\xFF é \xE8");
}

std::string letter_with_marks(std::size_t count) {
  std::string text = "e";
  for (std::size_t i = 0; i < count; ++i) text += i % 2 ? "\u0323" : "\u0307";  // to be reordered
  return text;
}

TEST(NormalForms, AFewMarksAreSortedAndAPileIsLeftAlone) {
  EXPECT_FALSE(is_nfc(letter_with_marks(30)));
  EXPECT_TRUE(is_nfc(to_nfc(letter_with_marks(30))));
  EXPECT_TRUE(is_nfc(letter_with_marks(31)));
  EXPECT_EQ(to_nfc("e\u0301" + letter_with_marks(31) + "e\u0301"),
            "é" + letter_with_marks(31) + "é");
}

TEST(NormalForms, PilesOfMarksTakeLinearTime) {
  std::string tibetan = "\u0F40";  // U+0F73 has class 0, but is two marks when decomposed
  for (int i = 0; i < 100000; ++i) tibetan += "\u0F73";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(to_nfc(letter_with_marks(300000)), letter_with_marks(300000));
  EXPECT_EQ(to_nfc(tibetan), tibetan);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(NormalForms, NormalisingTwiceChangesNothingMore) {
  const std::u32string letters = U"aeAqo\u0301\u0307\u0323\u0327\u1100\u1161\u11A8\u212B\uF900血，";
  std::uint32_t state = 1;
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525 + 1013904223;
      append_utf8(text, letters[(state >> 16) % letters.size()]);
    }
    const std::string once = to_nfc(text);
    ASSERT_EQ(to_nfc(once), once) << text;
    ASSERT_EQ(is_nfc(text), once == text) << text;
  }
}

}  // namespace
}  // namespace medloom::text
