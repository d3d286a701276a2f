#include "dictionaries/translation/segments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom::translation {
namespace {

using testing::ElementsAreArray;

TEST(Segments, AreSentencesCellsAndItemsWithoutTheirMarks) {
  struct Case {
    std::string text;
    std::vector<std::string> segments;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {" \n\t", {}},
      {"Rest. Drink water!", {"Rest.", "Drink water!"}},
      {"See Dr. Lin at 3.5 km. Go.", {"See Dr. Lin at 3.5 km.", "Go."}},
      {"e.g. bread, i.e. not rice.", {"e.g. bread, i.e. not rice."}},
      {"别吃药。多喝水！好吗？", {"别吃药。", "多喝水！", "好吗？"}},
      {"他说：“不要停药。”然后走了。", {"他说：“不要停药。”", "然后走了。"}},
      {"我觉得……不太好。", {"我觉得……不太好。"}},
      {"“等一等……”他说。", {"“等一等……”", "他说。"}},
      {"1. Rest.\n2. Eat.", {"Rest.", "Eat."}},
      {"（1）休息。\n（2）喝水。", {"休息。", "喝水。"}},
      {"1.) Rest.\n2.) Eat.", {"Rest.", "Eat."}},
      {"- one thing\n• another", {"one thing", "another"}},
      {"Take 2. Rest", {"Take 2.", "Rest"}},
      {"White cells | 11.2 | high", {"White cells", "high"}},
      {"5 mg\n\n120/80", {"5 mg"}},
      {"12345", {}},
      {"3、多休息", {"多休息"}},
      {"温度 37.5。", {"温度 37.5。"}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> found;
    for (const Span at : segments_of(c.text)) found.push_back(c.text.substr(at.from, at.size()));
    EXPECT_THAT(found, ElementsAreArray(c.segments)) << c.text;
  }
}

// Damaged and odd texts too: pieces in order, inside the text, and what is between has no letters.
TEST(Segments, CoverEveryLetter) {
  for (const std::string text :
       {"a.b.c", "....", "…", "……”", "1.", "1. ", "(1)", "| |", " | a | ", "\xFF\xFE", "。。。",
        "A\n\n\nB", "「」", "a…… b", "- ", "-a", "0.5 mg/kg. x"}) {
    std::uint32_t last = 0;
    for (const Span at : segments_of(text)) {
      EXPECT_LE(last, at.from) << text;
      EXPECT_LT(at.from, at.to) << text;
      EXPECT_LE(at.to, text.size()) << text;
      for (std::uint32_t i = last; i < at.from; ++i) {
        EXPECT_FALSE(std::isalpha(static_cast<unsigned char>(text[i]))) << text;
      }
      last = at.to;
    }
  }
}

TEST(Segments, AreNormalWhateverBlanksTheyHold) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"  a \n b\u00A0\u3000c ", "a b c"},  {"", ""},
      {" \t\u2009\u2028\u1680\u0085", ""},  {"休息。\u3000喝水、睡觉", "休息。 喝水、睡觉"},
      {"5 µg… “a”", "5 µg… “a”"},           {"x\xE3", "x\xE3"},
      {"\xE2\x80 y\xC2", "\xE2\x80 y\xC2"}, {" \xA0 \x80 ", "\xA0 \x80"},
  };
  for (const auto& [text, normal] : cases) EXPECT_EQ(normal_segment(text), normal) << text;
}

TEST(Segments, KnowTheirLanguage) {
  EXPECT_EQ(segment_language("Rest well", "en"), "en");
  EXPECT_EQ(segment_language("Rest well", "zh-Hans-CN"), "en");
  EXPECT_EQ(segment_language("休息", "zh-Hant-TW"), "zh-Hant");
  EXPECT_EQ(segment_language("休息", "zh-Hans"), "zh-Hans");
  EXPECT_EQ(segment_language("腰痛 (low back pain)", "en"), "zh-Hans");
  EXPECT_EQ(segment_language("Descanse", "es"), "es");
  EXPECT_FALSE(needs_translation("zh-Hans", "zh-Hant-TW"));
  EXPECT_TRUE(needs_translation("zh-Hans", "en"));
  EXPECT_FALSE(needs_translation("en", "en"));
}

}  // namespace
}  // namespace medloom::translation
