#include "dictionaries/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "pipeline/engine/data_files.h"
#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  AlikeWords words;
  Problems problems;
};

Read read(std::string bytes) {
  Read out;
  const auto file = std::make_shared<SourceFile>(SourceFile{"a.tsv", "a.tsv", 0});
  out.words = read_alike_words(std::move(bytes), file, out.problems);
  return out;
}

TEST(AlikeWords, AreReadByTheirUse) {
  const Read r =
      read(test::tsv("# comment\nphrase|use|note\nnot|negation\nleft|side|opposite\nthank "
                     "you|courtesy\n不|negation\n"));
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.words.negations, ElementsAre("not", "不"));
  EXPECT_THAT(r.words.sides, ElementsAre("left"));
  EXPECT_THAT(r.words.courtesies, ElementsAre("thank you"));
}

TEST(AlikeWords, WhatIsWrongIsToldWithItsPlace) {
  struct Case {
    const char* table;
    const char* problem;
  };
  const Case cases[] = {
      {"", "a.tsv"},
      {"phrase|note\nnot|x\n", "use"},
      {"use\nside\n", "phrase"},
      {"phrase|use\nnot|negative\n", "a.tsv:2:5: unknown use 'negative'"},
      {"phrase|use\nnot|\n", "a.tsv:2"},
      {"phrase|use\n|side\n", "a.tsv:2"},
      {"phrase|use\nnot|side|x|y\n", "a.tsv:2"},
      {"phrase|use\nn\xFFt|side\n", "a.tsv:2"},
      {"phrase|use|colour\nnot|side|red\n", "colour"},
  };
  for (const Case& c : cases) {
    const Read r = read(test::tsv(c.table));
    ASSERT_FALSE(r.problems.empty()) << c.table;
    EXPECT_THAT(to_string(r.problems.front()), HasSubstr(c.problem)) << c.table;
  }
}

TEST(AlikeWords, OursAreSound) {
  const std::string path = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries/wording/alike.tsv";
  const Read r = read(read_file(path).value());
  EXPECT_THAT(r.problems, IsEmpty());
  EXPECT_THAT(r.words.negations, Contains("without"));
  EXPECT_THAT(r.words.sides, Contains("左"));
  EXPECT_THAT(r.words.courtesies, Contains("谢谢医生"));
}

}  // namespace
}  // namespace medloom::dictionaries
