// Texts as tokens of keys: what is one, which have a code, and where a key may begin.
#include "dictionaries/key_tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/random.h"

namespace medloom::dictionaries {
namespace {

// The tokens of some keys, and texts read by them.
class Keys {
 public:
  explicit Keys(std::vector<std::u32string> keys) : keys_(std::move(keys)) {
    std::sort(keys_.begin(), keys_.end());
    made_ = automaton_of(std::vector<std::u32string_view>(keys_.begin(), keys_.end()));
  }

  TextTokens read(const std::u32string& text) const {
    TextTokens out;
    KeyTokens(made_.tokens).read(text, made_.automaton, out);
    return out;
  }

  // The token that is all of a text; 0 where it is none.
  std::uint32_t code(const std::u32string& token) const {
    const TextTokens read = this->read(token);
    return read.size == 1 ? read.codes[0] : 0;
  }

  // The key that begins at a token, walked to its end.
  bool has(const std::u32string& key) const {
    const TextTokens read = this->read(key);
    std::uint32_t state = made_.automaton.first_by_code(read.codes[0]);
    for (std::size_t i = 1; i < read.size && state != 0; ++i) {
      state = read.codes[i] == 0 ? 0 : made_.automaton.next_by_code(state, read.codes[i]);
    }
    return state != 0 && made_.automaton.key(state) != text::DoubleArray::kNoKey;
  }

 private:
  std::vector<std::u32string> keys_;
  KeyAutomaton made_;
};

std::vector<std::uint32_t> places(const TextTokens& tokens) {
  return {tokens.from.begin(), tokens.from.begin() + static_cast<std::ptrdiff_t>(tokens.size + 1)};
}

TEST(KeyTokens, AreWholeWordsAndOtherCharacters) {
  const Keys keys({U"back pain", U"腰痛"});
  EXPECT_EQ(places(keys.read(U"back pain，腰痛b12")),
            (std::vector<std::uint32_t>{0, 4, 5, 9, 10, 11, 12, 15}));
  EXPECT_EQ(places(keys.read(U"")), (std::vector<std::uint32_t>{0}));
}

TEST(KeyTokens, OnlyThoseOfKeysHaveACode) {
  const Keys keys({U"back pain", U"腰痛", U"electroencephalogram", U"β受体"});
  for (const char32_t* token :
       {U"back", U"pain", U" ", U"腰", U"痛", U"electroencephalogram", U"β"}) {
    EXPECT_NE(keys.code(token), 0u);
  }
  for (const char32_t* token : {U"bac", U"backs", U"electroencephalograms", U"痰", U"，", U"γ"}) {
    EXPECT_EQ(keys.code(token), 0u);
  }
}

TEST(KeyTokens, AKeyMayBeginWhereItsFirstTokenStands) {
  const Keys keys({U"back pain", U"腰痛", U"癌"});
  const std::u32string text = U"a pain in the back，腰痛和癌";
  const TextTokens read = keys.read(text);
  std::vector<std::uint32_t> starts;
  for (std::size_t i = 0; i < read.start_count; ++i) starts.push_back(read.from[read.starts[i]]);
  for (const char32_t* begins : {U"back", U"腰", U"癌"}) {
    const auto at = static_cast<std::uint32_t>(text.find(begins));
    EXPECT_NE(std::find(starts.begin(), starts.end(), at), starts.end());
  }
  EXPECT_EQ(std::find(starts.begin(), starts.end(), 2u), starts.end()) << "no key begins with pain";
}

// Words of up to eight characters are told by themselves, longer ones by a hash: both by all of
// their characters, in buckets of any size.
TEST(KeyTokens, FindEveryKeyAndNoOther) {
  test::Random random(11);
  std::vector<std::u32string> keys;
  std::vector<std::u32string> others;
  for (std::size_t i = 0; i < 6000; ++i) {
    std::u32string key;
    for (std::size_t n = 1 + random.below(14); n > 0; --n) {
      key += U"abc é腰痛-"[random.below(8)];
    }
    (i % 2 == 0 ? keys : others).push_back(std::move(key));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const Keys made(keys);
  for (const std::u32string& key : keys) EXPECT_TRUE(made.has(key));
  for (const std::u32string& other : others) {
    EXPECT_EQ(made.has(other), std::binary_search(keys.begin(), keys.end(), other));
  }
}

}  // namespace
}  // namespace medloom::dictionaries
