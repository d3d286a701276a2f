// Quotation marks and spacing by choice, and what neither may touch.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/stages/convert_fixture.h"

namespace medloom {
namespace {

using test::convert_with;
using test::OneBlock;

struct Case {
  const char* text;
  const char* expected;
};

void expect_all(const char* setting, const std::vector<Case>& cases) {
  const auto stage = convert_with({setting});
  for (const Case& test : cases) {
    OneBlock block(test.text, "zh-Hans");
    EXPECT_EQ(block.run(*stage), test.expected) << setting;
    EXPECT_EQ(block.block().language, "zh-Hans");
  }
}

void expect_unchanged(const char* setting, const std::vector<const char*>& texts) {
  std::vector<Case> cases;
  cases.reserve(texts.size());
  for (const char* text : texts) cases.push_back({text, text});
  expect_all(setting, cases);
}

TEST(ConvertQuotes, BecomeCorners) {
  expect_all("quotes=corner", {{"他说“头晕”就倒了", "他说「头晕」就倒了"},
                               {"‘三高’人群", "「三高」人群"},
                               {"她说：“医生问‘疼吗’。”", "她说：「医生问『疼吗』。」"},
                               {"“一”和“二”", "「一」和「二」"},
                               {"叫做“placebo”的药", "叫做「placebo」的药"},
                               {"“他说‘I don’t know’吗", "“他说‘I don’t know’吗"}});
}

TEST(ConvertQuotes, BecomeCurly) {
  expect_all("quotes=curly", {{"他說「頭暈」就倒了", "他說“頭暈”就倒了"},
                              {"她說：「醫生問『疼嗎』。」", "她說：“醫生問‘疼嗎’。”"},
                              {"『本草綱目』記載", "“本草綱目”記載"}});
}

TEST(ConvertQuotes, LeaveWhatIsNoPairOfQuotationMarks) {
  for (const char* setting : {"quotes=corner", "quotes=curly"}) {
    expect_unchanged(
        setting, {"身高5'3\"的人", "患者’s 报告", "don’t 停药", "腰围30\"以上", "“没有结束的引文",
                  "多出来的”", "「交叉『错误」』", "“交叉‘错误”’", "'直引号'和\"直引号\"",
                  "《书名》", "“only English words”", "「only English」 words", "",
                  "见https://example.org/“产后”/「a」.html。"});
  }
  expect_unchanged("quotes=keep", {"他说“头晕”", "他說「頭暈」"});
}

TEST(ConvertSpacing, IsPutBetweenHanAndLatin) {
  expect_all("spacing=add", {{"服用aspirin后", "服用 aspirin 后"},
                             {"血压140/90以上", "血压 140/90 以上"},
                             {"维生素B12缺乏", "维生素 B12 缺乏"},
                             {"做CT和MRI检查", "做 CT 和 MRI 检查"},
                             {"γ-GT升高", "γ-GT 升高"},
                             {"第3天", "第 3 天"},
                             {"血钾3.5mmol/L偏低", "血钾 3.5mmol/L 偏低"},
                             {"白细胞10×10⁹/L偏高", "白细胞 10×10⁹/L 偏高"},
                             {"做B超检查", "做 B超检查"}});
}

TEST(ConvertSpacing, IsNotPutInsideNumbersUnitsCodesAndAddresses) {
  expect_unchanged("spacing=add", {"10万人",
                                   "3千万",

                                   "B超",
                                   "X线",
                                   "T细胞",
                                   "维C",
                                   "国药准字H20203456",
                                   "H20203456号",
                                   "5 mg 一片",
                                   "体重，60kg。",
                                   "见https://example.org/产后abc/腰痛.html。",
                                   "10⁹/L",
                                   "m²",
                                   "①型",
                                   "½片",
                                   "37℃",
                                   "50μg",
                                   "①②",
                                   "血压：120/80",
                                   "a b",
                                   "（CT）",
                                   "",
                                   "３天",
                                   "邮件到ZL201510012345",
                                   "100万U"});
  expect_unchanged("spacing=keep", {"服用aspirin后", "服用 aspirin 后"});
}

TEST(ConvertSpacing, IsTakenBetweenHanAndLatin) {
  expect_all("spacing=remove", {{"服用 aspirin 后", "服用aspirin后"},
                                {"血压 140/90 以上", "血压140/90以上"},
                                {"每天 3 次 2 片", "每天3次2片"},
                                {"体重 5 kg 以上", "体重5 kg以上"}});
}

TEST(ConvertSpacing, IsNotTakenElsewhere) {
  expect_unchanged(
      "spacing=remove",
      {"1 高血压", "12 糖尿病", "5 mg", "take one tablet", "血压  120", "甲 乙", "A. 发烧",
       "见https://example.org/产后 a", "10 ⁹/L", "① 型", "½ 片", "37 ℃", " 头晕 ", ""});
}

TEST(ConvertTypography, LeavesWhatIsNotChinese) {
  const auto stage = convert_with({"quotes=corner", "spacing=add"});
  for (const char* language : {"en", "ja", "und", ""}) {
    OneBlock block("“发烧”39C以上", language);
    EXPECT_EQ(block.run(*stage), "“发烧”39C以上") << language;
  }
}

TEST(ConvertTypography, GoesWithAConversion) {
  const auto stage = convert_with({"to=zh-Hant-TW", "quotes=corner", "spacing=add"});
  OneBlock block("医生说“服用aspirin后头发干”", "zh-Hans");
  EXPECT_EQ(block.run(*stage), "醫生說「服用 aspirin 後頭髮乾」");
  OneBlock done("醫師說“服用aspirin”", "zh-Hant-TW");
  EXPECT_EQ(done.run(*stage), "醫師說「服用 aspirin」");
}

}  // namespace
}  // namespace medloom
