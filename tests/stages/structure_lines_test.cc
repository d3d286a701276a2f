// Lines that are not what they seem: glued labels, marks of headings, dates above and in the text,
// boards and what only looks like one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/stage_fixture.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using test::document_of_lines;
using test::roles_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::StartsWith;

const Stage& structure() {
  static const std::unique_ptr<Stage> kStage = test::StageMaker().stage("structure");
  return *kStage;
}

Document structured(std::string_view lines) {
  Document document = document_of_lines(lines);
  Trace trace;
  EXPECT_TRUE(structure().run(document, trace));
  EXPECT_TRUE(test::check_replay(document));
  EXPECT_TRUE(test::check_places(document));
  return document;
}

std::vector<std::string> fields_of(const Document& document) {
  std::vector<std::string> fields;
  for (const Field& field : document.log().fields()) {
    fields.push_back(field.name + "=" + document.block(field.block).text.slice(field.at).str());
  }
  return fields;
}

TEST(StructureLines, LabelsThatShareALineAreCutApart) {
  const Document document = structured(
      "牙龈出血怎么办\n病情描述：刷牙出血两周。 患者信息：女 30岁\n医生回答\n"
      "病情分析：牙龈发炎。指导意见：先洗牙。\n");
  EXPECT_THAT(roles_of(document), Contains("question 刷牙出血两周。 "));
  EXPECT_THAT(roles_of(document), Contains("answer 牙龈发炎。"));
  EXPECT_THAT(roles_of(document), Contains("answer 先洗牙。"));
  EXPECT_THAT(fields_of(document), Contains("age=30岁"));
  EXPECT_THAT(fields_of(document), Contains("sex=女"));
}

TEST(StructureLines, ALabelInASentenceIsNone) {
  for (const char* sentence :
       {"这是上次医生给的指导意见：先洗牙。", "我把病情分析和指导意见都看了，还是不懂。",
        "他说，指导意见：先洗牙。"}) {
    const Document document = structured("牙龈出血怎么办\n病情描述：" + std::string(sentence) +
                                         "\n医生回答\n病情分析：牙龈发炎。\n");
    EXPECT_THAT(roles_of(document), Contains("question " + std::string(sentence)));
  }
}

TEST(StructureLines, AMarkMakesAHeading) {
  const Document document = structured(
      "銀髮族的飲食要注意什麼\n\n▌少鹽\n每天不超過六克。\n\n▍ 怎麼補鈣？\n喝牛奶、吃豆腐。\n");
  EXPECT_THAT(roles_of(document),
              ElementsAre("title 銀髮族的飲食要注意什麼", "marker ▌", "heading 少鹽",
                          "section 每天不超過六克。", "marker ▍ ", "heading 怎麼補鈣？",
                          "answer 喝牛奶、吃豆腐。"));
}

TEST(StructureLines, AMarkBeforeASentenceOrAloneMakesNone) {
  for (const char* line : {"▌每天不超過六克。", "▌", "少鹽▌多醋", "| 少鹽 | 六克 |"}) {
    const Document document =
        structured("銀髮族飲食\n\n每天要注意的事。\n\n" + std::string(line) + "\n\n多喝水。\n");
    EXPECT_THAT(roles_of(document), Not(Contains("marker ▌"))) << line;
  }
}

constexpr std::string_view kQuestions =
    "Ear wax\n\nSome facts.\n\nIs it dirt?\n\nNo. It protects the ear.\n\n"
    "Should I remove it?\n\nNo. It leaves by itself.\n\n";

TEST(StructureLines, WhatClosesAnArticleIsNoAnswer) {
  const Document document = structured(
      std::string(kQuestions) + "In short, leave your ears alone.\n\nAnd do not use sticks.\n");
  EXPECT_THAT(roles_of(document), Contains("answer No. It leaves by itself."));
  EXPECT_THAT(roles_of(document), Contains("section In short, leave your ears alone."));
  EXPECT_THAT(roles_of(document), Contains("section And do not use sticks."));
}

TEST(StructureLines, WhatClosesAnAnswerStaysInIt) {
  const std::string shortly = "In short, yes and no.\n\n";
  // Every answer has one; it is all of the answer; one question alone.
  const std::string every =
      "Ear wax\n\nFacts.\n\nIs it dirt?\n\nNo.\n\n" + shortly + "Is it bad?\n\nNo.\n\n" + shortly;
  const std::string whole = std::string(kQuestions) + "Is it bad?\n\n" + shortly;
  const std::string lone = "Ear wax\n\nFacts.\n\nIs it dirt?\n\nNo.\n\n" + shortly;
  const std::string first =
      "Ear wax\n\nFacts.\n\nIs it dirt?\n\nNo.\n\n" + shortly + "Is it bad?\n\nNo.\n";
  for (const std::string& page : {every, whole, lone, first}) {
    EXPECT_THAT(roles_of(structured(page)), Contains("answer In short, yes and no.")) << page;
  }
}

TEST(StructureLines, ADateAboveTheTextIsWhenItWasWritten) {
  const struct {
    const char* line;
    const char* field;
  } cases[] = {
      {"August 25, 2025", "published=August 25, 2025"},
      {"Monday, 3 March 2025", "published=3 March 2025"},
      {"JAN 24, 2025", "published=JAN 24, 2025"},
      {"Nov 08, 2025 7 min read", "published=Nov 08, 2025"},
      {"June 11th, 2024, 10:45 AM", "published=June 11th, 2024"},
      {"Updated: January 2, 2025, 9:06am CST", "modified=January 2, 2025"},
      {"Health Desk / Updated: Dec 17, 2025, 21:47 IST", "modified=Dec 17, 2025"},
      {"Kristian Larsen — July 13, 2025", "published=July 13, 2025"},
      {"2024-05-15 08:58:52来源：林间日报", "published=2024-05-15"},
      {"时间：2024.05.20 来源：林间网", "published=2024.05.20"},
  };
  for (const auto& [line, field] : cases) {
    const Document document =
        structured("Ear wax\n\n" + std::string(line) + "\n\nIt protects the ear.\n");
    EXPECT_THAT(roles_of(document), Contains("byline " + std::string(line)));
    EXPECT_THAT(fields_of(document), Contains(field)) << line;
  }
}

TEST(StructureLines, ADateInTheTextStaysThere) {
  const std::string text =
      "The trial had three visits, which all took place in the same clinic, and each of them was "
      "filmed.\n\n";
  for (const char* line :
       {"August 25, 2025", "Monday, 3 March 2025", "Kristian Larsen — July 13, 2025"}) {
    const Document document =
        structured("Ear wax\n\n" + text + std::string(line) + "\n\nThe ears were dry.\n");
    EXPECT_THAT(roles_of(document), Not(Contains(StartsWith("byline")))) << line;
  }
  for (const char* line : {"On August 25, 2025 the first ear was cleaned.",
                           "August 25, 2025 was a Monday.", "In 2025", "May 2025 be dry"}) {
    const Document document = structured("Ear wax\n\n" + std::string(line) + "\n\nIt was dry.\n");
    EXPECT_THAT(roles_of(document), Not(Contains(StartsWith("byline")))) << line;
  }
}

constexpr std::string_view kRanking =
    "Best ear drops\n\n#1\n\nDrops of the lake\n\nThey are warm and cost little, we "
    "think.\n\n#2\n\n"
    "Drops of the sea\n\nThey are cold and cost more than they should.\n";

TEST(StructureLines, ARankingIsNoBoard) {
  const Document document = structured(kRanking);
  EXPECT_EQ(document.kind().profile, "article");
  EXPECT_EQ(document.kind().name, "article");
}

// Posts' heads are links, so extract calls them navigation.
TEST(StructureLines, HeadsOfPostsAreReadOverNavigation) {
  Document document = document_of_lines(
      "Ringing ears\n\nmarlowe\n\nJoined 2019\n\n#1 2024-03-02\n\nBoth ears ring since Friday.\n\n"
      "Quote\n\npebble\n\n#2 2024-03-03\n\nSee a doctor.\n");
  DocumentEditor extract(document, "extract");
  for (const Block& block : document.blocks()) {
    if (!block.text.view().starts_with('#')) continue;
    extract.label(block.id, Role::navigation, 0, {"links", ""});
  }
  Trace trace;
  ASSERT_TRUE(structure().run(document, trace));
  EXPECT_EQ(document.kind().name, "forum");
  EXPECT_THAT(roles_of(document), Contains("asker #1 2024-03-02"));
  EXPECT_THAT(roles_of(document), Contains("question Both ears ring since Friday."));
  EXPECT_THAT(roles_of(document), Contains("answer See a doctor."));
  EXPECT_THAT(fields_of(document), Contains("asked=2024-03-02"));
}

// Tabs that are called as a site's markers are, above an article.
TEST(StructureLines, AGrammarThatUnderstandsNothingGivesWay) {
  Document document = document_of_lines(
      "儿童发热的家庭护理方法\n\n病情描述\n\n医生回答\n\n护理：多喝水，少穿衣，屋里常通风\n\n"
      "用药：超过三十八度五，可以吃退烧药\n");
  DocumentEditor extract(document, "extract");
  for (const Block& block : document.blocks()) {
    const bool tab = block.text.view() == "病情描述" || block.text.view() == "医生回答";
    if (tab) extract.label(block.id, Role::navigation, 0, {"links", ""});
  }
  Trace trace(true);
  ASSERT_TRUE(structure().run(document, trace));
  EXPECT_EQ(document.kind().profile, "article");
  EXPECT_THAT(roles_of(document), Contains("lead 护理：多喝水，少穿衣，屋里常通风"));
  EXPECT_THAT(trace.notes().back().text, StartsWith("profile zh-doctor-qa makes nothing"));
}

TEST(StructureLines, TextAboveTheFirstHeadingIsKept) {
  const std::string text =
      "Ears clean themselves, and most of what people do to help them does more harm than good.";
  Document document = document_of_lines(text + " It is true.\n\nDrops\n\nUse few.\n");
  DocumentEditor extract(document, "extract");
  for (const Block& block : document.blocks()) {
    if (block.text.view() == "Drops") extract.set_kind(block.id, BlockKind::heading, 2, {"t", ""});
  }
  Trace trace;
  ASSERT_TRUE(structure().run(document, trace));
  EXPECT_THAT(roles_of(document), Contains("lead " + text + " It is true."));
  EXPECT_THAT(roles_of(document), Contains("heading Drops"));
}

// The lines of a page whose first ones are headings of these levels, and the title of its head,
// with what of it is not the site's name. The lines from 0 to `menu` are navigation.
Document headed(std::string_view lines, std::vector<std::uint8_t> levels, std::string_view title,
                std::string_view alone = "", BlockId menu = 0) {
  Document document = document_of_lines(lines);
  DocumentEditor extract(document, "extract");
  const auto add = [&](const char* name, std::string_view value) {
    Fact fact{name, {}, "title"};
    fact.text.append_read(value, {0, 0}, extract.intern_reading(value));
    extract.add_fact(std::move(fact));
  };
  add("title", title);
  if (!alone.empty()) add("title-alone", alone);
  BlockId id = 0;
  for (const std::uint8_t level : levels) {
    if (level > 0) extract.set_kind(id, BlockKind::heading, level, {"test", ""});
    if (id < menu) extract.label(id, Role::navigation, 0, {"test", ""});
    ++id;
  }
  Trace trace;
  EXPECT_TRUE(structure().run(document, trace));
  return document;
}

TEST(StructureLines, TheTitleIsTheHeadingThatTheHeadNames) {
  const std::string text = "\n\nEars clean themselves.\n";
  const auto roles = [&](std::string_view lines, std::vector<std::uint8_t> levels,
                         std::string_view title) {
    return roles_of(headed(std::string(lines) + text, std::move(levels), title));
  };
  // The second one is named.
  EXPECT_THAT(
      roles("Our blog\n\nWhat ears need", {1, 1}, "What ears need | Otto's ears"),
      ElementsAre("navigation Our blog", "title What ears need", "lead Ears clean themselves."));
  EXPECT_THAT(roles("松林耳科\n\n耳朵要不要清洗", {1, 2}, "耳朵要不要清洗"),
              Contains("title 耳朵要不要清洗"));
  // None is, and it is a word or a heading of the text.
  EXPECT_THAT(roles("Search", {1}, "What all ears need"), Not(Contains("title Search")));
  EXPECT_THAT(roles("Water and oil in small drops", {2}, "What do ears need"),
              Contains("heading Water and oil in small drops"));
  // The head names the site alone, or says it in other words.
  EXPECT_THAT(roles("Drops", {1}, "Otto's ears"), Contains("title Drops"));
  EXPECT_THAT(roles("Caring for the outer ear", {1}, "How people should wash"),
              Contains("title Caring for the outer ear"));
  EXPECT_THAT(roles("Ears and what they need", {1}, "What ears need"),
              Contains("title Ears and what they need"));
}

TEST(StructureLines, ATitleAmongMenusIsOne) {
  const auto roles = [](std::string_view line, std::uint8_t level, std::string_view title) {
    const std::string lines = std::string(line) + "\n\nAll news\n\nEars clean themselves.\n";
    return roles_of(headed(lines, {level, 1}, title, "", 1));
  };
  EXPECT_THAT(roles("Wax in the ear", 1, "Wax in the ear - Otto's"),
              Contains("title Wax in the ear"));
  // A heading of the second level, one that says more or less than the head, a word.
  EXPECT_THAT(roles("Wax in the ear", 2, "Wax in the ear"), Contains("navigation Wax in the ear"));
  EXPECT_THAT(roles("Wax in the ear of dogs", 1, "Wax in the ear"),
              Contains("navigation Wax in the ear of dogs"));
  EXPECT_THAT(roles("Wax", 1, "Wax"), Contains("navigation Wax"));
}

TEST(StructureLines, TheNameOfTheSiteIsNoTitle) {
  const auto roles = [](std::string_view lines, std::string_view title, std::string_view alone) {
    return roles_of(
        headed(std::string(lines) + "\n\nEars clean themselves.\n", {1, 1}, title, alone));
  };
  constexpr std::string_view kHead = "Wax and water – Otto's Ears";
  EXPECT_THAT(
      roles("Otto's Ears\n\nWax and water", kHead, "Wax and water"),
      ElementsAre("navigation Otto's Ears", "title Wax and water", "lead Ears clean themselves."));
  EXPECT_THAT(roles("Otto's Ears\n\nOil drops", kHead, "Wax and water"),
              Not(Contains("title Otto's Ears")));
  // A page about the site, and a head that says nothing of a site.
  EXPECT_THAT(roles("About Otto\n\nHis ears", "About Otto – Otto", "About Otto"),
              Contains("title About Otto"));
  EXPECT_THAT(roles("Otto's Ears\n\nOil drops", kHead, ""), Contains("title Otto's Ears"));
}

}  // namespace
}  // namespace medloom
