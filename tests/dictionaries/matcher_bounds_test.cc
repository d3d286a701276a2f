// A dictionary cannot make a scan slower than linear in the text: steps are counted, not seconds.
//
// What is counted: the candidates that a scan looks at, which is what its time is made of beside a
// walk of at most Patterns::kLongestKey characters a place.
#include <gtest/gtest.h>

#include "dictionaries/candidates.h"
#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::library_of;
using test::terms;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (; times > 0; --times) out += piece;
  return out;
}

// "a", "a a", "a a a" … and so many rows of each.
std::string nested_rows(std::string_view piece, std::size_t depth, const std::string& rest,
                        std::size_t of_each = 1) {
  std::string rows;
  for (std::size_t n = 1; n <= depth; ++n) {
    std::string surface = repeated(piece, n);
    if (surface.ends_with(' ')) surface.pop_back();
    for (std::size_t i = 0; i < of_each; ++i) rows += surface + rest;
  }
  return rows;
}

std::size_t candidates_of(const Library& library, const std::string& text) {
  const PageWords page(text);
  return CandidateScan(library.matcher().patterns(), text, "zh", page).find().size();
}

struct Nasty {
  const char* name;
  std::string_view piece;
  std::string rest;
  std::size_t of_each;
};

class NastyDictionary : public testing::TestWithParam<Nasty> {};

TEST_P(NastyDictionary, CostsNoMoreThanItsShareOfEachCharacter) {
  const Nasty& nasty = GetParam();
  const Library library =
      library_of({{terms(nested_rows(nasty.piece, 1000, nasty.rest, nasty.of_each))}});
  const std::size_t once = candidates_of(library, repeated(nasty.piece, 2000));
  const std::size_t twice = candidates_of(library, repeated(nasty.piece, 4000));
  const std::size_t thrice = candidates_of(library, repeated(nasty.piece, 6000));
  EXPECT_GT(once, 2000u);
  EXPECT_LE(once, 2000 * CandidateScan::kMostAtOnePlace);
  EXPECT_EQ(thrice - twice, twice - once) << "each further character costs the same";

  const std::string text = repeated(nasty.piece, 4000);
  const PageWords page(text);
  const Reading reading = library.matcher().read(text, "zh", page);
  EXPECT_LE(reading.repairs.hits.size() + reading.links.size(), 4000u);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NastyDictionary,
    testing::Values(Nasty{"Latin", "a ", "|<b>|fix|*\n", 1}, Nasty{"Han", "啊", "|<b>|fix|*\n", 1},
                    Nasty{"Keeps", "啊", "||keep|*\n", 1},
                    Nasty{"ManyOfEach", "a ", "|<b>|fix|*||||a b c\n", 80},
                    Nasty{"Guarded", "啊", "|<b>|fix|*||||不,page:没,left:有;right:无\n", 3},
                    Nasty{"FeedsOnItself", "a ", "|a a a|fix|*\n", 1}),
    [](const auto& test) { return test.param.name; });

TEST(MatcherBounds, TheLongestOfManyNestedKeysWins) {
  const Library library = library_of(nested_rows("啊", 200, "|<b>|fix|*\n"));
  EXPECT_EQ(test::repair(library, repeated("啊", 200), "zh"), "<b>");
  EXPECT_EQ(test::repair(library, repeated("啊", 203), "zh"), "<b><b>");
}

TEST(MatcherBounds, ASurfaceLongerThanTheLongestKeyIsLeftOut) {
  const std::string longest = repeated("啊", Patterns::kLongestKey);
  const Library library = library_of(longest + "|<b>|fix|*\n" + longest + "啊|<c>|fix|*\n");
  EXPECT_EQ(test::repair(library, longest + "。", "zh"), "<b>。");
  EXPECT_EQ(test::repair(library, longest + "啊。", "zh"), "<b>啊。");
  EXPECT_EQ(library.matcher().patterns().too_long().size(), 1u);
}

}  // namespace
}  // namespace medloom::dictionaries
