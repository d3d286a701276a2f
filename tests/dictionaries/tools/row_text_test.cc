#include "dictionaries/tools/row_text.h"

#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

std::vector<TermRow> read(const std::string& bytes) {
  Problems problems;
  const File file = std::make_shared<SourceFile>(SourceFile{"t.tsv", "t.tsv", 0});
  std::vector<TermRow> rows = read_terms(bytes, file, problems);
  EXPECT_TRUE(problems.empty()) << (problems.empty() ? "" : to_string(problems[0]));
  return rows;
}

TEST(RowText, ATableReadsBackAsItWas) {
  const std::string table = test::tsv(
      "match|replace|mode|lang|inflect|concept|when|unless|zh|note|source\n"
      "waist pain|low back pain|fix|en|plural|low-back-pain|spine, disc|belt|腰痛|why|pages\n"
      "blood gas analysis||keep|en||||||a test\n"
      "心衰||link|zh||heart-failure\n");
  const std::string once = table_of(read(table));
  EXPECT_EQ(once, table);
  EXPECT_EQ(table_of(read(once)), once);
}

TEST(RowText, ARowIsWrittenUnderTheHeadersThatATableHas) {
  TermRow row;
  row.match = "a b";
  row.replace = "c d";
  row.note = "why";
  EXPECT_EQ(line_of(row, {"match", "replace"}), "a b\tc d");
  EXPECT_EQ(line_of(row, {"note", "match", "unheard of"}), "why\ta b");
}

TEST(RowText, NoCellBreaksItsTable) {
  TermRow row;
  row.match = " a\tb\r\nc ";
  EXPECT_EQ(line_of(row, {"match"}), "a b  c");
  EXPECT_EQ(cell_text("\t\n"), "");
}

TEST(RowText, ConceptsKeepLabelsOfOtherLanguagesAndCodes) {
  Concept entry;
  entry.id = "gout";
  entry.type = "condition";
  entry.labels = {{"en", "gout"}, {"de", "Gicht"}};
  entry.codes = {"mesh:D006073", "icd10:M10"};
  EXPECT_EQ(table_of(std::vector<Concept>{entry}),
            test::tsv("id|type|en|zh-Hans|zh-Hant-TW|zh-Hant-HK|de|codes|note\n"
                      "gout|condition|gout||||Gicht|mesh:D006073 icd10:M10\n"));
}

}  // namespace
}  // namespace medloom::dictionaries
