#include "dictionaries/tools/mining.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::HasSubstr;
using testing::Not;

CorpusPage page(const std::string& text, const std::string& language = "en") {
  return {"page", text, {{text, language}}};
}

std::vector<std::string> surfaces(const Miner& miner) {
  std::vector<std::string> out;
  for (const Suspect& suspect : miner.suspects()) out.push_back(suspect.surface);
  return out;
}

Library library() {
  return test::library_of(
      {{test::file("c.tsv",
                   "id|type|en|zh-Hans\nlow-back-pain|condition|low back pain|腰痛症\n"
                   "gout|condition|gout|痛风症\n"),
        test::terms("palace neck|cervix|fix|en\npalace mouth|cervical os|fix|en\n")}});
}

TEST(DictMine, WordsOfSlipsAreMoreSuspicious) {
  const Library all = library();
  Miner miner(all, {3, 10});
  for (int i = 0; i < 4; ++i) {
    miner.add(page("The palace wall hurts. A blood test helps. Low back pain is common."));
  }
  const std::vector<std::string> found = surfaces(miner);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found.front(), HasSubstr("palace wall"));
  for (const std::string& surface : found) EXPECT_THAT(surface, Not(HasSubstr("back pain is")));
}

TEST(DictMine, GoodTextSpeaksAgainstWhatItSays) {
  const Library all = library();
  Miner miner(all, {3, 10});
  for (int i = 0; i < 4; ++i) miner.add(page("The glimmer vessels need a blood test."));
  for (int i = 0; i < 40; ++i) miner.add_reference(page("He had a blood test of course."));
  const std::vector<std::string> found = surfaces(miner);
  EXPECT_THAT(found, testing::Contains(HasSubstr("glimmer vessels")));
  EXPECT_THAT(found, Not(testing::Contains("blood test")));
}

TEST(DictMine, OneWordAloneNeedsAReference) {
  const Library all = library();
  Miner without(all, {3, 10});
  Miner with(all, {3, 10});
  for (int i = 0; i < 4; ++i) {
    without.add(page("This is hyperosteogeny."));
    with.add(page("This is hyperosteogeny. It is pain."));
    with.add_reference(page("This is pain, and it is a knee."));
  }
  EXPECT_TRUE(surfaces(without).empty());
  EXPECT_THAT(surfaces(with), testing::ElementsAre("hyperosteogeny"));
}

TEST(DictMine, RareSequencesAndBrokenOnesAreLeftOut) {
  const Library all = library();
  Miner miner(all, {3, 10});
  miner.add(page("Glimmer vessels. Glimmer vessels."));
  miner.add(page("Glimmer, vessels. Glimmer 5 vessels; the of and."));
  EXPECT_TRUE(surfaces(miner).empty());
}

TEST(DictMine, UnknownHanTermsWithAKnownEnd) {
  const Library all = library();
  Miner miner(all, {3, 10});
  for (const char* text : {"患者有蝴蝶症的表现。", "他说蝴蝶症很少见，腰痛症多见。",
                           "蝴蝶症需要治疗。", "什么是蝴蝶症？", "这里没有。"}) {
    miner.add(page(text, "zh"));
  }
  const std::vector<Suspect> found = miner.suspects();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].surface, "蝴蝶症");
  EXPECT_EQ(found[0].count, 4u);
  EXPECT_EQ(found[0].language, "zh");
  for (const Suspect& suspect : found) EXPECT_THAT(suspect.surface, Not(HasSubstr("腰痛")));
}

TEST(DictMine, WhatIsFoundCanBePasted) {
  const Library all = library();
  Miner miner(all, {2, 5});
  for (int i = 0; i < 3; ++i) miner.add(page("The glimmer\tvessels hurt."));
  Problems problems;
  const auto rows =
      read_terms(as_rows(miner.suspects()),
                 std::make_shared<SourceFile>(SourceFile{"m.tsv", "m.tsv", 0}), problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].mode, Mode::flag);
  EXPECT_THAT(rows[0].note, HasSubstr("seen 3 times on 3 pages"));
}

TEST(DictMine, NothingFromNothing) {
  const Library all = library();
  Miner miner(all, {1, 5});
  for (const char* text : {"", " ", "...", "1 2 3", "\xFF\xFE\xFD", "the of and"}) {
    miner.add(page(text));
    miner.add(page(text, "zh"));
  }
  EXPECT_TRUE(miner.suspects().empty());
}

}  // namespace
}  // namespace medloom::dictionaries
