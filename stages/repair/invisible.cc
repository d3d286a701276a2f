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
// A control between two digits may have stood for anything: a blank keeps the numbers apart, and
// the place is flagged. A C1 control is a windows-1252 character that was read as Latin-1
// (`don\x92t`), which `mojibake` puts right.
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
    case Unseen::invisible:
      return findings.remove(here, RuleName::invisible);
    case Unseen::joiner:
      if (!joins(text, here)) findings.remove(here, RuleName::invisible);
      return;
    case Unseen::selector:
      if (!selects(text, here)) findings.remove(here, RuleName::invisible);
      return;
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
}

}  // namespace medloom::stages::repair
