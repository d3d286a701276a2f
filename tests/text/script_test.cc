#include "text/script.h"

#include <vector>

#include <gtest/gtest.h>

#include "text/pattern.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

struct Case {
  const char* text;
  const char* language;
};

TEST(DetectLanguage, IsRightOnShortHealthTexts) {
  for (const auto& [text, language] : std::vector<Case>{
           {"血压", "zh-Hans"},
           {"糖尿病", "zh"},
           {"高血壓", "zh-Hant"},
           {"患者BP 120/80", "zh"},
           {"aspirin 100mg qd", "en"},
           {"干咳", "zh"},
           {"头发", "zh-Hans"},
           {"醫師", "zh-Hant"},
           {"服用aspirin", "zh"},
           {"Vitamin B12缺乏", "zh"},
           {"Dr. Wang (王)", "en"},
           {"Dr. He Dongjin reply Cardiology", "en"},
           {"Ménière’s disease", "en"},
           {"Sjögren and naïve café patients were asked about dry eyes", "en"},
           {"高血圧の治療について", "ja"},
           {"めまいがします", "ja"},
           {"ﾒﾏｲ", "ja"},
           {"고혈압 환자", "ko"},
           {"고혈압(高血壓)", "ko"},
       }) {
    EXPECT_EQ(detect_language(text), language) << text;
  }
}

TEST(DetectLanguage, DoesNotGuess) {
  for (const auto& [text, language] : std::vector<Case>{
           {"", "und"},
           {" \n", "und"},
           {"120/80 ±5 10⁹ ①", "und"},
           {"。，！？", "und"},
           {"😀", "und"},
           {"\xFF\xFE\x80", "und"},
           {"Высокое давление", "und"},
           {"υπέρταση", "und"},
           {"Élevée, très fatiguée et déprimée", "und"},
           {"Nǐ hǎo, gāo xuè yā", "und"},
           {"日式の味", "zh"},  // one kana for decoration
           {"优の良品血压计测评", "zh-Hans"},
           {"后里面干", "zh"},                     // on both sides
           {"压壓", "zh"},                         // one of each
           {"医生说高血壓要注意休息", "zh-Hans"},  // the greater part decides
           {"ー・", "und"},
       }) {
    EXPECT_EQ(detect_language(text), language) << text;
  }
}

TEST(CountScripts, CountsLettersOnly) {
  EXPECT_EQ(count_scripts("BP 120, 血压壓。"),
            (ScriptCounts{.latin = 2, .han = 3, .hans_only = 1, .hant_only = 1}));
  EXPECT_EQ(count_scripts("éＡμ"), (ScriptCounts{.latin = 2, .accented = 1, .other = 1}));
  EXPECT_EQ(count_scripts("かなカナ한글"), (ScriptCounts{.kana = 4, .hangul = 2}));
  EXPECT_EQ(count_scripts("a\xE8\xA1z"), (ScriptCounts{.latin = 2}));
}

// Sixteen bytes at a time, then one by one: a letter counts wherever it stands.
TEST(Scripts, CountLettersOfLongAsciiOneByOne) {
  std::string text;
  std::uint32_t letters = 0;
  for (int i = 0; i < 400; ++i) {
    const char c = static_cast<char>(i * 31 % 128);
    text += c;
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1U : 0U;
    ASSERT_EQ(count_scripts(text).latin, letters) << i;
    ASSERT_EQ(count_scripts("血" + text + "，").latin, letters) << i;
  }
}

TEST(CharacterClasses, HanAgreesWithTheScriptProperty) {
  const Pattern han = Pattern::compile("\\p{Han}", "test").value();
  Match match;
  for (char32_t c = 0; c <= 0x323AF; ++c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || (c >= 0x16FE0 && c <= 0x16FFF)) continue;
    // Reserved code points between the blocks may be counted in, a Han character never left out.
    const bool listed = han.full_match(to_utf8(std::u32string(1, c)), match);
    ASSERT_TRUE(is_han(c) || !listed) << std::hex << static_cast<std::uint32_t>(c);
  }
  for (const char32_t c : std::u32string(U"aéかア한。，「〆〒①㎎🩺\uE000\uFFFD"))
    EXPECT_FALSE(is_han(c));
}

TEST(CharacterClasses, PunctuationOfCjkTextAlone) {
  for (const char32_t c : std::u32string(U"，。、：；？！（）「」『』【】《》〔〕～／．＂＇￥％")) {
    EXPECT_EQ(is_cjk_punctuation(c), c != U'￥') << to_utf8(std::u32string(1, c));
  }
  for (const char32_t c : std::u32string(U",.()“”‘’…—·-~/% \u3000Ａ５血々〇")) {
    EXPECT_FALSE(is_cjk_punctuation(c)) << to_utf8(std::u32string(1, c));
  }
}

TEST(CharacterClasses, SpaceIsUnicodesWhiteSpace) {
  for (const char32_t c : std::u32string(
           U" \t\n\v\f\r\u0085\u00A0\u1680\u2000\u2009\u200A\u2028\u2029\u202F\u205F\u3000")) {
    EXPECT_TRUE(is_space(c)) << std::hex << static_cast<std::uint32_t>(c);
  }
  for (const char32_t c : std::u32string(U"\0\x1F\x7F\u200B\u200D\u2060\uFEFF\u180Ea。", 10)) {
    EXPECT_FALSE(is_space(c)) << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace medloom::text
