// `look-alike`: a Latin word with letters of another script in it, which reads as one word and is
// searched for as another ("pаracetamol" with a Cyrillic а). Flagged with the word that it looks
// like, never changed: a page in Russian may put a Latin ending behind a name, and which of the two
// was meant is for a person to say.
//
// A word is looked at once, at its first such letter, and only as far as words go.
#include "text/look_alike.h"
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongestWord = 96;  // bytes to each side

bool is_word_letter(char32_t c) {
  return is_latin_letter(c) || (c >= 0x370 && c <= 0x52F && c != 0x37E && c != 0x387);
}

}  // namespace

void flag_look_alike(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (!text::is_foreign_letter(char_at(text, at))) return;
  std::uint32_t from = at;
  bool latin = false;
  while (from > 0 && at - from < kLongestWord && is_word_letter(char_before(text, from))) {
    const char32_t c = char_before(text, from);
    if (text::is_foreign_letter(c)) return;  // not the first
    latin = latin || is_latin_letter(c);
    from = before(text, from);
  }
  std::uint32_t to = at;
  while (to < text.size() && to - at < kLongestWord && is_word_letter(char_at(text, to))) {
    latin = latin || is_latin_letter(char_at(text, to));
    to += text::code_point_at(text, to).size;
  }
  const std::string_view word = text.substr(from, to - from);
  if (!latin || !text::mixes_scripts(word)) return;
  const auto reading = text::latin_reading(word);
  findings.flag({{from, to},
                 FlagKind::look_alike,
                 RuleName::look_alike,
                 "a word with letters of two scripts",
                 reading ? std::vector<std::string>{*reading} : std::vector<std::string>{}});
}

}  // namespace medloom::stages::repair
