// One pass over the characters; a word ends where anything but a letter or digit stands.
#include "bench/content_model/words.h"

#include <unicode/uchar.h>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::bench {
namespace {

bool is_word_character(char32_t c) { return c == '_' || u_isalnum(static_cast<UChar32>(c)) != 0; }

bool is_cjk(char32_t c) {
  return text::is_han(c) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7AF);
}

}  // namespace

Words Vocabulary::words_of(std::string_view text, bool characters_are_words) {
  Words words;
  std::string word;
  const auto end_word = [&] {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    if (!word.empty()) words.push_back(numbers_.try_emplace(word, next).first->second);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = text::decode_at(text, at);
    const bool alone = characters_are_words && is_cjk(c);
    if (alone || !is_word_character(c)) end_word();
    if (!is_word_character(c)) continue;
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital) word += static_cast<char>(c - 'A' + 'a');
    if (!capital) word += text.substr(from, at - from);
    if (alone) end_word();
  }
  end_word();
  return words;
}

double word_agreement(const Words& truth, const Words& found) {
  if (truth.empty() || found.empty()) return truth.empty() && found.empty() ? 1 : 0;
  std::unordered_map<std::uint32_t, int> left;
  for (const std::uint32_t word : truth) ++left[word];
  int shared = 0;
  for (const std::uint32_t word : found) shared += left[word]-- > 0 ? 1 : 0;
  return 2.0 * shared / static_cast<double>(truth.size() + found.size());
}

}  // namespace medloom::bench
