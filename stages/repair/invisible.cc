// Characters that are not seen: `invisible`, `bidi` and `control`.
//
// What has no width and no meaning in the text is removed: zero-width characters, soft hyphens,
// byte order marks, fillers. What belongs to the character before it stays: variation selectors
// behind Han and symbols, joiners between emoji or inside scripts that are written with them.
//
// Bidi controls make a reader see another order than the bytes have, and tag characters spell out
// text that nobody sees: both are removed and flagged, since what the page showed and what the
// record says may differ. The plain direction marks change nothing in our scripts and go unflagged.
//
// A single character without width is what editors of pages leave behind, or some of one kind in a
// row: removed, and listed like any change. Three in a row of different kinds, sixteen of one, or
// three inside one Latin word are no leavings: they spell what is not shown, or keep a word from
// being found. They are flagged with their number. Soft hyphens between syllables are how a word is
// broken, so in a word they count only beside a single letter.
#include <algorithm>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"
#include "stages/repair/windows_1252.h"

namespace medloom::stages::repair {
namespace {

enum class Unseen : std::uint8_t {
  no,
  invisible,
  joiner,
  selector,
  tag,
  mark,
  bidi,
  control,
  line
};

Unseen kind_of(char32_t c) {
  if (c < 0x20)
    return c == '\t' || c == '\n'   ? Unseen::no
           : c >= '\v' && c <= '\r' ? Unseen::line
                                    : Unseen::control;
  if (c < 0x7F) return Unseen::no;
  if (c <= 0x9F) return c == 0x85 ? Unseen::line : Unseen::control;
  switch (c) {
    case 0xAD:
    case 0x34F:
    case 0x115F:
    case 0x1160:
    case 0x17B4:
    case 0x17B5:
    case 0x200B:
    case 0x3164:
    case 0xFEFF:
    case 0xFFA0:
      return Unseen::invisible;
    case 0x200C:
    case 0x200D:
      return Unseen::joiner;
    case 0x61C:
    case 0x200E:
    case 0x200F:
      return Unseen::mark;
    case 0x2028:
    case 0x2029:
      return Unseen::line;
    default:
      break;
  }
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  if (in(0x202A, 0x202E) || in(0x2066, 0x2069)) return Unseen::bidi;
  if (in(0x2060, 0x206F) || in(0x180B, 0x180F) || in(0xFFF9, 0xFFFB)) return Unseen::invisible;
  if (in(0xFE00, 0xFE0F) || in(0xE0100, 0xE01EF)) return Unseen::selector;
  if (in(0xE0000, 0xE007F)) return Unseen::tag;
  if (in(0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return Unseen::control;  // noncharacters
  return Unseen::no;
}

// Scripts and symbols that joiners belong to: not those of our pages.
bool takes_joiner(char32_t c) {
  return c >= 0x590 && !text::is_han(c) && !text::is_cjk_punctuation(c) && !text::is_space(c) &&
         kind_of(c) != Unseen::invisible && !(c >= 0x2010 && c <= 0x2027);
}

bool joins(std::string_view text, Span at) {
  char32_t left = char_before(text, at.from);
  if (kind_of(left) == Unseen::selector) left = char_before(text, before(text, at.from));
  return takes_joiner(left) && takes_joiner(char_at(text, at.to));
}

bool selects(std::string_view text, Span at) {
  const char32_t left = char_before(text, at.from);
  if (char_at(text, at.to) == 0x20E3)
    return is_digit(left) || left == '#' || left == '*';  // keycap
  return left >= 0xA9 && !text::is_space(left) && !is_latin_letter(left) &&
         kind_of(left) == Unseen::no;
}

// What a control leaves behind, so that what stood apart still does.
const char* trace_of(std::string_view text, Span at, Unseen kind) {
  const char32_t left = char_before(text, at.from);
  const char32_t right = char_at(text, at.to);
  const bool edge = left == 0 || right == 0 || text::is_space(left) || text::is_space(right);
  if (edge || kind_of(right) != Unseen::no) return "";
  if (kind == Unseen::line) return " ";
  return is_digit(left) && is_digit(right) ? " " : "";
}

constexpr std::size_t kSequence = 3;
constexpr std::size_t kSequenceOfOne = 16;  // of a character that stands in a row with itself alone
constexpr std::uint32_t kFarthest = 512;    // bytes of letters between two of them

bool is_without_width(char32_t c) {
  const Unseen kind = kind_of(c);
  return kind == Unseen::invisible || kind == Unseen::joiner || kind == Unseen::selector;
}

bool is_word_letter(char32_t c) { return is_latin_letter(c) || is_digit(c); }

void flag_sequence(Span at, std::size_t count, const char* where, Findings& findings) {
  findings.flag_removed({at,
                         FlagKind::hidden_text,
                         RuleName::invisible,
                         std::to_string(count) + " characters without width " + where,
                         {}});
}

// Whether a removed character without width stands before `at` with nothing but letters of a word
// between: the sequence that begins there has been looked at.
bool is_behind_another(std::string_view text, std::uint32_t at, const Findings& findings) {
  const std::uint32_t done = findings.done();
  if (done == 0 || at - done > kFarthest || findings.edits().back().rule != RuleName::invisible) {
    return false;
  }
  while (at > done && is_word_letter(char_before(text, at))) at = before(text, at);
  return at <= done;
}

// At the first of them, so that each byte is looked at once.
void look_for_sequence(std::string_view text, Span here, Findings& findings) {
  if (is_behind_another(text, here.from, findings)) return;
  std::size_t count = 0;
  std::size_t in_row = 0;
  bool alike = true;       // all of the row
  bool spells = false;     // a row of them
  char32_t before_it = 0;  // in the row
  std::size_t in_word = 0;
  std::size_t letters = is_word_letter(char_before(text, here.from)) ? 2 : 0;  // since the last one
  const char32_t second = char_before(text, before(text, here.from));
  if (letters > 0 && !is_word_letter(second)) letters = 1;
  std::uint32_t last = here.from;  // end of the last one
  for (std::uint32_t at = here.from; at < text.size() && at - last <= kFarthest;) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (is_without_width(point.value)) {
      const bool breaks_word = point.value == 0xAD && letters > 1;
      ++count;
      if (!breaks_word) ++in_word;
      alike = in_row == 0 || (alike && point.value == before_it);
      before_it = point.value;
      spells = spells || ++in_row >= (alike ? kSequenceOfOne : kSequence);
      letters = 0;
      last = at + point.size;
    } else if (is_word_letter(point.value)) {
      in_row = 0;
      ++letters;
    } else {
      break;
    }
    at += point.size;
  }
  const Span all{here.from, last};
  if (spells) return flag_sequence(all, count, "in a row", findings);
  const bool in_letters =
      is_word_letter(char_before(text, here.from)) && is_word_letter(char_at(text, last));
  if (in_word >= kSequence && in_letters) flag_sequence(all, count, "inside a word", findings);
}

void mend_control(std::string_view text, Span at, Unseen kind, Findings& findings) {
  const char32_t c = char_at(text, at.from);
  if (c == '\r')
    return findings.replace(at, byte_at(text, at.to) == '\n' ? "" : "\n", RuleName::control);
  if (c >= 0x80 && c <= 0x9F && kind == Unseen::control) {
    if (const char32_t meant = windows_1252_char(static_cast<std::uint8_t>(c)); meant != c) {
      std::string after;
      text::append_utf8(after, meant);
      return findings.replace(at, std::move(after), RuleName::mojibake);
    }
  }
  const std::string_view trace = trace_of(text, at, kind);
  if (kind == Unseen::control && !trace.empty()) {
    findings.flag_removed({at,
                           FlagKind::encoding,
                           RuleName::control,
                           "a control character stood between two digits",
                           {}});
  }
  findings.replace(at, std::string(trace), RuleName::control);
}

}  // namespace

void mend_unseen(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const text::CodePoint point = text::code_point_at(text, at);
  const Span here{at, at + point.size};
  switch (const Unseen kind = kind_of(point.value)) {
    case Unseen::no:
      return;
    case Unseen::joiner:
      if (joins(text, here)) return;
      break;
    case Unseen::selector:
      if (selects(text, here)) return;
      break;
    case Unseen::invisible:
      break;
    case Unseen::tag:
      findings.flag_removed({here,
                             FlagKind::hidden_text,
                             RuleName::invisible,
                             "tag characters, which spell text that is not shown",
                             {}});
      return findings.remove(here, RuleName::invisible);
    case Unseen::mark:
      return findings.remove(here, RuleName::bidi);
    case Unseen::bidi:
      findings.flag_removed({here,
                             FlagKind::hidden_text,
                             RuleName::bidi,
                             "direction controls: the page may have shown another order",
                             {}});
      return findings.remove(here, RuleName::bidi);
    case Unseen::control:
    case Unseen::line:
      return mend_control(text, here, kind, findings);
  }
  look_for_sequence(text, here, findings);
  findings.remove(here, RuleName::invisible);
}

}  // namespace medloom::stages::repair
