#include "dictionaries/tools/explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::HasSubstr;

Library library() {
  return test::library_of(
      {{test::file("c.tsv", "id|type|en|zh-Hans\nlow-back-pain|condition|low back pain|腰痛\n"),
        test::terms("waist pain|low back pain|fix|en||low-back-pain|spine|belt\n"
                    "pain|ache|flag|en\n"
                    "waist pain belt||keep|en\n"
                    "下背痛||link|zh-Hant-TW||low-back-pain\n"
                    "lost row||link|en||nowhere\n")},
       {test::terms("waist pain|lumbago|fix|en|||lamp\n", "mine.tsv")}});
}

std::string told(const Explanation& explanation) {
  std::string out;
  for (const Contender& contender : explanation.contenders) {
    out += (contender.acts ? "+" : "-") + contender.surface + " " + contender.does + " " +
           contender.name() + (contender.why.empty() ? "" : " because " + contender.why) + "\n";
  }
  return out;
}

TEST(DictExplain, SaysWhoWinsAndWhyTheOthersLose) {
  const Library all = library();
  const Explanation found = explain(all, "Waist pain of the spine, and a lamp.");
  EXPECT_EQ(found.language, "en");
  EXPECT_EQ(found.result, "Lumbago of the spine, and a lamp.");
  const std::string text = told(found);
  EXPECT_THAT(text, HasSubstr("+Waist pain writes 'lumbago' mine.tsv:2"));
  EXPECT_THAT(text, HasSubstr("-Waist pain writes 'low back pain' terms.tsv:2 because"));
  EXPECT_THAT(text, HasSubstr("-pain flags, and suggests 'ache' terms.tsv:3 because"));
}

TEST(DictExplain, NamesTheGuardThatSaysNo) {
  const Library all = library();
  EXPECT_THAT(told(explain(all, "waist pain")), HasSubstr("`when` is not met: spine"));
  EXPECT_THAT(told(explain(all, "waist pain, spine, belt")),
              HasSubstr("terms.tsv:2 because its `unless` is met: belt"));
}

TEST(DictExplain, FindsRowsThatWereNotTried) {
  const Library all = library();
  EXPECT_THAT(told(explain(all, "下背痛", "en")), HasSubstr("acts only in zh-Hant-TW text"));
  EXPECT_THAT(told(explain(all, "lost row")), HasSubstr("concept 'nowhere' does not exist"));
}

TEST(DictExplain, LinksNameTheirConcept) {
  const Library all = library();
  EXPECT_THAT(told(explain(all, "腰痛")),
              HasSubstr("+腰痛 links low-back-pain (condition) c.tsv:2"));
}

TEST(DictExplain, NothingMeetsNothing) {
  const Library all = library();
  for (const char* text : {"", " ", "unheard of", "\xFF\xFE", "12"}) {
    EXPECT_TRUE(explain(all, text).contenders.empty()) << text;
  }
}

}  // namespace
}  // namespace medloom::dictionaries
