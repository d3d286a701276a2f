#include "dictionaries/folded_text.h"

#include <gtest/gtest.h>

#include "tests/support/random.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

std::string folded(std::string_view text) { return text::to_utf8(FoldedText(text).characters()); }

struct Fold {
  std::string text, expected;

  friend std::ostream& operator<<(std::ostream& out, const Fold& p) { return out << p.text; }
};

class FoldedTextOf : public testing::TestWithParam<Fold> {};

TEST_P(FoldedTextOf, Text) { EXPECT_EQ(folded(GetParam().text), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Texts, FoldedTextOf,
    testing::Values(Fold{"", ""}, Fold{"Low Back", "low back"}, Fold{"low  \t back", "low back"},
                    Fold{"low-back", "low back"}, Fold{"low\nback", "low back"},
                    Fold{"low\n\nback", "low\nback"}, Fold{"low\u00A0back", "low back"},
                    Fold{"low\u3000back", "low back"}, Fold{"low\u2011back", "low back"},
                    Fold{"low–back", "low–back"}, Fold{"don’t", "don't"}, Fold{"ＣＴ片", "ct片"},
                    Fold{"腰椎間盤", "腰椎间盘"}, Fold{"É", "é"},
                    Fold{"a\xFF"
                         "b",
                         "a\uFFFD"
                         "b"}));

TEST(FoldedText, KnowsTheKindOfEachJoiner) {
  const FoldedText text("a b-c - d--e");
  EXPECT_EQ(text.joiner(1), JoinerKind::space);
  EXPECT_EQ(text.joiner(3), JoinerKind::hyphen);
  EXPECT_EQ(text.joiner(5), JoinerKind::mixed);
  EXPECT_EQ(text.joiner(7), JoinerKind::mixed);
}

TEST(FoldedText, CutsWordsBetweenLettersAndBesideHan) {
  const FoldedText text("ab 腰c痛");
  const bool expected[] = {true, false, true, true, true, true, true};
  for (std::size_t i = 0; i < std::size(expected); ++i)
    EXPECT_EQ(text.word_cut(i), expected[i]) << i;
}

TEST(FoldedText, EveryCharacterCoversItsBytesAndNoOthers) {
  test::Random random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string source = test::random_text(random, test::Alphabet::odd, 60);
    const FoldedText text(source);
    EXPECT_EQ(text.byte(0), 0u);
    EXPECT_EQ(text.byte(text.size()), source.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      EXPECT_LT(text.byte(i), text.byte(i + 1));
      EXPECT_TRUE(text::is_char_boundary(source, text.byte(i)));
      EXPECT_EQ(text.character_at(text.byte(i)), i);
      EXPECT_EQ(text.character_at(text.byte(i + 1) - 1), i);
    }
  }
}

TEST(FoldKey, LeavesTheEndsClean) {
  EXPECT_EQ(fold_key("  Low Back "), U"low back");
  EXPECT_EQ(fold_key("non -specific"), U"non specific");
  EXPECT_EQ(fold_key("-itis"), U" itis");
  EXPECT_EQ(fold_key(" \u3000 "), U"");
}

}  // namespace
}  // namespace medloom::dictionaries
