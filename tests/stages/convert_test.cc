// Which blocks are converted, with which knowledge, what is left alone, and what is told about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "tests/stages/one_block.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::OneBlock;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Made {
  std::unique_ptr<Stage> stage;
  Problems problems;
  std::vector<DictionaryRef> files;
};

Made make(const std::vector<std::string>& set,
          const DataFiles& data = DataFiles(MEDLOOM_SOURCE_DIR)) {
  Made made;
  const StageSpec spec = stages::convert_stage();
  StageContext context(data, {}, made.problems);
  made.stage =
      spec.create(read_settings(spec.fields, set, "stage convert", made.problems), context);
  made.files = context.files_read();
  return made;
}

const Stage& to_taiwan() {
  static const Made kMade = make({"to=zh-Hant-TW"});
  return *kMade.stage;
}
const Stage& to_hong_kong() {
  static const Made kMade = make({"to=zh-Hant-HK"});
  return *kMade.stage;
}
const Stage& to_simplified() {
  static const Made kMade = make({"to=zh-Hans-CN"});
  return *kMade.stage;
}

struct Case {
  const char* input;
  const char* expected;
};

void expect_all(const Stage& stage, const char* language, const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    SCOPED_TRACE(test.input);
    OneBlock block(test.input, language);
    EXPECT_EQ(block.run(stage), test.expected);
  }
}

TEST(Convert, WritesHealthProseForTaiwan) {
  expect_all(to_taiwan(), "zh-Hans",
             {{"医生发现皮肤发痒。", "醫生發現皮膚發癢。"},
              {"检查干细胞", "檢查幹細胞"},
              {"血压制剂", "血壓製劑"},
              {"反复制剂", "反覆製劑"},
              {"餐后里面", "餐後裡面"},
              {"营养发炎", "營養發炎"},
              {"体内制定", "體內制定"},
              {"感染发热，头痛恶心", "感染發熱，頭痛噁心"},
              {"淋巴结发炎", "淋巴結發炎"},
              {"喉咙干、皮肤干", "喉嚨乾、皮膚乾"},
              {"皮肤干预", "皮膚干預"},
              {"类风湿、湿疹", "類風濕、濕疹"},
              {"生姜和姜水", "生薑和薑水"},
              {"头发干枯、脱发", "頭髮乾枯、脫髮"},
              {"躺在手术台上", "躺在手術台上"},
              {"范医生说不规范", "范醫生說不規範"}});
}

TEST(Convert, WritesHealthProseForHongKong) {
  expect_all(to_hong_kong(), "zh-Hans",
             {{"医生发现里面发炎", "醫生發現裏面發炎"},
              {"临床和病床", "臨床和病床"},
              {"人群", "人群"},
              {"病人参与，吃人参", "病人參與，吃人參"},
              {"口里干", "口裏乾"}});
}

TEST(Convert, WritesSimplifiedFromBothRegions) {
  expect_all(to_simplified(), "zh-Hant-TW",
             {{"醫師說受精卵著床了", "医师说受精卵着床了"},
              {"裡面的頭髮", "里面的头发"},
              {"反覆發作，甚麼原因", "反复发作，什么原因"},
              {"心臟很髒", "心脏很脏"}});
  expect_all(to_simplified(), "zh-Hant-HK", {{"裏面的頭髮", "里面的头发"}, {"衞生", "卫生"}});
  expect_all(to_simplified(), "zh-Hant", {{"後來著床", "后来着床"}});
}

TEST(Convert, TakesMedicalWordsOfTheRegionFromConcepts) {
  expect_all(to_taiwan(), "zh-Hans",
             {{"做了超声检查。", "做了超音波檢查。"}, {"脑卒中", "腦中風"}, {"剖宫产", "剖腹產"}});
  expect_all(to_hong_kong(), "zh-Hans", {{"做了超声检查。", "做了超聲波檢查。"}});
  expect_all(to_simplified(), "zh-Hant-TW", {{"做了超音波檢查。", "做了超声检查。"}});
  expect_all(to_simplified(), "zh-Hant-HK", {{"做了超聲波檢查。", "做了超声检查。"}});
}

TEST(Convert, LeavesALabelInsideALongerWord) {
  expect_all(to_taiwan(), "zh-Hans",
             {{"宫外孕", "子宮外孕"},
              {"子宫外孕", "子宮外孕"},
              {"产后抑郁", "產後憂鬱症"},
              {"产后抑郁症", "產後憂鬱症"},
              {"乙状结肠镜检查", "乙狀結腸鏡檢查"},
              {"前列腺素", "前列腺素"},
              {"髌骨关节炎", "髕骨關節炎"},
              {"1型糖尿病", "第一型糖尿病"},
              {"第1型糖尿病", "第1型糖尿病"},
              {"11型糖尿病", "11型糖尿病"},
              {"降低热量", "降低熱量"},
              {"四肢乏力", "四肢乏力"},
              {"新生儿科", "新生兒科"}});
}

TEST(Convert, NamesTheRuleAndTheRow) {
  OneBlock block("范医生做超声检查", "zh-Hans");
  block.run(to_taiwan());
  EXPECT_THAT(block.rules(), ElementsAre("overlay", "regional"));
  EXPECT_EQ(block.changes()[0].before, "医");
  EXPECT_THAT(block.changes()[0].rule().dictionary, HasSubstr("dictionaries/han/names.tsv:"));
  EXPECT_EQ(block.changes()[1].before, "超声检查");
  EXPECT_EQ(block.changes()[1].after, "超音波檢查");
  EXPECT_THAT(block.changes()[1].rule().dictionary, HasSubstr("dictionaries/concepts.tsv:"));
}

TEST(Convert, MakesTheSmallestChanges) {
  OneBlock block("病人说她头痛", "zh-Hans");
  block.run(to_taiwan());
  ASSERT_EQ(block.changes().size(), 2u);
  EXPECT_EQ(block.changes()[0].before, "说");
  EXPECT_EQ(block.changes()[0].page, (Span{6, 9}));
  EXPECT_EQ(block.changes()[1].before, "头");
}

TEST(Convert, FlagsWhatCanBeReadInTwoWays) {
  OneBlock block("我头发热", "zh-Hans");
  block.run(to_taiwan());
  ASSERT_EQ(block.flags().size(), 1u);
  EXPECT_EQ(block.flags()[0].kind, "script");
  EXPECT_EQ(block.flags()[0].action, FlagAction::guessed);
  EXPECT_THAT(block.flags()[0].candidates, ElementsAre("發", "髮"));
  EXPECT_EQ(block.text().substr(block.flags()[0].at.from, block.flags()[0].at.size()), "發");
}

TEST(Convert, SetsTheLanguageOfTheBlock) {
  OneBlock taiwan("病人", "zh-Hans");
  taiwan.run(to_taiwan());
  EXPECT_EQ(taiwan.block().language, "zh-Hant-TW");
  OneBlock simplified("病人", "zh-Hant");
  simplified.run(to_simplified());
  EXPECT_EQ(simplified.block().language, "zh-Hans-CN");
}

struct Left {
  const char* language;
  const char* text;
};

TEST(Convert, LeavesOtherBlocksAlone) {
  const Left cases[] = {
      {"zh-Hant", "皇后脫髮，干擾"},
      {"zh-Hant-TW", "醫師 磁力共振"},
      {"zh-Hant", "医生"},
      {"zh-TW", "裡面"},
      {"en", "The word 医生 means doctor."},
      {"ja", "医師の診断"},
      {"ko", "의사 医師"},
      {"und", "120/80"},
      {"", "医生"},
      {"yue", "唔知"},
      {"zhx", "医生"},
  };
  for (const Left& test : cases) {
    SCOPED_TRACE(test.text);
    OneBlock block(test.text, test.language);
    EXPECT_EQ(block.run(to_taiwan()), test.text);
    EXPECT_EQ(block.block().language, test.language);
    EXPECT_THAT(block.flags(), IsEmpty());
  }
  OneBlock simplified("医生发现", "zh-Hans");
  EXPECT_EQ(simplified.run(to_simplified()), "医生发现");
}

TEST(Convert, KeepsWhatIsNoChinese) {
  for (const char* text : {"10⁹/L", "5.6mmol/L", "①½℃μg m²", "<120/80mmHg", "IgG抗体", "2~3片",
                           "“引号”「角」", "a b  c\tA"}) {
    SCOPED_TRACE(text);
    OneBlock block(text, "zh-Hans");
    std::string expected = text;
    if (expected == "IgG抗体") expected = "IgG抗體";
    if (expected == "“引号”「角」") expected = "“引號”「角」";
    EXPECT_EQ(block.run(to_taiwan()), expected);
  }
}

TEST(Convert, KeepsAddresses) {
  expect_all(to_taiwan(), "zh-Hans",
             {{"见https://example.org/医生/干.html吧", "見https://example.org/医生/干.html吧"},
              {"见https://example.org/a医生说", "見https://example.org/a醫生說"},
              {"见https://example.org/a，医生说", "見https://example.org/a，醫生說"},
              {"https://example.org/药?名=药&x=1 药", "https://example.org/药?名=药&x=1 藥"}});
}

TEST(Convert, KeepsSurnamesWhereAFieldSaysThatANameBegins) {
  Document document(std::make_shared<const Page>());
  DocumentEditor editor(document, "read");
  const std::string text = "于建松 主任医师 范围";
  editor.set_text(text, {});
  Block line;
  line.text.append_copied(text, 0);
  line.language = "zh-Hans";
  const BlockId id = editor.add_block(std::move(line));
  editor.field(0, "responder", id, {0, 9}, {"card", ""});
  Trace trace;
  ASSERT_TRUE(to_taiwan().run(document, trace).has_value());
  EXPECT_EQ(document.block(id).text.view(), "于建松 主任醫師 範圍");
}

TEST(Convert, ReadsAnUndecidedTextAsThePageIs) {
  const auto run = [](const std::string& page_language) {
    Document document(std::make_shared<const Page>());
    DocumentEditor editor(document, "read");
    editor.set_text("面食", {});
    editor.set_language(page_language);
    Block line;
    line.text.append_copied("面食", 0);
    line.language = "zh";
    const BlockId id = editor.add_block(std::move(line));
    Trace trace;
    EXPECT_TRUE(to_taiwan().run(document, trace).has_value());
    return document.block(id).text.str();
  };
  EXPECT_EQ(run("zh-Hans"), "麵食");
  EXPECT_EQ(run("und"), "麵食");
  EXPECT_EQ(run("zh-Hant"), "面食");
}

TEST(Convert, IsOpenCCAloneInReferenceMode) {
  const Made reference = make({"to=zh-Hant-TW", "mode=reference"});
  ASSERT_TRUE(reference.stage);
  EXPECT_THAT(reference.files, IsEmpty());
  OneBlock block("医生发现超声检查", "zh-Hans");
  EXPECT_EQ(block.run(*reference.stage), "醫生髮現超聲檢查");
  EXPECT_THAT(block.rules(), Each(std::string("script")));
  EXPECT_THAT(block.flags(), IsEmpty());
}

TEST(Convert, KeepsGeneralWordsWithoutRegional) {
  const Made made = make({"to=zh-Hant-TW", "regional=false"});
  ASSERT_TRUE(made.stage);
  expect_all(*made.stage, "zh-Hans", {{"做了超声检查", "做了超聲檢查"}, {"医生发现", "醫生發現"}});
}

TEST(Convert, DoesNothingByDefault) {
  const Made keep = make({});
  ASSERT_TRUE(keep.stage);
  EXPECT_THAT(keep.files, IsEmpty());
  OneBlock block("医生发现", "zh-Hans");
  EXPECT_EQ(block.run(*keep.stage), "医生发现");
  EXPECT_EQ(block.block().language, "zh-Hans");
}

TEST(Convert, ReadsItsTablesIntoTheFingerprint) {
  std::vector<std::string> paths;
  for (const DictionaryRef& file : make({"to=zh-Hant-TW"}).files) paths.push_back(file.file);
  EXPECT_THAT(paths, Contains("dictionaries/concepts.tsv"));
  EXPECT_THAT(paths, Contains("dictionaries/han/words.tsv"));
}

TEST(Convert, TellsEveryProblemOfItsTables) {
  const test::TempFolder folder;
  std::filesystem::create_directories(folder.path() / "dictionaries/han");
  std::ofstream(folder.path() / "dictionaries/concepts.tsv")
      << "id\ttype\ten\tzh-Hans\tzh-Hant-TW\tzh-Hant-HK\tcodes\tnote\n";
  std::ofstream(folder.path() / "dictionaries/han/a.tsv")
      << "from\tto\ttargets\tnote\n医生\t医生\tzh-Hant\t\n面\t面\tzh-Hant\t\n";
  std::ofstream(folder.path() / "dictionaries/han/b.tsv")
      << "from\tto\ttargets\tnote\n面\t麵\tzh-Hant-TW\t\n里\t裡\tzh\t\n";
  const Made made = make({"to=zh-Hant-TW"}, DataFiles(folder.path()));
  EXPECT_FALSE(made.stage);
  std::vector<std::string> told;
  for (const Error& problem : made.problems) told.push_back(to_string(problem));
  EXPECT_THAT(told, ElementsAre(HasSubstr("a.tsv:2:4: '医生' is not Traditional"),
                                HasSubstr("b.tsv:3:5: unknown target 'zh'"),
                                HasSubstr("b.tsv:2:1: '面' becomes '麵' here, but '面' in")));
}

TEST(Convert, SaysWhenOpenCCsDataIsMissing) {
  const test::TempFolder empty;
  ::setenv("MEDLOOM_OPENCC_DIR", empty.path().c_str(), 1);
  const Made convert = make({"to=zh-Hant-TW", "mode=reference"});
  const Made keep = make({"to=keep"});
  ::unsetenv("MEDLOOM_OPENCC_DIR");
  EXPECT_FALSE(convert.stage);
  ASSERT_EQ(convert.problems.size(), 1u);
  EXPECT_EQ(convert.problems[0].code, ErrorCode::configuration);
  EXPECT_THAT(convert.problems[0].message, HasSubstr("stage convert cannot go to zh-Hant-TW: "));
  EXPECT_TRUE(keep.stage);
  EXPECT_THAT(keep.problems, IsEmpty());
}

TEST(Convert, RefusesUnknownSettings) {
  for (const char* set : {"to=zh-Hant", "to=tw", "mode=fast", "regional=maybe", "form=x"}) {
    EXPECT_FALSE(make({set}).problems.empty()) << set;
  }
}

}  // namespace
}  // namespace medloom
