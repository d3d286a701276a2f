#include "dictionaries/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::file;
using test::repair;
using test::terms;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> problems_of(std::vector<Layer> layers) {
  std::vector<std::string> out;
  const auto library = load(std::move(layers));
  if (library) return out;
  for (const Error& problem : library.error()) out.push_back(to_string(problem));
  return out;
}

TEST(Library, ServesAfterItWasMoved) {
  auto loaded = load({{file("c.tsv", "id|type|en\nlbp|symptom|low back pain\n"),
                       terms("waist pain||fix|en||lbp\n")}});
  ASSERT_TRUE(loaded.has_value());
  const Library library = std::move(*loaded);
  EXPECT_EQ(repair(library, "waist pain"), "low back pain");
  EXPECT_EQ(test::links(library, "low back pain"), "low back pain>lbp");
}

TEST(Library, HigherLayersAddAndOverrideConceptsCellByCell) {
  const auto library = load(
      {{file("c.tsv", "id|type|en|zh-Hans|codes\nlbp|symptom|low back pain|腰痛|mesh:D017116\n")},
       {file("d.tsv", "id|en|zh-Hant-TW\nlbp|lower back pain|下背痛\nnew|new thing|\n")}});
  ASSERT_TRUE(library.has_value());
  const Concept* lbp = library->concept_by_id("lbp");
  ASSERT_NE(lbp, nullptr);
  EXPECT_EQ(*lbp->label("en"), "lower back pain");
  EXPECT_EQ(*lbp->label("zh-Hans"), "腰痛");
  EXPECT_EQ(*lbp->label("zh-Hant-TW"), "下背痛");
  EXPECT_EQ(lbp->type, "symptom");
  EXPECT_EQ(lbp->codes.size(), 1u);
  EXPECT_NE(library->concept_by_id("new"), nullptr);
  EXPECT_EQ(library->concept_by_id("old"), nullptr);
}

TEST(Library, TellsThePeopleEverythingAtOnce) {
  EXPECT_THAT(problems_of({{terms("a b|x|fxi\nc d|\ne f||link|en||nowhere\n", "one.tsv"),
                            file("two.tsv", "macth|replace\na|b\n")},
                           {{"\0\0", "three.tsv", "three.tsv"}}}),
              ElementsAre(HasSubstr("one.tsv:2:7: unknown mode 'fxi'"),
                          HasSubstr("two.tsv:1:1: unknown column 'macth', did you mean 'match'?"),
                          HasSubstr("two.tsv:1:1: column 'match' is missing"),
                          HasSubstr("three.tsv:1:1: no header row"),
                          HasSubstr("one.tsv:3:1: nothing to write"),
                          HasSubstr("one.tsv:4:15: there is no concept 'nowhere'")));
}

TEST(Library, WarningsNeverStopARun) {
  EXPECT_THAT(problems_of({{terms("a b|x\n")}}), ElementsAre());
}

TEST(Library, LeavesCasesOut) {
  EXPECT_TRUE(is_cases_file("terms/en.cases.tsv"));
  EXPECT_FALSE(is_cases_file("terms/cases.tsv"));
  EXPECT_THAT(problems_of({{terms("a b|x\n"), file("terms.cases.tsv", "input|expected\na b|x\n")}}),
              ElementsAre());
}

TEST(Library, OfNothingIsALibrary) {
  const auto library = load({});
  ASSERT_TRUE(library.has_value());
  EXPECT_EQ(repair(*library, "text"), "text");
}

}  // namespace
}  // namespace medloom::dictionaries
