// Texts as the words they are compared by: runs of letters and digits without case; in texts of
// Chinese pages each Han, Kana or Hangul character is a word. A word is a number of its vocabulary.
// Used by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace medloom::bench {

using Words = std::vector<std::uint32_t>;

class Vocabulary {
 public:
  Words words_of(std::string_view text, bool characters_are_words);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// How much two texts share, word by word, whatever the order: the F-measure, 0 to 1.
double word_agreement(const Words& truth, const Words& found);

}  // namespace medloom::bench
