#include "dictionaries/han_bounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "tests/support/random.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

using Words = std::vector<std::u32string>;

// The text's runs are what lies between its commas and full stops.
bool stands(const Words& words, std::u32string_view text, std::size_t from, std::size_t to) {
  const auto is_mark = [](char32_t c) { return c == U'，' || c == U'。'; };
  std::size_t begin = from;
  while (begin > 0 && !is_mark(text[begin - 1])) --begin;
  std::size_t end = to;
  while (end < text.size() && !is_mark(text[end])) ++end;
  HanBounds bounds;
  bounds.begin_run(7);  // what an earlier run leaves behind tells nothing of this one
  bounds.add_word(7, 9);
  bounds.end_run(9);
  bounds.begin_run(begin);
  for (std::size_t at = begin; at < end; ++at) {
    for (const auto& word : words) {  // those that run on behind the run too
      if (text.substr(at, word.size()) == word) bounds.add_word(at, at + word.size());
    }
  }
  bounds.end_run(end);
  return bounds.stands(from, to);
}

const Words kWords = {U"心衰", U"中心", U"衰竭", U"患者", U"高血压", U"血压", U"检查"};

TEST(HanBounds, AWordBesideOtherWordsStands) {
  EXPECT_TRUE(stands(kWords, U"心衰", 0, 2));
  EXPECT_TRUE(stands(kWords, U"患者心衰", 2, 4));
  EXPECT_TRUE(stands(kWords, U"有心衰了", 1, 3));
  EXPECT_TRUE(stands(kWords, U"患者，心衰。", 3, 5));
  EXPECT_TRUE(stands(kWords, U"心衰检查", 0, 2));
}

TEST(HanBounds, TheHalvesOfTwoWordsDoNot) {
  EXPECT_FALSE(stands(kWords, U"中心衰竭", 1, 3));
  EXPECT_FALSE(stands(kWords, U"患者中心衰竭了", 3, 5));
}

TEST(HanBounds, ThePartOfALongerWordDoesNot) { EXPECT_FALSE(stands(kWords, U"高血压", 1, 3)); }

TEST(HanBounds, WhereTwoCuttingsAreEquallyShortTheCandidateIsRefused) {
  EXPECT_FALSE(stands(kWords, U"患者心衰竭", 2, 4));  // 患者|心衰|竭 or 患者|心|衰竭
}

TEST(HanBounds, WithoutTheWordsThereIsNothingToSee) {
  EXPECT_TRUE(
      stands({U"心衰"}, U"中心衰竭", 1, 3));  // the limit: a bound is as good as the words known
}

// All ways to cut the run, one by one.
class EveryCutting {
 public:
  EveryCutting(const Words& words, std::u32string_view text) : words_(words), text_(text) { go(0); }
  bool stands(std::size_t from, std::size_t to) const {
    bool is_piece = false;
    bool crossed = false;
    for (const auto& cutting : fewest_) {
      for (const auto& [a, b] : cutting) {
        is_piece = is_piece || (a == from && b == to);
        crossed = crossed || (a < from && from < b) || (a < to && to < b);
      }
    }
    return is_piece && !crossed;
  }

 private:
  using Cutting = std::vector<std::pair<std::size_t, std::size_t>>;
  void go(std::size_t at) {
    if (at == text_.size()) {
      if (cutting_.size() < fewest_count_) fewest_.clear();
      fewest_count_ = std::min(fewest_count_, cutting_.size());
      if (cutting_.size() == fewest_count_) fewest_.push_back(cutting_);
      return;
    }
    std::set<std::size_t> ends = {at + 1};
    for (const auto& word : words_) {
      if (text_.substr(at, word.size()) == word) ends.insert(at + word.size());
    }
    for (std::size_t end : ends) {
      cutting_.emplace_back(at, end);
      go(end);
      cutting_.pop_back();
    }
  }

  const Words& words_;
  std::u32string_view text_;
  Cutting cutting_;
  std::vector<Cutting> fewest_;
  std::size_t fewest_count_ = std::numeric_limits<std::size_t>::max();
};

TEST(HanBounds, AgreesWithEveryCuttingOfRandomText) {
  test::Random random(5);
  const std::u32string letters = U"心衰中竭血";
  for (int round = 0; round < 400; ++round) {
    const auto word = [&](std::uint32_t n) {
      std::u32string out;
      for (; n > 0; --n) out += letters[random.below(5)];
      return out;
    };
    std::set<std::u32string> distinct;
    for (std::uint32_t n = random.between(1, 8); n > 0; --n)
      distinct.insert(word(random.between(2, 3)));
    const Words words(distinct.begin(), distinct.end());
    const std::u32string text = word(random.between(2, 9));
    const EveryCutting naive(words, text);
    for (const auto& candidate : words) {
      for (std::size_t at = text.find(candidate); at != std::u32string::npos;
           at = text.find(candidate, at + 1)) {
        ASSERT_EQ(stands(words, text, at, at + candidate.size()),
                  naive.stands(at, at + candidate.size()))
            << text::to_utf8(text) << " / " << text::to_utf8(candidate);
      }
    }
  }
}

}  // namespace
}  // namespace medloom::dictionaries
