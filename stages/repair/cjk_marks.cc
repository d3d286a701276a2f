// `cjk-mark`: half-width punctuation in Chinese becomes the full-width mark that Chinese is written
// with, so that sentences are found and texts of several sites read alike.
//
// A comma, semicolon or colon is one only between two Han characters or their marks; a full stop,
// question or exclamation mark also at the end of the text. Beside digits and Latin letters it
// stays: 3.5, 1:2, 10:30, HIV:阴性. So do marks that stand in a row (`...`, `,,`).
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::u32string_view kClosing = U"）」』”》】〉";
constexpr std::u32string_view kOpening = U"（「『“《【〈";

bool is_left(char32_t c) { return text::is_han(c) || kClosing.find(c) != kClosing.npos; }
bool is_right(char32_t c) { return text::is_han(c) || kOpening.find(c) != kOpening.npos; }

std::string_view full_width(char mark) {
  switch (mark) {
    case ',':
      return "，";
    case ';':
      return "；";
    case ':':
      return "：";
    case '.':
      return "。";
    case '?':
      return "？";
    case '!':
      return "！";
    default:
      return {};
  }
}

bool ends_sentence(char mark) { return mark == '.' || mark == '?' || mark == '!'; }

}  // namespace

void mend_cjk_mark(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const char mark = text[at];
  if (!passage.chinese || !is_left(char_before(text, at))) return;
  const char32_t right = char_at(text, at + 1);
  const bool closed =
      ends_sentence(mark) && (right == 0 || right == '\n' || kClosing.find(right) != kClosing.npos);
  if (!closed && !is_right(right)) return;
  findings.replace({at, at + 1}, std::string(full_width(mark)), RuleName::cjk_mark);
}

}  // namespace medloom::stages::repair
