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
  WordScan(words).scan(text, [&](std::uint32_t word, Span at) {
    EXPECT_EQ(at.size(), words[word].size());
    found.emplace(words[word], at.to);
    return true;
  });
  return found;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Every word at every place, by comparing: those that begin where a Latin word does, or of these
// the ones that end where it does.
enum class Ends { alone, anywhere };
Found compared(const std::vector<std::string>& words, std::string_view text, Ends ends) {
  const std::string lower = ascii_lower(text);
  const auto letter_at = [&](std::size_t i) { return i < text.size() && is_letter(text[i]); };
  Found found;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    for (std::size_t at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool inside = at > 0 && letter_at(at - 1) && letter_at(at);
      const bool goes_on = letter_at(end - 1) && letter_at(end);
      if (!inside && (ends == Ends::anywhere || !goes_on)) found.emplace(word, end);
    }
  }
  return found;
}

bool holds(const Found& all, const Found& some) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

TEST(WordScan, FindsWhatASearchForEachWordFinds) {
  const std::vector<std::vector<std::string>> lists = {
      {"a"},
      {"he", "she", "his", "hers", "h", "us"},
      {"aa", "aaa", "a", "ab"},
      {"先生", "生先", "先", "小姐", "tel", "@", "(at)", "é", "🙂x"},
      {"", "x"},
      {"y/o", "d.o.b", "i'm", "9", "９", "phone number", "phone"},
      {},
  };
  for (const auto& words : lists) {
    for (const std::string text :
         {"", "a", "ushers", "aaaabaa us he", "王先生先生TEL小姐tel 🙂x🙂X", "xXx",
          "97y/o D.O.B", "I'm 99９", "Phone Numbers, phone", "\xE5\x85\x88\xFF", "\xE5\x85",
          "a@b (AT) café", "no word of it"}) {
      const Found found = scanned(words, text);
      EXPECT_TRUE(holds(found, compared(words, text, Ends::alone))) << text;
      EXPECT_TRUE(holds(compared(words, text, Ends::anywhere), found)) << text;
    }
  }
}

TEST(WordScan, EndsWhenItIsToldTo) {
  const std::vector<std::string> words = {"a", "b"};
  std::size_t found = 0;
  WordScan(words).scan("a b a", [&](std::uint32_t, Span) { return ++found < 2; });
  EXPECT_EQ(found, 2U);
}

TEST(WordScan, WithoutWordsFindsNothing) {
  std::size_t found = 0;
  WordScan().scan("any text", [&](std::uint32_t, Span) { return ++found > 0; });
  EXPECT_EQ(found, 0U);
}

}  // namespace
}  // namespace medloom::text
