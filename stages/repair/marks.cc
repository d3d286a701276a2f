// `stray-mark`: `**` that Markdown or a censor left, and backslashes that an escape left before
// apostrophes and quotation marks.
//
// `**` goes in pairs around text (`**Rest**`), behind a word that it was put on (`surgery**`) and
// before one at the start of a text (`**Keep`). It stays at numbers, where it marks significance
// (`-0.42**`), between digits, where it is a power, inside words (`f**k`), before a single letter
// (`**p < 0.01`), and wherever there are not just two.
//
// Cost: the second of a pair is looked for within 300 bytes.
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongestEmphasis = 300;

bool is_word(char32_t c) { return is_latin_letter(c) || is_digit(c); }

// Exactly two asterisks.
bool is_pair(std::string_view text, std::uint32_t at) {
  return text.substr(at, 2) == "**" && byte_at(text, at + 2) != '*' && byte_at(text, at - 1) != '*';
}

bool opens(std::string_view text, std::uint32_t at) {
  const char32_t right = char_at(text, at + 2);
  return !is_word(char_before(text, at)) && right != 0 && !text::is_space(right);
}

bool closes(std::string_view text, std::uint32_t at) {
  const char32_t left = char_before(text, at);
  return left != 0 && !text::is_space(left) && !is_word(char_at(text, at + 2));
}

// The `**` that closes the one at `at`, or 0.
std::uint32_t closing(std::string_view text, std::uint32_t at) {
  const std::string_view line = text.substr(0, at + kLongestEmphasis);
  for (std::size_t next = line.find_first_of("*\n", at + 2); next != line.npos;
       next = line.find_first_of("*\n", next + 1)) {
    const auto here = static_cast<std::uint32_t>(next);
    if (line[next] == '\n') return 0;
    if (is_pair(text, here)) return closes(text, here) ? here : 0;
  }
  return 0;
}

std::uint32_t letters_before(std::string_view text, std::uint32_t at) {
  std::uint32_t from = at;
  while (from > 0 && at - from < 3 && is_letter(text[from - 1])) --from;
  return at - from;
}

}  // namespace

void mend_asterisks(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (!is_pair(text, at)) return;
  const Span here{at, at + 2};
  if (opens(text, at)) {
    if (const std::uint32_t second = closing(text, at)) {
      findings.remove(here, RuleName::stray_mark);
      findings.remove({second, second + 2}, RuleName::stray_mark);
    } else if (at == 0 && passage.latin && letters_end(text, 2) >= 4) {
      findings.remove(here, RuleName::stray_mark);
    }
  } else if (passage.latin && letters_before(text, at) >= 3 && !is_word(char_at(text, at + 2))) {
    findings.remove(here, RuleName::stray_mark);
  }
}

void mend_backslash(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (byte_at(text, at - 1) == '\\') return;  // the first of a run has seen to it
  std::uint32_t end = at;
  while (byte_at(text, end) == '\\') ++end;
  static constexpr std::u32string_view kQuotes = U"'\"’‘“”";
  const char32_t next = char_at(text, end);
  if (next == 0 || kQuotes.find(next) == kQuotes.npos || byte_at(text, at - 1) == ':') return;
  findings.remove({at, end}, RuleName::stray_mark);
}

}  // namespace medloom::stages::repair
