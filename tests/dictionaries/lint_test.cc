#include "dictionaries/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::file;
using test::library_of;
using test::terms;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> errors(const Library& library) {
  std::vector<std::string> out;
  for (const Finding& finding : lint(library, nullptr)) {
    if (finding.severity == Severity::error) out.push_back(to_string(finding));
  }
  return out;
}

struct Wrong {
  std::string name, rows, finding;

  friend std::ostream& operator<<(std::ostream& out, const Wrong& w) { return out << w.name; }
};

class LintFinds : public testing::TestWithParam<Wrong> {};

TEST_P(LintFinds, TheError) {
  EXPECT_THAT(errors(library_of(GetParam().rows)), Contains(HasSubstr(GetParam().finding)));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LintFinds,
    testing::Values(
        Wrong{"duplicate", "a b|x\na b|x\n",
              "dictionaries/terms.tsv:3:1: error: a duplicate of 'a b' at terms.tsv:2; delete one"},
        Wrong{"duplicate_guarded", "a b|x|fix|en|||c|\na b|x|fix|en|||c|\n", "a duplicate of"},
        Wrong{"duplicate_of_an_open_row", "a b|x\na b|x|fix|en|||c|\n", "a duplicate of"},
        Wrong{"quarrel", "a b|x\na b|y\n",
              "terms.tsv:3:1: error: wants something else from the same surface than 'a b'"},
        Wrong{"quarrel_of_modes", "a b|x\na b|x|flag\n", "wants something else"},
        Wrong{"quarrel_of_languages", "a b|x|fix|en\na b|y|fix|*\n", "wants something else"},
        Wrong{"quarrel_with_a_plural", "a bed|x|fix|en|plural\na beds|y\n", "wants something else"},
        Wrong{"folded_case", "a b|x\nA b|x\n", "folding makes it the same key as 'a b'"},
        Wrong{"folded_hyphen", "a b|x\na-b|x\n", "folding makes it the same key"},
        Wrong{"folded_apostrophe", "don't b|x\ndon’t b|x\n", "folding makes it the same key"},
        Wrong{"folded_width", "ct b|x\nｃｔ b|x\n", "folding makes it the same key"},
        Wrong{"folded_script", "腰間盤|x|fix|zh\n腰间盘|x|fix|zh\n",
              "folding makes it the same key"},
        Wrong{"chain", "a b|c d\nc d|e f\n",
              "terms.tsv:2:5: error: a chain: 'c d' at terms.tsv:3 replaces its output again; "
              "write 'e f' here as well"},
        Wrong{"chain_inside", "a b|see c d now\nc d|e f\n", "a chain"},
        Wrong{"chain_into_a_preference", "a b|c d\nc d|e f|prefer\n", "a chain"},
        Wrong{"chain_of_plurals", "a cot|dim bed|fix|en|plural\ndim beds|x\n", "a chain"},
        Wrong{"cycle", "a b|c d\nc d|a b\n", "a cycle: 'c d' at terms.tsv:3"},
        Wrong{"fires_on_itself", "a b|a b c\n",
              "terms.tsv:2:5: error: fires on its own output 'a b c'"},
        Wrong{"writes_itself", "a b|A B\n", "fires on its own output"},
        Wrong{"equal_to_a_keep", "a b|x\na b||keep\n",
              "never acts: it is covered by the keep row 'a b' at terms.tsv:3"},
        Wrong{"covered_by_a_keep", "a b c|x\nb c||keep\n", "never acts"},
        Wrong{"one_han_character", "腰|x|fix|zh\n", "one Han character without a guard"},
        Wrong{"no_letters", "--|x\n", "'--' has no letter"},
        Wrong{"no_replacement", "a b|\n", "nothing to write in the place of 'a b'"},
        Wrong{"replacement_of_a_keep", "a b|x|keep\n", "a keep row changes nothing"},
        Wrong{"link_without_a_concept", "a b||link\n", "a link row without a concept"},
        Wrong{"no_such_concept", "a b||link|en||nowhere\n",
              "terms.tsv:2:15: error: there is no concept 'nowhere'"},
        Wrong{"broken_guard", "a b|x|fix|en|||c,,d|\n", "terms.tsv:2:18: error: empty guard word"},
        Wrong{"unknown_guard", "a b|x|fix|en|||c|d, pag:e\n",
              "terms.tsv:2:21: error: unknown guard 'pag:'"},
        Wrong{"simplified_in_traditional", "a|骨质|fix|zh-Hant-TW\n",
              "Simplified characters in a Traditional replacement"}),
    [](const auto& test) { return test.param.name; });

TEST(LintRows, AFixOverALinkOfTheSameSurface) {
  const Library library =
      library_of({{file("c.tsv", "id|type|en\na|t|ache\n"), terms("a b|x\na b||link|en||a\n")}});
  EXPECT_THAT(errors(library),
              ElementsAre(HasSubstr("wants something else from the same surface")));
}

struct Right {
  std::string name, rows;

  friend std::ostream& operator<<(std::ostream& out, const Right& r) { return out << r.name; }
};

class LintAccepts : public testing::TestWithParam<Right> {};

TEST_P(LintAccepts, WithoutErrors) { EXPECT_THAT(errors(library_of(GetParam().rows)), IsEmpty()); }

INSTANTIATE_TEST_SUITE_P(
    Rows, LintAccepts,
    testing::Values(Right{"other_guards", "a b|x|fix|en|||c|\na b|y|fix|en|||d|\n"},
                    Right{"open_row_below_a_guarded_one", "a b|x\na b|y|fix|en|||d|\n"},
                    Right{"other_languages", "a b|x|fix|zh-Hans\na b|y|fix|zh-Hant\n"},
                    Right{"capitals_and_small", "MS pain|x\nMs pain at|y\n"},
                    Right{"acronym_and_word", "IT|x\nit is|y\n"},
                    Right{"mixed_joiner", "non -specific|x\nnon-specific|y\n"},
                    Right{"keep_around_a_row", "b c|x\na b c||keep\n"},
                    Right{"guarded_keep", "a b|x\na b||keep|en|||c|\n"},
                    Right{"own_output_guarded", "a b|a b c|fix|en||||right:c\n"},
                    Right{"flag_of_an_output", "a b|c d\nc d||flag\n"},
                    Right{"one_han_character_guarded", "腰|x|fix|zh|||痛|\n"},
                    Right{"regional_form", "a|病床一群|fix|zh-Hant-TW\n"}),
    [](const auto& test) { return test.param.name; });

TEST(LintLayers, AHigherLayerMayWantSomethingElse) {
  EXPECT_THAT(errors(library_of({{terms("a b|x\n")}, {terms("a b|y\n")}})), IsEmpty());
}

TEST(LintLayers, AChainThatAHigherLayerCutsIsNone) {
  EXPECT_THAT(errors(library_of({{terms("a b|c d\n")}, {terms("c d|e f\n")}})),
              ElementsAre(HasSubstr("a chain")));
  EXPECT_THAT(errors(library_of({{terms("a b|c d\n")}, {terms("c d|e f\na b|e f\n")}})), IsEmpty());
}

TEST(LintConcepts, FindsWhatIsWrong) {
  const Library library = library_of({{file("c.tsv",
                                            "id|type|en|zh-Hans|zh-Hant-TW\n"
                                            "a|t|ache|疼痛|疼痛\n"
                                            "a|t|other||\n"
                                            "b|t|ache||\n"
                                            "c|t|bone|骨質|骨质\n"
                                            "d||dim||\n"),
                                       terms("ache||link|en||b\nbone||link|en||c\n")}});
  std::vector<std::string> all;
  for (const Finding& finding : lint(library, nullptr)) all.push_back(to_string(finding));
  EXPECT_THAT(all, Contains(HasSubstr("c.tsv:3:1: error: concept 'a' stands twice in one layer")));
  EXPECT_THAT(
      all,
      Contains(HasSubstr("c.tsv:5:10: error: Traditional characters in the zh-Hans label '骨質'")));
  EXPECT_THAT(all, Contains(HasSubstr(
                       "c.tsv:5:13: error: Simplified characters in the zh-Hant-TW label '骨质'")));
  EXPECT_THAT(all, Contains(HasSubstr("c.tsv:6:1: warning: concept 'd' has no type")));
  EXPECT_THAT(all, Contains(HasSubstr("warning: 'bone' is a label of its concept already")));
}

TEST(LintConcepts, OneLabelOfTwoConcepts) {
  const Library library = library_of(
      {{file("c.tsv", "id|type|en\na|t|ache\nb|t|ache\n"), terms("lumbar ache||link|en||b\n")}});
  EXPECT_THAT(errors(library),
              ElementsAre(HasSubstr("c.tsv:3:1: error: label 'ache' also names concept 'a'")));
}

TEST(LintConcepts, ALinkToAnotherConceptThanTheLabel) {
  const Library library = library_of(
      {{file("c.tsv", "id|type|en\na|t|ache\nb|t|pain\n"), terms("ache||link|en||b\n")}});
  EXPECT_THAT(errors(library),
              ElementsAre(HasSubstr("'ache' is the label of another concept, 'a'")));
}

TEST(LintWarnings, AskForNoteSourceAndCases) {
  const Library library = library_of({{file("words.tsv", "word|lang\nback|en\n"),
                                       file("t.tsv",
                                            "match|replace|when|note|source\nback|x||why|"
                                            "where\nsore back|y||why|\nlame back|z|c||where\n")}});
  Coverage coverage;
  coverage.acted.insert(&library.entries().rows[2]);
  std::vector<std::string> all;
  for (const Finding& finding : lint(library, &coverage)) all.push_back(to_string(finding));
  EXPECT_THAT(
      all,
      ElementsAre(
          HasSubstr("t.tsv:2:1: warning: 'back' is one common English word without a guard"),
          HasSubstr("t.tsv:2:1: warning: no case shows 'back' acting"),
          HasSubstr("t.tsv:3:1: warning: no case shows 'sore back' acting"),
          HasSubstr("t.tsv:3:1: warning: no source"),
          HasSubstr("t.tsv:4:1: warning: no case shows the guard of 'lame back' holding it back"),
          HasSubstr("t.tsv:4:1: warning: no note")));
}

TEST(LintWarnings, AreErrorsUnderStrict) {
  auto findings = lint(library_of("a b|x\n"), nullptr);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].severity, Severity::warning);
  make_strict(findings);
  EXPECT_EQ(findings[0].severity, Severity::error);
}

std::string rows_of_one_surface(int count) {
  std::string rows;
  for (int i = 0; i < count; ++i) {
    rows += "a b|x" + std::to_string(i) + "|fix|en|||g" + std::to_string(i) + "|\n";
  }
  return rows;
}

TEST(LintCost, OneSurfaceHasAtMost64Rows) {
  EXPECT_THAT(errors(library_of(rows_of_one_surface(64))), IsEmpty());
  EXPECT_THAT(
      errors(library_of(rows_of_one_surface(65))),
      ElementsAre(HasSubstr("terms.tsv:66:1: error: more than 64 rows of one surface, 'a b'")));
  EXPECT_THAT(errors(library_of(rows_of_one_surface(5000))), testing::SizeIs(1));
}

}  // namespace
}  // namespace medloom::dictionaries
