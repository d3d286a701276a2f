#include "text/phrase_trie.h"

#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

std::optional<PhraseTrie::Hit> longest(const PhraseTrie& trie, std::u32string_view text) {
  return trie.longest(text.begin(), text.end());
}

void insert(PhraseTrie& trie, std::u32string_view phrase, std::uint32_t value) {
  EXPECT_TRUE(trie.insert(phrase.begin(), phrase.end(), value));
}

TEST(PhraseTrie, FindsTheLongestPhrase) {
  PhraseTrie trie;
  insert(trie, U"血", 1);
  insert(trie, U"血压", 2);
  insert(trie, U"血压计使用", 3);
  EXPECT_EQ(longest(trie, U"血压计很好")->value, 2u);
  EXPECT_EQ(longest(trie, U"血压计很好")->length, 2u);
  EXPECT_EQ(longest(trie, U"血压计使用")->value, 3u);
  EXPECT_EQ(longest(trie, U"血")->value, 1u);
  EXPECT_FALSE(longest(trie, U"高血压"));
  EXPECT_FALSE(longest(trie, U""));
}

TEST(PhraseTrie, KeepsTheFirstValueAndNoEmptyPhrase) {
  PhraseTrie trie;
  const std::u32string phrase = U"发";
  EXPECT_TRUE(trie.insert(phrase.begin(), phrase.end(), 1));
  EXPECT_FALSE(trie.insert(phrase.begin(), phrase.end(), 2));
  EXPECT_FALSE(trie.insert(phrase.begin(), phrase.begin(), 3));
  EXPECT_EQ(longest(trie, U"发")->value, 1u);
}

TEST(PhraseTrie, CharactersThatShareTheirLowBitsAreApart) {
  PhraseTrie trie;
  insert(trie, U"\U00020041", 1);
  insert(trie, std::u32string_view(U"\0", 1), 2);
  EXPECT_FALSE(longest(trie, U"A"));
  EXPECT_EQ(longest(trie, U"\U00020041")->value, 1u);
  EXPECT_EQ(longest(trie, std::u32string_view(U"\0", 1))->value, 2u);
}

TEST(PhraseTrie, PhrasesInsertedBackwardsAreFoundFromTheEnd) {
  PhraseTrie trie;
  const std::u32string phrase = U"发现";
  trie.insert(phrase.rbegin(), phrase.rend(), 5);
  const std::u32string text = U"医生发现";
  EXPECT_EQ(trie.longest(text.rbegin(), text.rend())->value, 5u);
  EXPECT_FALSE(trie.longest(text.begin(), text.end()));
}

TEST(PhraseTrie, AgreesWithAMap) {
  std::mt19937 random(11);
  PhraseTrie trie;
  std::map<std::u32string, std::uint32_t> map;
  const auto word = [&random] {
    std::u32string out;
    for (std::size_t n = random() % 5; n > 0; --n) out += U"甲乙丙a\U00024B62"[random() % 5];
    return out;
  };
  for (std::uint32_t i = 0; i < 1500; ++i) {
    const std::u32string phrase = word();
    const bool fresh = !phrase.empty() && map.emplace(phrase, i).second;
    ASSERT_EQ(trie.insert(phrase.begin(), phrase.end(), i), fresh);
  }
  for (int i = 0; i < 5000; ++i) {
    const std::u32string text = word() + word();
    std::optional<PhraseTrie::Hit> best;
    for (std::uint32_t n = 1; n <= text.size(); ++n) {
      if (const auto found = map.find(text.substr(0, n)); found != map.end())
        best = {n, found->second};
    }
    const auto hit = longest(trie, text);
    ASSERT_EQ(hit.has_value(), best.has_value());
    if (!hit) continue;
    ASSERT_EQ(hit->length, best->length);
    ASSERT_EQ(hit->value, best->value);
  }
}

}  // namespace
}  // namespace medloom::text
