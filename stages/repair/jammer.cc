// `copy-protection`: the random characters that old forum software strewed between sentences so
// that copied text would be spoilt ("… 2 A: x( t$ M/ j9 M3 } …"; a browser showed them in no
// colour).
//
// A run of at least six pieces of one or two ASCII characters with single blanks between them, in
// Han text, with Han, CJK punctuation or an end of the text on both sides. It must hold at least
// two marks that measurements, formulas and lists of choices do not ("$ { } ^ _ | \ @ #"), pieces
// that join a letter or digit with a mark, and letters of both cases or digits. What falls short
// stays.
//
// Cost: a run is looked for within 200 bytes on either side of a mark.
#include <algorithm>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kFarthest = 200;
constexpr std::string_view kRareMarks = "${}^_|\\@#";

bool is_printable(char c) { return c > ' ' && c < 0x7F; }
bool is_run(char c) { return c >= ' ' && c < 0x7F; }
bool is_rare(char c) { return kRareMarks.find(c) != kRareMarks.npos; }

// The printable ASCII around `at`, without the blanks at its ends.
Span ascii_around(std::string_view text, std::uint32_t at) {
  Span run{at, at};
  while (run.from > 0 && at - run.from < kFarthest && is_run(text[run.from - 1])) --run.from;
  while (run.to - at < kFarthest && is_run(byte_at(text, run.to))) ++run.to;
  while (run.from < run.to && text[run.from] == ' ') ++run.from;
  while (run.to > run.from && text[run.to - 1] == ' ') --run.to;
  return run;
}

bool is_jammed(std::string_view run) {
  int pieces = 0;
  int joined = 0;
  int rare = 0;
  int lower = 0;
  int other = 0;
  for (std::size_t from = 0; from < run.size();) {
    const std::size_t to = std::min(run.find(' ', from), run.size());
    const std::string_view piece = run.substr(from, to - from);
    if (piece.empty() || piece.size() > 2) return false;
    ++pieces;
    int words = 0;
    for (const char c : piece) {
      if (!is_printable(c)) return false;
      rare += is_rare(c);
      lower += is_lower(c);
      other += is_upper(c) || is_digit(c);
      words += is_letter(c) || is_digit(c);
    }
    joined += piece.size() == 2 && words == 1;
    from = to + 1;
  }
  return pieces >= 6 && joined >= 2 && rare >= 2 && lower >= 1 && other >= 1;
}

bool is_han_side(char32_t c) { return c == 0 || c == '\n' || c >= 0x2E80; }

}  // namespace

void remove_jammer(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const Span run = ascii_around(text, at);
  if (run.from < findings.done() || !is_jammed(text.substr(run.from, run.size()))) return;
  Span whole = run;
  while (whole.from > 0 && text[whole.from - 1] == ' ') --whole.from;
  while (byte_at(text, whole.to) == ' ') ++whole.to;
  if (!is_han_side(char_before(text, whole.from)) || !is_han_side(char_at(text, whole.to))) return;
  findings.remove(whole, RuleName::copy_protection);
}

}  // namespace medloom::stages::repair
