#include "dictionaries/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::library_of;
using test::repair;
using testing::HasSubstr;

GuardExpression parsed(std::string_view cell) {
  std::vector<GuardProblem> problems;
  const GuardExpression expression = parse_guard(cell, problems);
  EXPECT_TRUE(problems.empty()) << cell;
  return expression;
}

TEST(GuardExpression, CommaIsOrAndSemicolonIsAnd) {
  const auto expression = parsed("disc, lumbar spine ; page:birth;left:a,right: meter ");
  ASSERT_EQ(expression.size(), 3u);
  ASSERT_EQ(expression[0].size(), 2u);
  EXPECT_EQ(expression[0][1].surface, "lumbar spine");
  EXPECT_EQ(expression[0][1].place, Place::sentence);
  EXPECT_EQ(expression[1][0].place, Place::page);
  EXPECT_EQ(expression[1][0].surface, "birth");
  EXPECT_EQ(expression[2][0].place, Place::left);
  EXPECT_EQ(expression[2][1].surface, "meter");
}

TEST(GuardExpression, AnEmptyCellAsksNothing) {
  EXPECT_TRUE(parsed("").empty());
  EXPECT_TRUE(parsed("  ").empty());
}

TEST(GuardExpression, AColonMayBelongToAWord) {
  EXPECT_EQ(parsed("10:30, 1:2 ratio")[0].size(), 2u);
}

struct Bad {
  std::string cell;
  std::uint32_t from;
  std::string message;

  friend std::ostream& operator<<(std::ostream& out, const Bad& p) { return out << p.cell; }
};

class GuardRefuses : public testing::TestWithParam<Bad> {};

TEST_P(GuardRefuses, WithPlaceAndAdvice) {
  std::vector<GuardProblem> problems;
  parse_guard(GetParam().cell, problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].from, GetParam().from);
  EXPECT_THAT(problems[0].message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Cells, GuardRefuses,
    testing::Values(Bad{"a,,b", 2, "empty guard word"}, Bad{"a;", 2, "empty guard word"},
                    Bad{",", 0, "empty guard word"}, Bad{"page:", 0, "empty guard word"},
                    Bad{"a, left: ", 3, "empty guard word"},
                    Bad{"pag:birth", 0, "unknown guard 'pag:', did you mean 'page'?"},
                    Bad{"x; note:y", 3, "unknown guard 'note:'"}));

// The row is `x y` → `z` under a guard; the text shows whether it acted.
struct Acting {
  std::string when, unless, text;
  bool acts;

  friend std::ostream& operator<<(std::ostream& out, const Acting& p) { return out << p.text; }
};

class GuardOfARow : public testing::TestWithParam<Acting> {};

TEST_P(GuardOfARow, Acts) {
  const Acting& g = GetParam();
  const Library library = library_of("x y|z|fix|*|||" + g.when + "|" + g.unless + "\n");
  EXPECT_EQ(repair(library, g.text) != g.text, g.acts)
      << g.when << " / " << g.unless << " / " << g.text;
}

INSTANTIATE_TEST_SUITE_P(
    Sentence, GuardOfARow,
    testing::Values(
        Acting{"disc", "", "A disc and x y.", true}, Acting{"disc", "", "A DISC and x y.", true},
        Acting{"disc", "", "A disc. Then x y.", false},
        Acting{"disc", "", "Then x y. A disc.", false},
        Acting{"disc", "", "A discus and x y.", false}, Acting{"disc", "", "x y", false},
        Acting{"lumbar disc", "", "A lumbar-disc, x y.", true},
        Acting{"lumbar disc", "", "A lumbar, disc, x y.", false},
        Acting{"a b, c", "", "c x y", true}, Acting{"a; c", "", "c x y", false},
        Acting{"a; c", "", "c x y a", true}, Acting{"", "disc", "A disc and x y.", false},
        Acting{"", "disc", "No. x y.", true}, Acting{"", "a; c", "a x y", true},
        Acting{"", "a; c", "a c x y", false}, Acting{"disc", "bone", "disc bone x y", false},
        Acting{"腰", "", "腰部 x y", true}, Acting{"間盤", "", "椎间盘 x y", true},
        Acting{"disc", "", "Dr. A saw the disc, i.e. x y.", true},
        // the hit's own words are no context
        Acting{"x", "", "x y", false}, Acting{"x", "", "x y and x", true},
        Acting{"", "y", "x y", true}, Acting{"", "y", "y, x y", false}));

INSTANTIATE_TEST_SUITE_P(Page, GuardOfARow,
                         testing::Values(Acting{"page:birth", "", "Birth.\nx y", true},
                                         Acting{"page:birth", "", "Rebirth.\nx y", false},
                                         Acting{"page:giving birth", "", "After giving birth. x y",
                                                true},
                                         Acting{"page:产后", "", "產後。x y", true},
                                         Acting{"", "page:birth", "Birth.\nx y", false},
                                         Acting{"page:a; disc", "", "a. x y", false}));

INSTANTIATE_TEST_SUITE_P(Beside, GuardOfARow,
                         testing::Values(Acting{"left:blood", "", "blood x y", true},
                                         Acting{"left:blood", "", "Blood-x y", true},
                                         Acting{"left:blood", "", "blood, x y", false},
                                         Acting{"left:blood", "", "lifeblood x y", false},
                                         Acting{"left:blood", "", "blood and x y", false},
                                         Acting{"left:high blood", "", "high blood x y", true},
                                         Acting{"left:blood", "", "x y blood", false},
                                         Acting{"right:meter", "", "x y meter", true},
                                         Acting{"right:meter", "", "x y meters", false},
                                         Acting{"right:meter", "", "x y: meter", false},
                                         Acting{"right:meter", "", "x y", false},
                                         Acting{"right:素", "", "x y素", true},
                                         Acting{"left:中", "", "中x y", true},
                                         Acting{"left:腰", "", "中x y", false},
                                         Acting{"left:blood", "", "x y", false}));

}  // namespace
}  // namespace medloom::dictionaries
