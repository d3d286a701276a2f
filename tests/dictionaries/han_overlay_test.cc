// The reader of dictionaries/han, its complaints, and the phrases that concepts give.
#include "dictionaries/han_overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <medloom_source_dir.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace medloom::dictionaries {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

File file(const std::string& name = "han/test.tsv") {
  return std::make_shared<const SourceFile>(SourceFile{name, name, 0});
}

std::vector<HanRow> read(const std::string& rows, Problems& problems) {
  std::vector<HanRow> read = read_han_rows("from\tto\ttargets\tnote\n" + rows, file(), problems);
  check_han_rows(read, problems);
  return read;
}

std::vector<std::string> told(const Problems& problems) {
  std::vector<std::string> lines;
  for (const Error& problem : problems) lines.push_back(to_string(problem));
  return lines;
}

TEST(HanOverlay, ReadsRows) {
  Problems problems;
  const std::vector<HanRow> rows = read(
      "医生\t醫生\tzh-Hant\t\n"
      "# a comment\n"
      "湿\t濕\tzh-Hant-TW\tclinics\n"
      "口里干\t口裏乾\tzh-Hant-HK\t\n"
      "发现\t發現\tzh-Hant-TW, zh-Hant-HK\t\n"
      "甚麼\t什么\tzh-Hans\n",
      problems);
  EXPECT_THAT(told(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[1].source.name(), "han/test.tsv:4");
  const auto names = [&rows](HanTarget target) {
    std::vector<std::string> results;
    for (const HanPhrase& phrase : han_phrases(rows, target)) results.push_back(phrase.to);
    return results;
  };
  EXPECT_THAT(names(HanTarget::taiwan), ElementsAre("醫生", "濕", "發現"));
  EXPECT_THAT(names(HanTarget::hong_kong), ElementsAre("醫生", "口裏乾", "發現"));
  EXPECT_THAT(names(HanTarget::simplified), ElementsAre("什么"));
}

TEST(HanOverlay, ReadsWhatARowIsFor) {
  Problems problems;
  const std::vector<HanRow> rows = read_han_rows(
      "from\tto\tother\ttargets\tuse\tnote\n"
      "莪术\t莪朮\t\tzh-Hant\tword\t\n"
      "干了\t乾了\t幹了\tzh-Hant\tword\t\n"
      "干\t乾\t幹\tzh-Hant\talone\t\n"
      "產后\t產後\t\tzh-Hant\tmend\t\n"
      "医生\t醫生\t\tzh-Hant\t\t\n",
      file(), problems);
  check_han_rows(rows, problems);
  EXPECT_THAT(told(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 5u);
  const std::vector<HanPhrase> phrases = han_phrases(rows, HanTarget::taiwan);
  ASSERT_EQ(phrases.size(), 4u);
  EXPECT_EQ(phrases[0].use, HanUse::word);
  EXPECT_EQ(phrases[1].other, "幹了");
  EXPECT_EQ(phrases[2].use, HanUse::alone);
  EXPECT_EQ(phrases[3].use, HanUse::always);
  const std::vector<HanPhrase> mends = mending_phrases(rows, HanTarget::taiwan);
  ASSERT_EQ(mends.size(), 1u);
  EXPECT_EQ(mends[0].from, "產后");
}

TEST(HanOverlay, TellsWhatARowCannotBeFor) {
  for (const auto& [row, message] : std::vector<std::pair<std::string, std::string>>{
           {"莪术\t莪朮\t\tzh-Hant\tsometimes\t", "unknown use 'sometimes'"},
           {"莪术\t莪朮\t\tzh-Hant\talone\t", "'莪术' is more than one character"},
           {"干\t乾\t乾\tzh-Hant\talone\t", "'乾' is no other candidate"},
           {"干了\t乾了\t幹\tzh-Hant\tword\t", "'幹' is no other candidate"},
           {"干了\t乾了\t幹了\tzh-Hant\t\t", "'幹了' is no other candidate"},
           {"產后\t產後\t產后\tzh-Hant\tmend\t", "'產后' is no other candidate"},
           {"產后\t产後\t\tzh-Hant\tmend\t", "'产後' is not Traditional"},
           {"產后\t產後\t\tzh-Hant\tword\t", "'產后' is Traditional already"}}) {
    Problems problems;
    const auto rows =
        read_han_rows("from\tto\tother\ttargets\tuse\tnote\n" + row + "\n", file(), problems);
    EXPECT_THAT(rows, IsEmpty()) << row;
    EXPECT_THAT(told(problems), ElementsAre(HasSubstr(message))) << row;
  }
}

struct Bad {
  const char* rows;
  const char* told;  // a part of the one problem, where included
};

TEST(HanOverlay, TellsWhatIsWrongWithARow) {
  const Bad cases[] = {
      {"医生\t\tzh-Hant\n", "han/test.tsv:2:1: empty 'to'"},
      {"医生\t醫生\n", "han/test.tsv:2:1: empty 'targets'"},
      {"医生\t醫生\tzh-TW\n", "han/test.tsv:2:7: unknown target 'zh-TW', known are zh-Hans"},
      {"医生\t醫生\tzh-Hant, zh-Hant-MO\n", "unknown target 'zh-Hant-MO'"},
      {"ABC\tABC\tzh-Hant\n", "han/test.tsv:2:1: 'ABC' has no Han character"},
      {"医生\t医生\tzh-Hant\n", "han/test.tsv:2:4: '医生' is not Traditional"},
      {"醫生\t醫生\tzh-Hant\n", "han/test.tsv:2:1: '醫生' is Traditional already"},
      {"甚麼\t甚麼\tzh-Hans\n", "'甚麼' is not Simplified"},
      {"头发\t头发\tzh-Hans\n", "'头发' is Simplified already"},
      {"里程\t里程\tzh-Hans, zh-Hant\n", "one row cannot go to both scripts"},
      {"医生\t醫生\tzh-Hant\n医生\t醫生\tzh-Hant-TW\n",
       "han/test.tsv:3:1: '医生' stands in han/test.tsv:2 already"},
      {"面\t面\tzh-Hant\n面\t麵\tzh-Hant-TW\n",
       "han/test.tsv:3:1: '面' becomes '麵' here, but '面' in han/test.tsv:2"},
      {"面\t面\tzh-Hant, zh-Hant-TW\n", "han/test.tsv:2:1: a target is named twice"},
  };
  for (const Bad& test : cases) {
    SCOPED_TRACE(test.rows);
    Problems problems;
    read(test.rows, problems);
    EXPECT_THAT(told(problems), ElementsAre(HasSubstr(test.told)));
  }
}

TEST(HanOverlay, TellsEverythingAtOnce) {
  Problems problems;
  read("医生\t\tzh-Hant\nABC\tABC\tzh-Hant\n面\t面\tzh\n", problems);
  EXPECT_EQ(problems.size(), 3u);
}

TEST(HanOverlay, RefusesATableWithoutItsColumns) {
  Problems problems;
  read_han_rows("from\tinto\n医生\t醫生\n", file(), problems);
  EXPECT_FALSE(problems.empty());
}

Concept with_labels(const std::string& hans, const std::string& taiwan) {
  Concept entry;
  entry.labels = {{"zh-Hans", hans}, {"zh-Hant-TW", taiwan}};
  return entry;
}

TEST(RegionalPhrases, AreLabelsOfThreeCharactersThatConceptsAgreeOn) {
  const std::vector<Concept> concepts = {
      with_labels("超声检查", "超音波檢查"),
      with_labels("低热", "低度發燒"),    // two characters
      with_labels("B超", "B模式超音波"),  // one
      with_labels("脑卒中", "腦中風"),
      with_labels("脑卒中", "腦中風"),  // the same again
      with_labels("肌无力", "肌肉無力"),
      with_labels("肌无力", "肌無力症"),  // disagree
      with_labels("泼尼松", ""),
  };
  std::vector<std::string> surfaces;
  for (const HanPhrase& phrase : regional_phrases(concepts, "zh-Hans", "zh-Hant-TW")) {
    surfaces.push_back(phrase.from + " " + phrase.to);
    EXPECT_TRUE(phrase.regional);
  }
  EXPECT_THAT(surfaces, ElementsAre("脑卒中 腦中風", "超声检查 超音波檢查"));
  EXPECT_THAT(regional_phrases(concepts, "zh-Hans", "zh-Hant-HK"), IsEmpty());
}

// Our own tables, all of them together.
TEST(HanOverlay, ShippedTablesAreSound) {
  std::vector<HanRow> rows;
  Problems problems;
  for (const auto& entry :
       std::filesystem::directory_iterator(MEDLOOM_SOURCE_DIR "/dictionaries/han")) {
    std::ifstream stream(entry.path());
    std::stringstream bytes;
    bytes << stream.rdbuf();
    for (HanRow& row : read_han_rows(bytes.str(), file(entry.path().filename()), problems)) {
      rows.push_back(std::move(row));
    }
  }
  check_han_rows(rows, problems);
  EXPECT_THAT(told(problems), IsEmpty());
  EXPECT_GT(rows.size(), 150u);
}

}  // namespace
}  // namespace medloom::dictionaries
