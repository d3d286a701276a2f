// `mojibake`: UTF-8 that was read as windows-1252 or Latin-1, `donâ€™t` for `don’t`.
//
// A run of characters goes back to bytes and is read as UTF-8 again. It is mended only where nobody
// can have meant it as it stands. Sequences of three bytes and more must give a character of the
// kinds that pages hold (punctuation, signs, kana, Han, emoji); a lone one behind a Latin letter
// must give punctuation, since `café®™` is good text. A lone one of two bytes must begin with Â or
// Ã (or Î, Ï: Greek) and not stand behind a letter that fits it: `IRMÃ®` stays. Two and more
// sequences in a row vouch for one another.
//
// A no-break space that was read so is Â and a blank (`freeÂ of charge`): what reads pages makes
// any blank of it, so that only the Â tells. It goes, and the blank stays.
//
// Characters that are lost cannot come back: 锟斤拷, ï¿½, U+FFFD and a cut `â€` are flagged and
// stay.
#include <algorithm>
#include <optional>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"
#include "stages/repair/windows_1252.h"

namespace medloom::stages::repair {
namespace {

struct Sequence {
  std::uint32_t end = 0;  // in the text
  char32_t value = 0;
  int bytes = 0;
};

// The characters from `at` on as one UTF-8 character, if that is what they are the bytes of.
std::optional<Sequence> sequence_at(std::string_view text, std::uint32_t at) {
  std::string bytes;
  Sequence found;
  std::size_t wanted = 1;
  for (std::size_t pos = at; bytes.size() < wanted;) {
    if (pos >= text.size()) return std::nullopt;
    const int byte = windows_1252_byte(text::decode_at(text, pos));
    if (byte < 0x80) return std::nullopt;
    if (bytes.empty()) wanted = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    if (wanted == 0) return std::nullopt;
    bytes += static_cast<char>(byte);
    found.end = static_cast<std::uint32_t>(pos);
  }
  const text::CodePoint point = text::code_point_at(bytes, 0);
  if (!point.valid || point.size != bytes.size()) return std::nullopt;
  found.value = point.value;
  found.bytes = static_cast<int>(point.size);
  return found;
}

bool is_sign(char32_t c) { return c >= 0x2010 && c <= 0x2BFF && !(c >= 0x2800 && c <= 0x28FF); }

bool is_likely(char32_t c) {
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  return c == 0xFEFF || is_sign(c) || in(0x2000, 0x200F) || in(0x3000, 0x30FF) ||
         in(0x3400, 0x9FFF) || in(0xAC00, 0xD7A3) || in(0xFF00, 0xFFEF) || in(0x1F300, 0x1FAFF) ||
         in(0x20000, 0x2FA1F);
}

bool is_certain_alone(std::string_view text, std::uint32_t at, const Sequence& sequence) {
  const char32_t left = char_before(text, at);
  const char32_t lead = char_at(text, at);
  const char32_t second = char_at(text, at + 2);
  if (sequence.bytes >= 3) {
    if (!is_likely(sequence.value)) return false;
    return !is_latin_letter(left) ? second != 0xA0 : is_sign(sequence.value) || sequence.bytes == 4;
  }
  if (sequence.value < 0xA0) return false;  // a C1 control
  if (lead == 0xC2 || lead == 0xC3) return !is_upper(left) && !(left >= 0xC0 && left <= 0xDE);
  return (lead == 0xCE || lead == 0xCF) && !is_latin_letter(left);
}

}  // namespace

void mend_mojibake(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const std::optional<Sequence> first = sequence_at(text, at);
  if (!first) {
    if (text.substr(at).starts_with("â€")) {
      findings.flag({{at, at + 5},
                     FlagKind::encoding,
                     RuleName::mojibake,
                     "a character was lost between two encodings",
                     {}});
    }
    return;
  }
  if (first->value == text::kReplacementCharacter) {
    findings.flag({{at, first->end},
                   FlagKind::encoding,
                   RuleName::mojibake,
                   "a character was lost between two encodings",
                   {}});
    return;
  }
  std::string after;
  std::uint32_t end = at;
  bool likely = true;
  int count = 0;
  for (std::optional<Sequence> next = first; next && next->value != text::kReplacementCharacter;
       next = sequence_at(text, end)) {
    text::append_utf8(after, next->value);
    likely = likely && (is_likely(next->value) || (next->bytes == 2 && next->value >= 0xA0));
    end = next->end;
    ++count;
  }
  if (count > 1 ? likely : is_certain_alone(text, at, *first)) {
    findings.replace({at, end}, std::move(after), RuleName::mojibake);
  }
}

void mend_no_break_space(const Passage& passage, std::uint32_t at, Findings& findings) {
  static constexpr std::string_view kHalf = "Â";
  const std::string_view text = passage.text;
  const auto ends_half = [text](std::uint32_t place) {
    return place >= text.size() || text[place] == ' ' || text[place] == '\n';
  };
  const auto half_at = [text](std::uint32_t place) {
    return place < text.size() && text.substr(place).starts_with(kHalf);
  };
  const auto behind = static_cast<std::uint32_t>(at + kHalf.size());
  const char32_t left = char_before(text, at);
  if (left == 0 || text::is_space(left)) {
    // A capital that stands alone may be what the text is about; two are blanks in a row.
    if (!half_at(behind + 1)) return;
  } else if (is_latin_letter(left) && !is_lower(left)) {
    return;
  }
  for (std::uint32_t from = at; half_at(from);) {
    const auto to = static_cast<std::uint32_t>(from + kHalf.size());
    if (!ends_half(to)) return;
    findings.remove({from, to}, RuleName::mojibake);
    from = to + 1;
  }
}

void flag_lost_text(const Passage& passage, std::uint32_t at, Findings& findings) {
  static constexpr std::string_view kScar = "锟斤拷";
  const std::string_view text = passage.text;
  const bool scar = text.substr(at).starts_with(kScar);
  const char32_t c = char_at(text, at);
  if (!scar && c != text::kReplacementCharacter) return;
  const std::uint32_t size =
      scar ? static_cast<std::uint32_t>(kScar.size()) : text::code_point_at(text, at).size;
  findings.flag({{at, at + size},
                 FlagKind::encoding,
                 RuleName::mojibake,
                 "characters were lost before the page was saved",
                 {}});
}

}  // namespace medloom::stages::repair
