// Traditional text that another tool converted wrongly: what is mended, and what is right as it is.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/stages/convert_fixture.h"

namespace medloom {
namespace {

using test::convert_with;
using test::OneBlock;

const Stage& to_taiwan() {
  static const auto kStage = convert_with({"to=zh-Hant-TW"});
  return *kStage;
}
const Stage& to_hong_kong() {
  static const auto kStage = convert_with({"to=zh-Hant-HK"});
  return *kStage;
}

struct Case {
  const char* text;
  const char* mended;
};

TEST(ConvertMend, MendsWhatWasConvertedWrongly) {
  for (const Case& test : std::vector<Case>{
           {"產后的癥狀是什么", "產後的症狀是什麼"},
           {"病情復雜，由于韌帶松弛", "病情複雜，由於韌帶鬆弛"},
           {"月經周期不規律", "月經週期不規律"},
           {"醫生髮現皮膚髮炎", "醫生發現皮膚發炎"},
           {"檢查乾細胞，不要幹擾", "檢查幹細胞，不要干擾"},
           {"肚子里面惡心", "肚子裡面噁心"},
           {"合並癥和后遺癥", "合併症和後遺症"},
           {"飯后吃面條", "飯後吃麵條"},
           {"恢複得很好，傷口愈合", "恢復得很好，傷口癒合"},
           {"敗血癥、癌癥、炎癥", "敗血症、癌症、炎症"},
           {"心髒和內髒", "心臟和內臟"},
           {"准備采血，以后再說", "準備採血，以後再說"},
           {"頭發干燥", "頭髮乾燥"},
       }) {
    OneBlock block(test.text, "zh-Hant-TW");
    EXPECT_EQ(block.run(to_taiwan()), test.mended);
    for (const Change& change : block.changes()) {
      EXPECT_EQ(change.rule().name, "mend");
      EXPECT_NE(change.rule().dictionary.find("dictionaries/han/mends.tsv:"), std::string::npos);
    }
  }
}

TEST(ConvertMend, LeavesWhatIsRight) {
  for (const char* text : {"皇后和太后",       "于右任先生", "什麼是癥結",   "腹部癥瘕",
                           "皇后期望",         "若干細胞",   "嘴巴張口干預", "我的頭發麻、頭發暈",
                           "額頭發現紅疹",     "乳頭發炎",   "毛髮現在很少", "脫髮現象",
                           "厭惡心理",         "表面包括",   "方面條件",     "鼻子兩側面粉刺",
                           "走了三公里面對海", "神采奕奕",   "干擾素",       "康復方法",
                           "圓周期望",         "松樹",       "山谷",         "控制劑量",
                           "抑制劑",           "蒼白發紫",   "感染發炎",     "病理發現",
                           "先生姜",           "四周都是",   "長途跋涉",     "範圍",
                           "于先生",           "范醫師",     "余小姐"}) {
    OneBlock block(text, "zh-Hant-TW");
    EXPECT_EQ(block.run(to_taiwan()), text);
  }
}

TEST(ConvertMend, WritesTheRegion) {
  OneBlock block("里面，每周", "zh-Hant-HK");
  EXPECT_EQ(block.run(to_hong_kong()), "裏面，每周");
}

// Texts of no known script: what is mended was the sign that told Traditional; and what is
// converted without a change is Traditional the second time.
TEST(ConvertMend, TakesTheSameTextForTheSameScriptAgain) {
  for (const char* text : {"产后癥着「\n ‘万癥「裏产后mg", "_“」，緣了得\n癥B", "癥了",
                           "產后，產后卤煮大笨钟大笨钟大笨钟大笨钟裡‘嘅着B"}) {
    for (const char* language : {"zh", "zh-Hans", "zh-Hant"}) {
      for (const Stage* stage : {&to_hong_kong(), &to_taiwan()}) {
        OneBlock block(text, language);
        const std::string once = block.run(*stage);
        EXPECT_EQ(block.run(*stage), once) << language;
      }
    }
  }
}

TEST(ConvertMend, KeepsTheLanguageAndOtherBlocks) {
  OneBlock block("產后", "zh-Hant");
  block.run(to_taiwan());
  EXPECT_EQ(block.block().language, "zh-Hant");
  for (const char* language : {"en", "ja", ""}) {
    OneBlock other("產后", language);
    EXPECT_EQ(other.run(to_taiwan()), "產后") << language;
  }
  OneBlock address("見https://example.org/產后/什么.html", "zh-Hant");
  EXPECT_EQ(address.run(to_taiwan()), "見https://example.org/產后/什么.html");
}

TEST(ConvertMend, DoesNothingInReferenceModeOrToSimplified) {
  const auto reference = convert_with({"to=zh-Hant-TW", "mode=reference"});
  OneBlock block("產后", "zh-Hant");
  EXPECT_EQ(block.run(*reference), "產后");
  const auto keep = convert_with({"to=keep"});
  OneBlock kept("產后", "zh-Hant");
  EXPECT_EQ(kept.run(*keep), "產后");
}

}  // namespace
}  // namespace medloom
