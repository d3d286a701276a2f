// How words decide between the forms of a character: which cut of the text is followed, what stays
// doubtful, and what a row may say.
#include "text/han_words.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "text/han_converter.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using Use = OverlayEntry::Use;

OverlayEntry word(const char* from, const char* to, const char* other = "") {
  return {from, to, *other != 0, "han.tsv:1", Use::word, other};
}
OverlayEntry cut(const char* from) { return {from, "", false, "", Use::cut, ""}; }
OverlayEntry alone(const char* from, const char* to, const char* other = "") {
  return {from, to, *other != 0, "han.tsv:1", Use::alone, other};
}

// The text, with each doubtful character followed by its other candidate: "我頭發?髮熱".
std::string marked(const std::string& config, const std::vector<OverlayEntry>& entries,
                   const std::string& text) {
  const auto converter = HanConverter::create(config, entries);
  EXPECT_TRUE(converter.has_value());
  const Converted converted = converter->convert(text).value();
  std::string out;
  std::uint32_t done = 0;
  for (const HanChange& change : converted.changes) {
    if (!change.doubtful) continue;
    out += converted.text.substr(done, change.target.to - done) + "?";
    out += converted.other(change);
    done = change.target.to;
  }
  return out + converted.text.substr(done);
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(HanWords, CutsIntoTheFewestWords) {
  const std::vector<OverlayEntry> words = {cut("医生"), cut("发现"), cut("皮肤"), cut("检查"),
                                           cut("细胞"), cut("控制"), cut("剂量"), cut("的")};
  for (const Case& test : std::vector<Case>{{"医生发现", "醫生發現"},
                                            {"皮肤发痒", "皮膚發癢"},
                                            {"检查干细胞", "檢查幹細胞"},
                                            {"控制剂量", "控制劑量"},
                                            {"生发", "生髮"},
                                            {"医生", "醫生"},
                                            {"头发和皮肤", "頭髮和皮膚"},
                                            {"树干的", "樹幹的"},
                                            {"发", "發"},
                                            {"", ""}}) {
    EXPECT_EQ(marked("s2tw", words, test.text), test.expected) << test.text;
  }
}

TEST(HanWords, DoubtsWhatSeveralBestCutsWriteDifferently) {
  EXPECT_EQ(marked("s2tw", {cut("头发"), cut("发热")}, "头发热"), "頭發?髮熱");
  EXPECT_EQ(marked("s2tw", {cut("头发"), cut("发热"), cut("头")}, "头发热"), "頭發熱");
  EXPECT_EQ(marked("s2tw", {cut("头发"), cut("发热"), cut("热")}, "头发热"), "頭髮熱");
}

TEST(HanWords, ARowDecidesAsAWordOnly) {
  const std::vector<OverlayEntry> rows = {word("于医生", "于醫生"), cut("由于"), cut("医生"),
                                          cut("取决于")};
  EXPECT_EQ(marked("s2tw", rows, "于医生说"), "于醫生說");
  EXPECT_EQ(marked("s2tw", rows, "由于医生说"), "由於醫生說");
  EXPECT_EQ(marked("s2tw", rows, "取决于医生"), "取決於醫生");
}

TEST(HanWords, ARowGoesBeforeAPhraseOfOpenCC) {
  EXPECT_EQ(marked("s2tw", {}, "天后"), "天后");
  EXPECT_EQ(marked("s2tw", {word("天后", "天後")}, "天后"), "天後");
  EXPECT_EQ(marked("s2tw", {word("干了", "乾了", "幹了")}, "干了"), "乾?幹了");
}

TEST(HanWords, ACharacterAloneIsWhatItsRowSays) {
  const std::vector<OverlayEntry> rows = {alone("干", "乾", "幹"), alone("托", "托"), cut("皮肤")};
  EXPECT_EQ(marked("s2tw", rows, "皮肤干"), "皮膚乾?幹");
  EXPECT_EQ(marked("s2tw", rows, "树干"), "樹幹");
  EXPECT_EQ(marked("s2tw", rows, "托吡酯，委托"), "托吡酯，委託");
  EXPECT_EQ(marked("s2tw", {}, "皮肤干"), "皮膚幹");
}

TEST(HanWords, TellsTheRowThatDecided) {
  const auto converter = HanConverter::create(
      "s2tw", {word("于医生", "于醫生"), cut("医生"), alone("干", "乾"), word("莪术", "莪朮")});
  const Converted converted = converter->convert("干，莪术").value();
  ASSERT_EQ(converted.changes.size(), 2U);
  EXPECT_EQ(converted.changes[0].by, HanChange::By::overlay);
  EXPECT_EQ(converted.changes[0].overlay, 2);
  EXPECT_EQ(converted.changes[1].overlay, 3);
}

TEST(HanWords, ANameStandsOnlyWhereItIsAWord) {
  const OverlayEntry name{"骨关节炎", "退化性關節炎", false, "", Use::name, ""};
  const std::vector<OverlayEntry> rows = {name, cut("髌骨"), cut("关节炎"), cut("关节")};
  EXPECT_EQ(marked("s2tw", rows, "患骨关节炎。"), "患退化性關節炎。");
  EXPECT_EQ(marked("s2tw", rows, "髌骨关节炎"), "髕骨關節炎");
}

TEST(HanWords, ReferenceModeAsksNoWords) {
  const auto converter =
      HanConverter::create("s2tw", {word("莪术", "莪朮"), alone("干", "乾"), cut("医生")});
  EXPECT_EQ(converter->convert("莪术，干，医生发现", false)->text, "莪術，幹，醫生髮現");
}

// Words and rows of other lengths than their results, of several characters where one is asked for,
// empty or unknown to OpenCC change nothing and break nothing.
TEST(HanWords, TakesNoHarmFromOddEntries) {
  for (const OverlayEntry& odd : std::vector<OverlayEntry>{
           word("医生", "醫師們"), word("医生", "醫"), alone("医生", "醫生"), alone("干", "乾燥"),
           cut("。"), cut("x"), cut("😀"), word("发", "發", "髮髮"), word("医", "醫")}) {
    EXPECT_EQ(marked("s2tw", {odd}, "医生说发"), "醫生說發") << odd.from;
  }
  EXPECT_FALSE(HanConverter::create("s2tw", {cut("")}).has_value());
  EXPECT_FALSE(HanConverter::create("s2tw", {word("医", "")}).has_value());
  EXPECT_FALSE(HanConverter::create("s2tw", {cut("\xFF")}).has_value());
}

TEST(HanWords, LongRunsAndOddTextPassThrough) {
  const std::vector<OverlayEntry> rows = {cut("医生"), alone("干", "乾", "幹")};
  std::string run;
  for (int i = 0; i < 2000; ++i) run += "发";
  EXPECT_EQ(to_utf32(marked("s2tw", rows, run)).size(), 2000U);
  for (const char* text : {"😀", "A", "\xEF\xBF\xBD", "é", "𬭊", "　", "a干b"}) {
    const std::string got = marked("s2tw", rows, text);
    EXPECT_TRUE(is_valid_utf8(got)) << text;
  }
  EXPECT_EQ(marked("s2tw", rows, std::string("\0干\0", 5)), std::string("\0乾?幹\0", 9));
}

}  // namespace
}  // namespace medloom::text
