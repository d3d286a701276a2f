#include "text/word_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "text/ascii.h"

namespace medloom::text {
namespace {

using Found = std::set<std::pair<std::string, std::size_t>>;

Found scanned(const std::vector<std::string>& words, std::string_view text) {
  Found found;
  WordScan(words).scan(
      text, [&](std::uint32_t word, std::size_t end) { found.emplace(words[word], end); });
  return found;
}

// Every word at every place, by comparing.
Found compared(const std::vector<std::string>& words, std::string_view text) {
  const std::string lower = ascii_lower(text);
  Found found;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    for (std::size_t at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + 1)) {
      found.emplace(word, at + word.size());
    }
  }
  return found;
}

TEST(WordScan, FindsWhatASearchForEachWordFinds) {
  const std::vector<std::vector<std::string>> lists = {
      {"a"},
      {"he", "she", "his", "hers"},
      {"aa", "aaa", "a", "ab"},
      {"先生", "生先", "先", "小姐", "tel"},
      {"", "x"},
      {"\xE5\x85", "\x85\x88"},
      {},
  };
  for (const auto& words : lists) {
    for (const std::string text : {"", "a", "ushers", "aaaabaa", "王先生先生TEL小姐tel", "xXx",
                                   "\xE5\x85\x88\xFF", "no word of it"}) {
      EXPECT_EQ(scanned(words, text), compared(words, text)) << text;
    }
  }
}

TEST(WordScan, WithoutWordsFindsNothing) {
  std::size_t found = 0;
  WordScan().scan("any text", [&](std::uint32_t, std::size_t) { ++found; });
  EXPECT_EQ(found, 0U);
}

}  // namespace
}  // namespace medloom::text
