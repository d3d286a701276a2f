#include "dictionaries/tools/addition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dictionaries/dictionary_files.h"
#include "dictionaries/lint.h"
#include "dictionaries/tools/skeleton.h"
#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kTable[] = "mine.tsv";
constexpr char kCases[] = "mine.cases.tsv";

// Ours with one concept and a keep row, and a table of somebody's.
Shelf shelf(const std::string& table, const std::string& cases = "input\texpected\thits\n") {
  Shelf out;
  out.layers = {{test::file("concepts.tsv",
                            "id|type|en|zh-Hans\nlow-back-pain|condition|low back pain|腰痛\n"),
                 test::terms("blood gas analysis||keep|en\n")},
                {}};
  if (!table.empty()) out.layers[1].push_back({test::tsv(table), kTable, kTable});
  out.cases = {{test::tsv(cases), kCases, kCases}};
  out.layer = 1;
  out.table_path = kTable;
  out.cases_path = kCases;
  return out;
}

NewRow row(std::string surface, std::string target = "", std::string mode = "") {
  NewRow out;
  out.surface = std::move(surface);
  out.target = std::move(target);
  out.mode = std::move(mode);
  return out;
}

std::string told(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) out += to_string(finding) + "\n";
  return out;
}

constexpr char kColumns[] = "match|replace|mode|lang|inflect|concept|when|unless|note|source\n";

TEST(DictAdd, InfersWhatItCan) {
  struct Inferred {
    NewRow row;
    const char* line;
  };
  NewRow link = row("下腰痛");
  link.concept_id = "low-back-pain";
  const Inferred cases[] = {
      {row("lotium pain", "low back pain"), "lotium pain|low back pain|fix|en||low-back-pain"},
      {row("glimmer vessels", "glandular vessels"), "glimmer vessels|glandular vessels|fix|en"},
      {link, "下腰痛||link|zh||low-back-pain"},
      {row("patchwork cough", "", "flag"), "patchwork cough||flag|en"},
      {row("palace museum", "", "keep"), "palace museum||keep|en"},
  };
  for (const Inferred& test : cases) {
    const auto added = add_row(test.row, shelf(kColumns));
    ASSERT_TRUE(added) << told(added.error());
    EXPECT_EQ(added->row_line, test::tsv(test.line));
    EXPECT_EQ(added->where, "mine.tsv:2");
    EXPECT_THAT(added->table, HasSubstr(added->row_line + "\n"));
    EXPECT_FALSE(added->case_lines.empty());
  }
}

TEST(DictAdd, MakesCasesForAGuardedRow) {
  NewRow wanted = row("white belt", "leukorrhea");
  wanted.when = "vaginal, vaginitis ; discharge";
  wanted.unless = "karate";
  const auto added = add_row(wanted, shelf(kColumns));
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_THAT(added->case_lines,
              testing::ElementsAre(
                  "The page says white belt, and then vaginal, and then discharge.\t"
                  "The page says leukorrhea, and then vaginal, and then discharge.",
                  "The page says white belt, and then vaginal, and then discharge, and then "
                  "karate.\t\tno fix at white belt"));
}

TEST(DictAdd, TakesCasesOfTheUsers) {
  NewRow wanted = row("white belt", "leukorrhea");
  wanted.when = "vaginal";
  wanted.cases = {"Vaginal white belt. => Vaginal leukorrhea.", "A karate white belt."};
  const auto added = add_row(wanted, shelf(kColumns));
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_THAT(added->cases, HasSubstr("Vaginal white belt.\tVaginal leukorrhea.\n"
                                      "A karate white belt.\t\tno fix at white belt\n"));
}

// A label of a concept links without any row.
TEST(DictAdd, ACaseMayNameAConcept) {
  NewRow wanted = row("night lamp", "", "keep");
  wanted.cases = {"A night lamp and low back pain."};
  const auto added = add_row(wanted, shelf(kColumns));
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_EQ(added->case_lines.at(0), "A night lamp and low back pain.\t\tkeep at night lamp");
}

TEST(DictAdd, KeepsATableSortedAndBeginsNewOnes) {
  const auto added =
      add_row(row("b b", "x y"), shelf(std::string(kColumns) + "a a|q r\nc c|s t\n"));
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_THAT(added->table, HasSubstr("a a\tq r\nb b\tx y\tfix\ten\nc c\ts t\n"));
  const auto begun = add_row(row("b b", "x y"), shelf(""));
  ASSERT_TRUE(begun) << told(begun.error());
  EXPECT_THAT(begun->table, testing::StartsWith("match\treplace\tmode"));
}

TEST(DictAdd, AShortTableStaysShort) {
  const auto added = add_row(row("b b", "x y"), shelf("match|replace\n"));
  ASSERT_TRUE(added) << told(added.error());
  EXPECT_EQ(added->table, "match\treplace\nb b\tx y\n");
}

struct Refused {
  const char* what;
  NewRow row;
  std::string table;
  const char* says;
};

NewRow with(NewRow row, std::string NewRow::*cell, std::string value) {
  row.*cell = std::move(value);
  return row;
}

NewRow with_case(NewRow row, std::string text) {
  row.cases = {std::move(text)};
  return row;
}

TEST(DictAdd, RefusesWhatLintOrACaseWould) {
  const std::string columns = kColumns;
  const Refused cases[] = {
      {"no surface", row(""), columns, "no surface"},
      {"only white space", row(" \t ", "x"), columns, "no surface"},
      {"a comment", row("# a", "x"), columns, "comment"},
      {"a tab inside", row("a\tb", "x y"), columns, "no tab"},
      {"no target", row("a b"), columns, "not clear what the row should do"},
      {"no such mode", row("a b", "c d", "fxi"), columns, "unknown mode 'fxi'"},
      {"no letter", row("!!", "x"), columns, "has no letter"},
      {"a duplicate", row("a b", "c d"), columns + "a b|c d\n", "a duplicate of"},
      {"folded alike", row("a-b", "c d"), columns + "a b|c d\n", "folding makes it the same key"},
      {"a quarrel", row("a b", "c d"), columns + "a b|e f\n", "wants something else"},
      {"its own output", row("pain", "back pain"), columns, "fires on its own output"},
      {"a chain", row("a b", "c d"), columns + "c d|e f\n", "a chain"},
      {"a cycle", row("a b", "c d"), columns + "c d|a b\n", "a cycle"},
      {"a chain the other way", row("c d", "e f"), columns + "a b|c d\n", "a chain"},
      {"covered by a keep", row("blood gas analysis", "x y"), columns, "covered by the keep"},
      {"no such concept", with(row("a b"), &NewRow::concept_id, "nowhere"), columns,
       "no concept 'nowhere'"},
      {"a link that writes", with(row("a b", "c", "link"), &NewRow::concept_id, "low-back-pain"),
       columns, "changes nothing, but has a `replace`"},
      {"one Han character", row("痛", "疼"), columns, "one Han character"},
      {"a guard that cannot be read", with(row("a b", "c d"), &NewRow::when, ";"), columns,
       "guard"},
      {"no such language", with(row("a b", "c d"), &NewRow::lang, "xx"), columns, "unknown lang"},
      {"no column for it", with(row("a b", "c d"), &NewRow::when, "x"), "match|replace\n",
       "no `when` column"},
      {"no table of terms", row("a b", "c d"), "id|type|en\n", "no `match` column"},
      {"a case that does not hold", with_case(row("a b", "c d"), "An a b. => An x y."), columns,
       "a case fails"},
      {"a case that shows nothing", with_case(row("a b", "c d"), "Something else. => Another."),
       columns, "a case fails"},
      {"an empty case", with_case(row("a b", "c d"), " => "), columns, "a case without a text"},
  };
  for (const Refused& test : cases) {
    const auto added = add_row(test.row, shelf(test.table));
    ASSERT_FALSE(added) << test.what;
    EXPECT_THAT(told(added.error()), HasSubstr(test.says)) << test.what;
  }
}

TEST(DictAdd, RefusesARowThatBreaksACaseOfAnother) {
  const auto added = add_row(row("sweet b c", "", "keep"),
                             shelf(std::string(kColumns) + "b c|d e\n",
                                   "input|expected|hits\nA sweet b c.|A sweet d e.\n"));
  ASSERT_FALSE(added);
  EXPECT_THAT(told(added.error()), HasSubstr("with the row, a case fails: mine.cases.tsv:2:1"));
}

TEST(DictAdd, IsStrictAboutOurOwnTables) {
  Shelf ours = shelf(kColumns);
  EXPECT_EQ(add_row(row("a b", "c d"), ours)->warnings.size(), 2u) << "no note, no source";
  ours.strict = true;
  const auto refused = add_row(row("a b", "c d"), ours);
  ASSERT_FALSE(refused);
  EXPECT_THAT(told(refused.error()), HasSubstr("error: no note"));
  NewRow complete = row("a b", "c d");
  complete.note = "why";
  complete.source = "where";
  EXPECT_TRUE(add_row(complete, ours));
}

TEST(DictAdd, OldFaultsOfATableAreNotHeldAgainstARow) {
  const auto added = add_row(row("b b", "x y"), shelf(std::string(kColumns) + "a a|q r\na a|q r\n",
                                                      "input|expected|hits\nAn a a.|An z z.\n"));
  EXPECT_TRUE(added) << told(added.error());
}

TEST(DictInit, WhatItWritesLintsClean) {
  const std::vector<NewFile> files = new_dictionary();
  Problems problems;
  Coverage coverage;
  Layer layer;
  for (const NewFile& file : files) {
    if (file.name == "terms.tsv") layer.push_back({file.text, file.name, file.name});
    if (!is_cases_file(file.name)) continue;
    EXPECT_THAT(read_cases(file.text, file.name, problems), IsEmpty());
  }
  ASSERT_EQ(layer.size(), 1u);
  const Library library(read_entries({layer}, problems));
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(lint(library, &coverage), IsEmpty());
}

}  // namespace
}  // namespace medloom::dictionaries
