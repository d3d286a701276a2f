#include "dictionaries/table_readers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::tsv;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const File kFile = std::make_shared<SourceFile>(SourceFile{"/d/t.tsv", "t.tsv", 2});

TEST(TableKind, IsToldByTheHeaders) {
  EXPECT_EQ(table_kind("# c\nmatch\treplace\n"), TableKind::terms);
  EXPECT_EQ(table_kind("note\tmatch\n"), TableKind::terms);
  EXPECT_EQ(table_kind("id\ttype\n"), TableKind::concepts);
  EXPECT_EQ(table_kind("word\tlang\n"), TableKind::words);
  EXPECT_EQ(table_kind("macth\treplace\n"), TableKind::unknown);
  EXPECT_EQ(table_kind(""), TableKind::unknown);
  EXPECT_EQ(table_kind("from\tto\ttargets\n"), TableKind::other);
  EXPECT_EQ(table_kind("kind\tid\ten\n"), TableKind::other) << "labels of fields are no concepts";
  EXPECT_EQ(table_kind("from\tto\n"), TableKind::unknown) << "a user's own, to be told";
  EXPECT_EQ(table_kind("class\tmatch\twords\n"), TableKind::terms);
}

TEST(Terms, TwoColumnsAreACompleteDictionary) {
  Problems problems;
  const auto rows = read_terms(tsv("match|replace\nwaist pain|low back pain\n"), kFile, problems);
  ASSERT_TRUE(problems.empty());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].mode, Mode::fix);
  EXPECT_EQ(rows[0].lang, "en");
  EXPECT_EQ(rows[0].inflect, Inflect::no);
  EXPECT_EQ(rows[0].from.name(), "t.tsv:2");
  EXPECT_EQ(rows[0].from.layer(), 2u);
  EXPECT_EQ(rows[0].where(TermColumn::replace), "/d/t.tsv:2:12");
}

TEST(Terms, ReadsEveryColumn) {
  Problems problems;
  const auto rows =
      read_terms(tsv("match|replace|mode|lang|inflect|concept|when|unless|zh|note|source\n"
                     "a b|c|flag|zh-Hant-TW|plural|id-1|x, y|z|腰|why|where\n"),
                 kFile, problems);
  ASSERT_TRUE(problems.empty());
  const TermRow& row = rows.at(0);
  EXPECT_EQ(row.mode, Mode::flag);
  EXPECT_EQ(row.lang, "zh-Hant-TW");
  EXPECT_EQ(row.inflect, Inflect::plural);
  EXPECT_EQ(row.concept_id, "id-1");
  EXPECT_EQ(row.when, "x, y");
  EXPECT_EQ(row.unless, "z");
  EXPECT_EQ(row.zh, "腰");
  EXPECT_EQ(row.note, "why");
  EXPECT_EQ(row.source, "where");
  EXPECT_TRUE(row.guarded());
}

struct BadRow {
  std::string cells;
  std::string problem;

  friend std::ostream& operator<<(std::ostream& out, const BadRow& p) { return out << p.cells; }
};

class TermsRefuse : public testing::TestWithParam<BadRow> {};

TEST_P(TermsRefuse, UnknownValues) {
  Problems problems;
  const auto rows =
      read_terms(tsv("match|replace|mode|lang|inflect\nfine|x|||\n" + GetParam().cells + "\n"),
                 kFile, problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(to_string(problems[0]), HasSubstr(GetParam().problem));
  EXPECT_EQ(rows.size(), 1u);  // the other row is read
}

INSTANTIATE_TEST_SUITE_P(
    Cells, TermsRefuse,
    testing::Values(BadRow{"a|b|fxi", "/d/t.tsv:3:5: unknown mode 'fxi', did you mean 'fix'?"},
                    BadRow{"a|b|FIX", "unknown mode 'FIX'"},
                    BadRow{"a|b|fix|zh-TW", "unknown lang 'zh-TW'"},
                    BadRow{"a|b|fix|EN", "unknown lang 'EN'"},
                    BadRow{"a|b|fix|en|plurals",
                           "unknown inflect 'plurals', did you mean 'plural'?"},
                    BadRow{"|b|fix", "/d/t.tsv:3:1: empty 'match'"}));

TEST(Concepts, ReadsLabelsAndCodes) {
  Problems problems;
  const auto concepts =
      read_concepts(tsv("id|type|en|zh-Hans|zh-Hant-TW|ja|codes|note\n"
                        "lbp|symptom|low back pain|腰痛|下背痛|腰痛|mesh:D017116 icd10:M54.5|n\n"),
                    kFile, problems);
  ASSERT_TRUE(problems.empty());
  const Concept& lbp = concepts.at(0);
  EXPECT_EQ(lbp.type, "symptom");
  EXPECT_THAT(lbp.codes, ElementsAre("mesh:D017116", "icd10:M54.5"));
  EXPECT_THAT(lbp.labels, ElementsAre(Pair("en", "low back pain"), Pair("ja", "腰痛"),
                                      Pair("zh-Hans", "腰痛"), Pair("zh-Hant-TW", "下背痛")));
}

TEST(Concepts, FindTheLabelOfTheNearestLanguage) {
  Concept entry;
  entry.labels = {{"en", "ultrasound"},
                  {"zh-Hans", "超声"},
                  {"zh-Hant-TW", "超音波"},
                  {"zh-Hant-HK", "超聲波"}};
  const auto label = [&](std::string_view tag) {
    return entry.label(tag) ? *entry.label(tag) : "-";
  };
  EXPECT_EQ(label("en"), "ultrasound");
  EXPECT_EQ(label("en-US"), "ultrasound");
  EXPECT_EQ(label("zh-Hans-CN"), "超声");
  EXPECT_EQ(label("zh"), "超声");
  EXPECT_EQ(label("zh-Hant"), "超音波");
  EXPECT_EQ(label("zh-Hant-HK"), "超聲波");
  EXPECT_EQ(label("ja"), "-");
  EXPECT_EQ(label(""), "-");
}

class ConceptsRefuse : public testing::TestWithParam<BadRow> {};

TEST_P(ConceptsRefuse, WhatIsWrong) {
  Problems problems;
  read_concepts(tsv(GetParam().cells), kFile, problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(to_string(problems[0]), HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Tables, ConceptsRefuse,
    testing::Values(BadRow{"id|type|nte\nx|y|z\n", "unknown column 'nte', did you mean 'note'?"},
                    BadRow{"id|en_US\nx|y\n", "unknown column 'en_US'"},
                    BadRow{"id|zh-\nx|y\n", "unknown column 'zh-'"},
                    BadRow{"type|en\nx|y\n", "column 'id' is missing"},
                    BadRow{"id|en\n|y\n", "empty 'id'"},
                    BadRow{"id|codes\nx|D017116\n", "/d/t.tsv:2:3: 'D017116' is no code"},
                    BadRow{"id|codes\nx|mesh:\n", "'mesh:' is no code"}));

TEST(Words, NeedAWordAndALanguage) {
  Problems problems;
  EXPECT_EQ(read_words(tsv("word|lang\n中心|zh\nback|en\n"), kFile, problems).size(), 2u);
  EXPECT_TRUE(problems.empty());
  read_words(tsv("word|lang\n中心|\n"), kFile, problems);
  EXPECT_EQ(problems.size(), 1u);
}

}  // namespace
}  // namespace medloom::dictionaries
