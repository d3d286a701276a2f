// `pinyin`: readings that a tool put behind characters, 產(chǎn)后.
//
// Removed is one syllable with one tone mark, in brackets, directly behind a Han character. Without
// a tone mark it may be a unit, a dose or an English word: (ml), (bid), (men); capitals are
// abbreviations; several syllables explain a word. Those stay.
//
// The same tool works on the bytes of GBK and at times cuts across two characters, which leaves a
// reading without its opening bracket: 因?yàn). That is flagged.
#include <array>
#include <optional>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

// What a vowel with a tone mark is without it, or 0 for what is none.
char32_t without_tone(char32_t c) {
  static constexpr std::u32string_view kMarked = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";
  static constexpr std::u32string_view kPlain = U"aaaaeeeeiiiioooouuuuüüüünnnm";
  const std::size_t at = kMarked.find(c);
  return at == std::u32string_view::npos ? 0 : kPlain[at];
}

bool is_initial(std::u32string_view s) {
  static constexpr std::array<std::u32string_view, 24> kInitials = {
      U"",  U"b", U"p", U"m", U"f", U"d",  U"t", U"n",  U"l", U"g",  U"k", U"h",
      U"j", U"q", U"x", U"r", U"z", U"zh", U"c", U"ch", U"s", U"sh", U"y", U"w"};
  for (const std::u32string_view initial : kInitials) {
    if (s == initial) return true;
  }
  return false;
}

bool is_final(std::u32string_view s) {
  static constexpr std::array<std::u32string_view, 40> kFinals = {
      U"a",    U"o",    U"e",    U"ai", U"ei", U"ao",  U"ou",  U"an", U"en",  U"ang",
      U"eng",  U"er",   U"ong",  U"i",  U"ia", U"iao", U"ie",  U"iu", U"ian", U"in",
      U"iang", U"ing",  U"iong", U"u",  U"ua", U"uo",  U"uai", U"ui", U"uan", U"un",
      U"uang", U"ueng", U"ue",   U"ü",  U"üe", U"üan", U"ün",  U"io", U"n",   U"ng"};
  for (const std::u32string_view last : kFinals) {
    if (s == last) return true;
  }
  return false;
}

bool is_syllable(std::u32string_view s) {
  for (std::size_t cut = 0; cut <= 2 && cut < s.size(); ++cut) {
    if (is_initial(s.substr(0, cut)) && is_final(s.substr(cut))) return true;
  }
  return false;
}

// Where the syllable that begins at `at` ends, if it is one and has one tone mark.
std::optional<std::uint32_t> toned_syllable_end(std::string_view text, std::uint32_t at) {
  constexpr std::size_t kLongest = 6;  // zhuāng
  std::u32string plain;
  int tones = 0;
  std::size_t pos = at;
  while (pos < text.size() && plain.size() <= kLongest) {
    const std::size_t here = pos;
    const char32_t c = text::decode_at(text, pos);
    if (const char32_t vowel = without_tone(c)) {
      plain += vowel;
      ++tones;
    } else if (is_lower(c) || c == U'ü') {
      plain += c;
    } else if (c == U'ɡ' || c == U'ɑ') {  // the letters of some dictionaries' fonts
      plain += c == U'ɡ' ? U'g' : U'a';
    } else {
      pos = here;
      break;
    }
  }
  if (tones != 1 || !is_syllable(plain)) return std::nullopt;
  return static_cast<std::uint32_t>(pos);
}

// Where a closing bracket of either width at `at` ends.
std::optional<std::uint32_t> bracket_end(std::string_view text, std::uint32_t at) {
  if (byte_at(text, at) == ')') return at + 1;
  if (char_at(text, at) == U'）') return at + 3;
  return std::nullopt;
}

}  // namespace

void mend_pinyin(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (!text::is_han(char_before(text, at))) return;
  const std::uint32_t inside = at + (text[at] == '(' ? 1 : 3);
  const std::optional<std::uint32_t> end = toned_syllable_end(text, inside);
  if (!end) return;
  if (const std::optional<std::uint32_t> closed = bracket_end(text, *end)) {
    findings.remove({at, *closed}, RuleName::pinyin);
  }
}

void flag_byte_shift(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (!text::is_han(char_before(text, at))) return;
  const std::optional<std::uint32_t> end = toned_syllable_end(text, at + 1);
  if (!end) return;
  if (const std::optional<std::uint32_t> closed = bracket_end(text, *end)) {
    findings.flag({{at, *closed},
                   FlagKind::encoding,
                   RuleName::pinyin,
                   "a reading was put between the halves of a character, which is lost",
                   {}});
  }
}

}  // namespace medloom::stages::repair
