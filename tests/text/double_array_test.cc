#include "text/double_array.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "tests/support/random.h"

namespace medloom::text {
namespace {

using Matches = std::vector<std::pair<std::uint32_t, std::size_t>>;

Matches matches(const DoubleArray& array, std::u32string_view text, std::size_t from) {
  Matches out;
  array.matches(text, from,
                [&](std::uint32_t key, std::size_t end) { out.emplace_back(key, end); });
  return out;
}

TEST(DoubleArray, FindsEveryKeyThatBeginsHereShortestFirst) {
  const DoubleArray array({U"low back pain", U"low", U"low back", U"back"});
  EXPECT_EQ(matches(array, U"low back pain", 0), (Matches{{1, 3}, {2, 8}, {0, 13}}));
  EXPECT_EQ(matches(array, U"low back pain", 4), (Matches{{3, 8}}));
  EXPECT_EQ(matches(array, U"low bac", 0), (Matches{{1, 3}}));
  EXPECT_EQ(matches(array, U"high", 0), Matches{});
}

TEST(DoubleArray, OfNoKeysFindsNothing) {
  EXPECT_EQ(matches(DoubleArray(), U"abc", 0), Matches{});
  EXPECT_EQ(matches(DoubleArray(std::vector<std::u32string>()), U"abc", 0), Matches{});
}

TEST(DoubleArray, KnowsCharactersOfEveryPlane) {
  const DoubleArray array({U"\U00020BB7野", U"\U0010FFFF", U"é"});
  EXPECT_EQ(matches(array, U"\U00020BB7野家", 0), (Matches{{0, 2}}));
  EXPECT_EQ(matches(array, U"\U0010FFFF", 0), (Matches{{1, 1}}));
  EXPECT_EQ(matches(array, U"\U0010FFFE", 0), Matches{});
}

// The same, in steps of two halves.
Matches reached(const DoubleArray& array, std::u32string_view text, std::size_t from) {
  Matches out;
  std::uint32_t state = array.first(text[from]);
  for (std::size_t end = from + 1; state != DoubleArray::kNone; ++end) {
    if (array.has_key(state)) out.emplace_back(array.key(state), end);
    if (end == text.size()) break;
    const std::uint32_t code = array.code(text[end]);
    const std::uint32_t cell = array.place_of_child(state, code);
    state = array.is_child(state, cell, code) ? cell : DoubleArray::kNone;
  }
  return out;
}

// Against a list of keys that is looked through one by one.
TEST(DoubleArray, AgreesWithANaiveSearchOnRandomKeys) {
  test::Random random(1);
  const std::u32string alphabets[] = {U"ab", U"abcdefghij klm", U"腰腿痛背椎间盘突出症心衰中",
                                      U"a腰\U00020BB7é"};
  for (int round = 0; round < 300; ++round) {
    const std::u32string& letters = alphabets[random.below(4)];
    const auto word = [&](std::uint32_t longest) {
      std::u32string out;
      for (std::uint32_t n = random.between(1, longest); n > 0; --n) {
        out += letters[random.below(static_cast<std::uint32_t>(letters.size()))];
      }
      return out;
    };
    std::set<std::u32string> distinct;
    for (std::uint32_t n = random.below(200); n > 0; --n) distinct.insert(word(8));
    std::vector<std::u32string> keys(distinct.begin(), distinct.end());
    for (std::size_t i = keys.size(); i > 1; --i)
      std::swap(keys[i - 1], keys[random.below(static_cast<std::uint32_t>(i))]);
    const DoubleArray array(keys);

    const std::u32string text = word(60);
    for (std::size_t from = 0; from < text.size(); ++from) {
      Matches expected;
      for (std::uint32_t key = 0; key < keys.size(); ++key) {
        if (text.compare(from, keys[key].size(), keys[key]) == 0)
          expected.emplace_back(key, from + keys[key].size());
      }
      std::sort(expected.begin(), expected.end(),
                [](const auto& a, const auto& b) { return a.second < b.second; });
      ASSERT_EQ(matches(array, text, from), expected) << "round " << round << " from " << from;
      ASSERT_EQ(reached(array, text, from), expected) << "round " << round << " from " << from;
    }
  }
}

}  // namespace
}  // namespace medloom::text
