// `look-alike`: a Latin word with letters of another script in it, which reads as one word and is
// searched for as another ("pаracetamol" with a Cyrillic а). Flagged with the word that it looks
// like, never changed: a page in Russian may put a Latin ending behind a name, and which of the two
// was meant is for a person to say. A word wholly of such letters ("сосо") is flagged where nothing
// near it shows that the script is meant: no letter of it that looks like no Latin one.
//
// A word is looked at once, at its first such letter, and only as far as words go.
#include "text/look_alike.h"
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongestWord = 96;   // bytes to each side
constexpr std::uint32_t kShortestWhole = 3;  // letters of a word of look-alikes
constexpr std::uint32_t kNear = 256;         // bytes to each side in which the script may show

bool is_word_letter(char32_t c) {
  return is_latin_letter(c) || (c >= 0x370 && c <= 0x52F && c != 0x37E && c != 0x387);
}

bool looks_latin(char32_t c) {
  return text::is_foreign_letter(c) && text::latin_look_alike(c) != 0;
}

// A letter of the other script that nobody takes for a Latin one.
bool shows_script(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_at(text, at);
    const bool other_script = is_word_letter(c) && !is_latin_letter(c);
    if (other_script && !looks_latin(c)) return true;
  }
  return false;
}

// Whether a word without Latin letters is meant to be read as one.
bool poses_as_latin(std::string_view text, Span word) {
  std::uint32_t letters = 0;
  for (std::size_t at = word.from; at < word.to; ++letters) {
    if (!looks_latin(text::decode_at(text, at))) return false;
  }
  std::size_t from = word.from > kNear ? word.from - kNear : 0;
  while (!text::is_char_boundary(text, from)) ++from;
  return letters >= kShortestWhole && !shows_script(text.substr(from, word.to + kNear - from));
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
  const bool deceives = latin ? text::mixes_scripts(word) : poses_as_latin(text, {from, to});
  if (!deceives) return;
  const auto reading = text::latin_reading(word);
  findings.flag({{from, to},
                 FlagKind::look_alike,
                 RuleName::look_alike,
                 latin ? "a word with letters of two scripts"
                       : "a word in letters of another script that look Latin",
                 reading ? std::vector<std::string>{*reading} : std::vector<std::string>{}});
}

}  // namespace medloom::stages::repair
