// `glued-sentence`: the blank that a translator lost behind a full stop, `needed.Low back pain`, or
// behind a percent sign, `45%to`. `cjk-stop`: a Chinese full stop in an English sentence.
//
// A blank is put in only between the end of a word and a capitalised word, where nothing else can
// be meant. A stop inside a token is more often part of a name than the end of a sentence, so what
// stays is: single letters (U.S., J.K., E.coli), abbreviations (Dr.Chen, vs.Group), numbers and
// versions, file and host names, addresses, and every token that goes on after the second word as
// names do (Foo.Bar.baz, Anna.Berg@…, Foo.Bar(baz)). A new sentence in small letters looks like a
// host name, and `vitamin D.It` like initials: those stay, too.
//
// Cost: an address is looked for within 200 bytes, and only where everything else agrees.
#include <algorithm>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongestToken = 200;

// A full stop belongs to these, and a name or number follows.
constexpr std::string_view kAbbreviations =
    " dr eq ex fig jr mr mrs ms no nos ph pp prof sr st tel vs ";

// Ends of file and host names.
constexpr std::string_view kNameEndings =
    " app asp aspx avi bmp cn com csv css doc docx edu exe gif gov gz htm html info io jp jpeg jpg"
    " js json jsp md mov net org pdf php png ppt pptx py rar rtf sg tif tiff tw txt uk wav xls xml"
    " zip ";

bool is_any(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

// The token around `at` is a web or mail address, or a path.
bool is_in_address(std::string_view text, std::uint32_t at) {
  std::uint32_t from = at;
  while (from > 0 && at - from < kLongestToken && !is_blank(text[from - 1])) --from;
  std::uint32_t to = at;
  while (to < text.size() && to - at < kLongestToken && !is_blank(text[to])) ++to;
  const std::string_view token = text.substr(from, to - from);
  if (token.find_first_of("@\\_") != std::string_view::npos) return true;
  if (token.find("://") != std::string_view::npos) return true;
  const std::string_view left = text.substr(from, at - from);
  const std::size_t slash = left.find('/');
  if (slash != std::string_view::npos && left.find('.') < slash) return true;
  return left.size() >= 3 && to_lower(left[0]) == 'w' && to_lower(left[1]) == 'w' &&
         to_lower(left[2]) == 'w' && (left.size() == 3 || left[3] == '.');
}

// A word of letters ends at `at`. Inner apostrophes belong to it, so that the t of don't is no
// initial.
bool word_ends(std::string_view text, std::uint32_t at) {
  std::uint32_t from = at;
  while (from > 0 && is_letter(text[from - 1])) --from;
  const char32_t left = char_before(text, from);
  if (is_digit(left) || left == '.') return false;
  if (at - from >= 2) return !lists(kAbbreviations, lower_word(text.substr(from, at - from)));
  return left == '\'' || left == U'’' || is_latin_letter(left);
}

bool sentence_ends(std::string_view text, std::uint32_t stop) {
  const char32_t left = char_before(text, stop);
  if (is_latin_letter(left)) return word_ends(text, stop);
  const char32_t beyond = char_before(text, before(text, stop));
  if (left == '%') return is_digit(beyond);
  return is_any(left, U")]\"'”’") && (is_latin_letter(beyond) || is_digit(beyond) || beyond == '%');
}

// The next word, as far as it looks like the first one of a sentence.
enum class Opening : std::uint8_t { no, letter, word, capitals };

Opening opening_at(std::string_view text, std::uint32_t at) {
  const std::uint32_t end = letters_end(text, at);
  const std::string_view word = text.substr(at, end - at);
  const char32_t next = char_at(text, end);
  if (is_digit(next) || is_latin_letter(next) || is_any(next, U"/\\_@=#&<>|$~*^+()[]{}")) {
    return Opening::no;
  }
  if (next == '.' || next == '?' || next == ':') {
    const char32_t behind = char_at(text, end + 1);
    if (behind != 0 && !text::is_space(behind)) return Opening::no;
  }
  if (lists(kNameEndings, lower_word(word))) return Opening::no;
  if (word.size() == 1) {
    const bool article = word == "A" && next == ' ';
    const bool pronoun = word == "I" && is_any(next, U" '’");
    return article || pronoun ? Opening::letter : Opening::no;
  }
  if (std::all_of(word.begin() + 1, word.end(), is_lower)) return Opening::word;
  if (std::all_of(word.begin(), word.end(), is_upper)) return Opening::capitals;
  return Opening::no;
}

// Capitals behind a stop are a sentence's first word (`at home.MRI shows`) only behind a plain word
// and before another one; else they may end a file name.
bool is_plain_around(std::string_view text, std::uint32_t stop) {
  std::uint32_t from = stop;
  while (from > 0 && is_lower(text[from - 1])) --from;
  const std::uint32_t end = letters_end(text, stop + 1);
  return stop - from >= 3 && (from == 0 || text[from - 1] == ' ') && byte_at(text, end) == ' ' &&
         is_letter(byte_at(text, end + 1));
}

bool is_cjk(char32_t c) {
  return text::is_han(c) || text::is_cjk_punctuation(c) || (c >= 0x3040 && c <= 0x30FF);
}

// What stands before `stop`, back to the last sentence end, is words of letters and no Han.
bool is_latin_sentence(std::string_view text, std::uint32_t stop) {
  bool word = false;
  std::uint32_t at = stop;
  while (at > 0 && stop - at < kLongestToken) {
    at = before(text, at);
    const char32_t c = char_at(text, at);
    if (is_cjk(c)) return c == U'。' && word;
    if (c == '\n' || (c == '.' && text::is_space(char_at(text, at + 1)))) break;
    word = word || (is_letter(c) && is_letter(char_before(text, at)));
  }
  return word;
}

}  // namespace

void mend_glued_sentence(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const Opening opening = opening_at(text, at + 1);
  if (opening == Opening::no || !sentence_ends(text, at)) return;
  const bool behind_word = is_latin_letter(char_before(text, at));
  if (opening != Opening::word && !behind_word) return;
  if (opening == Opening::capitals && !is_plain_around(text, at)) return;
  if (is_in_address(text, at)) return;
  findings.replace({at + 1, at + 1}, " ", RuleName::glued_sentence);
}

void mend_glued_percent(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (!is_digit(char_before(text, at))) return;
  const std::uint32_t end = letters_end(text, at + 1);
  const std::string_view word = text.substr(at + 1, end - at - 1);
  const char32_t next = char_at(text, end);
  const bool plain = word.size() >= 2 && std::all_of(word.begin() + 1, word.end(), is_lower);
  if (!plain || is_digit(next) || is_latin_letter(next) || is_any(next, U"/\\_@=#&%")) return;
  const auto is_hex = [](char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
  };
  if (word.size() == 2 && is_hex(word[0]) && is_hex(word[1])) return;  // 5%ad of an address
  if (is_in_address(text, at)) return;
  findings.replace({at + 1, at + 1}, " ", RuleName::glued_sentence);
}

void mend_cjk_stop(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  std::uint32_t behind = at + 3;
  const char32_t left = char_before(text, at);
  char32_t right = char_at(text, behind);
  if (is_any(right, U"\"'”’)"))
    right = char_at(text, behind + text::code_point_at(text, behind).size);
  if (!is_latin_letter(left) && !is_digit(left) && !is_any(left, U"%)\"'”’]°℃")) return;
  if (is_cjk(right) || !is_latin_sentence(text, at) ||
      (is_digit(left) && is_digit(char_at(text, behind))))
    return;
  const char32_t next = char_at(text, behind);
  const bool glued = is_latin_letter(next) || is_digit(next) || is_any(next, U"(“‘");
  findings.replace({at, behind}, glued ? ". " : ".", RuleName::cjk_stop);
}

}  // namespace medloom::stages::repair
