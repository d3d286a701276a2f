// Regional words: each of regional_words.tsv in a sentence, in both directions where its words mean
// the same and nothing else, and the contexts in which a word must not act.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "dictionaries/han_regional.h"
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
const Stage& to_simplified() {
  static const auto kStage = convert_with({"to=zh-Hans-CN"});
  return *kStage;
}

std::string run(const Stage& stage, const std::string& text, const char* language) {
  OneBlock block(text, language);
  return block.run(stage);
}

std::vector<std::vector<std::string>> rows() {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/tests/stages/regional_words.tsv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string>& cells = rows.emplace_back(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    cells.resize(5);
  }
  return rows;
}

// hans, its word in Taiwan and in Hong Kong, and what each of these is in Simplified; an empty cell
// says nothing.
TEST(ConvertRegional, EveryWordInASentence) {
  std::size_t asserted = 0;
  for (const auto& row : rows()) {
    const auto expect = [&](const std::string& source, const std::string& target,
                            const std::string& got) {
      if (source.empty() || target.empty()) return;
      ++asserted;
      EXPECT_EQ(got, target) << source;
    };
    const std::string hans = "医生说是" + row[0] + "，要问清楚。";
    const std::string taiwan = "醫生說是" + row[1] + "，要問清楚。";
    const std::string hong_kong = "醫生説是" + row[2] + "，要問清楚。";
    expect(row[0], row[1].empty() ? "" : taiwan, run(to_taiwan(), hans, "zh-Hans"));
    expect(row[0], row[2].empty() ? "" : hong_kong, run(to_hong_kong(), hans, "zh-Hans"));
    expect(row[1], row[3].empty() ? "" : "医生说是" + row[3] + "，要问清楚。",
           run(to_simplified(), taiwan, "zh-Hant-TW"));
    expect(row[2], row[4].empty() ? "" : "医生说是" + row[4] + "，要问清楚。",
           run(to_simplified(), hong_kong, "zh-Hant-HK"));
  }
  EXPECT_GE(rows().size(), 140U);
  EXPECT_GE(asserted, 500U);
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(ConvertRegional, GuardsKeepAWordOutOfOthersForTaiwan) {
  for (const Case& test : std::vector<Case>{
           {"结肠镜和直肠镜", "結腸鏡和直腸鏡"},
           {"子宫腔镜检查后", "子宮腔鏡檢查後"},
           {"心房颤动的病人", "心房顫動的病人"},
           {"过早搏动很常见", "過早搏動很常見"},
           {"中心衰落之后", "中心衰落之後"},
           {"心肌病人要休息", "心肌病人要休息"},
           {"外周血单核细胞", "外周血單核細胞"},
           {"组胺酸含量", "組胺酸含量"},
           {"左炔诺孕酮片", "左炔諾孕酮片"},
           {"前列腺素制剂", "前列腺素製劑"},
           {"前列腺环素和前列腺烷", "前列腺環素和前列腺烷"},
           {"前列腺炎和前列腺特异性抗原", "攝護腺炎和攝護腺特異抗原"},
           {"注意饮食管理", "注意飲食管理"},
           {"脚气病缺维生素", "腳氣病缺維生素"},
           {"他背上长了风疹块", "他背上長了風疹塊"},
           {"他以前有过风疹", "他以前有過風疹"},
           {"慢阻肺病患者", "慢性阻塞性肺病患者"},
           {"子宫颈很短", "子宮頸很短"},
           {"安全套管已经拔出", "安全套管已經拔出"},
           {"硬膜外血肿很危险", "硬膜外血腫很危險"},
           {"脊髓受压，硬膜下血肿", "脊髓受壓，硬膜下血腫"},
           {"开放疗养院", "開放療養院"},
           {"日常生活检查", "日常生活檢查"},
           {"多克隆和克隆恩病", "多克隆和克隆恩病"},
           {"舒芬太尼和瑞芬太尼", "舒芬太尼和瑞芬太尼"},
           {"苯丙胺酸", "苯丙胺酸"},
           {"溶栓剂要早用", "溶栓劑要早用"},
           {"护士长期值夜班", "護士長期值夜班"},
           {"抗体检测和身体检查", "抗體檢測和身體檢查"},
           {"跟随访问学者", "跟隨訪問學者"},
           {"矫正畸形的手术", "矯正畸形的手術"},
           {"叶酸奶粉", "葉酸奶粉"},
           {"猕猴桃根熬水", "獼猴桃根熬水"},
           {"油菜花开了", "油菜花開了"},
           {"长了菜花样的疣", "長了菜花樣的疣"},
           {"菠萝蜜很甜", "菠蘿蜜很甜"},
           {"乙肝表面抗原检测", "乙肝表面抗原檢測"},
           {"护士发给他输液的药", "護士發給他輸液的藥"},
       }) {
    EXPECT_EQ(run(to_taiwan(), test.text, "zh-Hans"), test.expected);
  }
}

TEST(ConvertRegional, GuardsLetAWordActInItsContext) {
  for (const Case& test : std::vector<Case>{
           {"打了风疹疫苗", "打了德國麻疹疫苗"},
           {"分娩时打硬膜外麻醉", "分娩時打硬脊膜外麻醉"},
           {"头部外伤后硬膜下血肿", "頭部外傷後硬腦膜下血腫"},
           {"新冠抗原检测阳性", "新冠抗原快篩陽性"},
           {"老人得了痴呆", "老人得了失智症"},
           {"痴呆症的护理", "失智症的護理"},
           {"嗜中性粒细胞升高", "嗜中性白血球升高"},
           {"炒一盘菜花", "炒一盤花椰菜"},
       }) {
    EXPECT_EQ(run(to_taiwan(), test.text, "zh-Hans"), test.expected);
  }
}

TEST(ConvertRegional, WordsOfOneRegionAloneDoNotComeBackWrongly) {
  for (const Case& test : std::vector<Case>{
           {"這種藥要複製一份說明", "这种药要复制一份说明"},
           {"醫師會追蹤病情", "医师会追踪病情"},
           {"皮膚乾燥症狀", "皮肤干燥症状"},
           {"護理長期臥床的人", "护理长期卧床的人"},
           {"自體移植牙的手術", "自体移植牙的手术"},
           {"他拜託藥師佛保佑", "他拜托药师佛保佑"},
           {"子宮早期收縮", "子宫早期收缩"},
       }) {
    EXPECT_EQ(run(to_simplified(), test.text, "zh-Hant-TW"), test.expected);
  }
}

TEST(ConvertRegional, GoesBetweenTaiwanAndHongKong) {
  EXPECT_EQ(run(to_taiwan(), "衞生署説超聲波檢查要排隊，裏面請", "zh-Hant-HK"),
            "衛生署說超音波檢查要排隊，裡面請");
  EXPECT_EQ(run(to_hong_kong(), "隨著年齡增長，裡面的骨質會流失", "zh-Hant-TW"),
            "隨着年齡增長，裏面的骨質會流失");
  EXPECT_EQ(run(to_taiwan(), "隨着年紀，手臂沿着疼痛", "zh-Hant"), "隨著年紀，手臂沿著疼痛");
  EXPECT_EQ(run(to_taiwan(), "頭痛要休息", "zh-Hant"), "頭痛要休息");
  EXPECT_EQ(run(to_hong_kong(), "著名的著作，隨著", "zh-Hant-TW"), "著名的著作，隨着");
}

TEST(ConvertRegional, KeepsAndFlagsWrittenCantonese) {
  for (const Stage* stage : {&to_taiwan(), &to_simplified()}) {
    OneBlock block("佢哋話打針會好痛喎，着住衫瞓覺", "zh-Hant-HK");
    EXPECT_EQ(block.run(*stage), "佢哋話打針會好痛喎，着住衫瞓覺");
    ASSERT_EQ(block.flags().size(), 1U);
    EXPECT_EQ(block.flags().front().kind, "cantonese");
    EXPECT_EQ(block.flags().front().action, FlagAction::unchanged);
  }
  OneBlock mandarin("他說「唔該」就走了，他們隨着人羣離開了診所", "zh-Hant-HK");
  EXPECT_EQ(mandarin.run(to_taiwan()), "他說「唔該」就走了，他們隨著人群離開了診所");
  EXPECT_TRUE(mandarin.flags().empty());
}

TEST(RegionalWords, ReportsEveryProblemOfATable) {
  Problems problems;
  const auto file = std::make_shared<const dictionaries::SourceFile>(
      dictionaries::SourceFile{"t.tsv", "t.tsv", 0});
  const auto words = dictionaries::read_regional_words(
      "hans\ttw\thk\tback\n"
      "肠镜\t大腸鏡\t\ttw\n"
      "肠镜\t大腸鏡\t\t\n"
      "腸鏡\t大腸鏡\t\t\n"
      "胃镜\t\t\t\n"
      "胃镜片\t胃镜片\t\t\n"
      "早搏\t早期收縮\t\thk\n"
      "房颤\t心房顫動\t\tcn\n",
      file, problems);
  EXPECT_EQ(words.size(), 1U);
  std::vector<std::string> told;
  for (const Error& problem : problems) told.push_back(problem.where + " " + problem.message);
  EXPECT_EQ(told,
            (std::vector<std::string>{
                "t.tsv:3:1 '肠镜' stands in the table already",
                "t.tsv:4:1 '腸鏡' is not Simplified", "t.tsv:5:1 '胃镜' has a word of no region",
                "t.tsv:6:5 '胃镜片' is not Traditional", "t.tsv:7:10 '早搏' has no word of hk",
                "t.tsv:8:10 unknown region 'cn', known are tw, hk"}));
}

}  // namespace
}  // namespace medloom
