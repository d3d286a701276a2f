// ICU normalises UTF-8 in place of UTF-16 and reports what it changed as icu::Edits; most text is
// normal already, which its quick check finds at more than 1 GB/s.
//
// ICU sorts combining marks by insertion, which is quadratic in the length of a run: a page with
// half a million marks on one letter would take minutes, in the quick check already. So the text is
// first cut around such runs. The search for them only decodes characters that can be marks at all:
// ASCII and the bulk of Han (lead bytes E4 to E9) are passed by byte.
#include "text/normal_forms.h"

#include <cstdint>
#include <limits>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::size_t kMostMarks = 30;

// The leading class rather than the class: U+0F73 has class 0, but decomposes to two marks.
bool is_mark(char32_t c) {
  return c >= 0x300 &&
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0;
}

bool cannot_be_mark(unsigned char lead) { return lead < 0xCC || (lead >= 0xE4 && lead <= 0xE9); }

// The next run of more than kMostMarks marks at or behind `pos`; empty at the end if there is none.
Span long_mark_run(std::string_view text, std::size_t pos) {
  std::size_t from = pos;
  std::size_t marks = 0;
  while (pos < text.size()) {
    const std::size_t at = pos;
    const bool mark = cannot_be_mark(static_cast<unsigned char>(text[pos]))
                          ? (++pos, false)
                          : is_mark(decode_at(text, pos));
    if (mark) {
      if (marks++ == 0) from = at;
    } else if (marks > kMostMarks) {
      return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at)};
    } else {
      marks = 0;
    }
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  return marks > kMostMarks ? Span{static_cast<std::uint32_t>(from), end} : Span{end, end};
}

// The edits of one piece, which starts at `base` of the whole text.
void add_edits(std::string_view piece, std::uint32_t base, std::vector<Replacement>& edits) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::StringPiece source(piece.data(), static_cast<std::int32_t>(piece.size()));
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(source, error) || U_FAILURE(error)) return;

  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  icu::Edits changes;
  nfc->normalizeUTF8(0, source, sink, &changes, error);
  if (U_FAILURE(error)) return;
  for (auto it = changes.getFineChangesIterator(); it.next(error);) {
    const auto from = static_cast<std::uint32_t>(it.sourceIndex());
    const auto size = static_cast<std::uint32_t>(it.oldLength());
    std::string after = normal.substr(it.destinationIndex(), it.newLength());
    if (piece.substr(from, size) == after) continue;
    edits.push_back({{base + from, base + from + size}, std::move(after)});
  }
}

}  // namespace

std::vector<Replacement> nfc_edits(std::string_view text) {
  std::vector<Replacement> edits;
  if (text.size() > std::numeric_limits<std::int32_t>::max()) return edits;
  for (std::uint32_t pos = 0; pos < text.size();) {
    const Span run = long_mark_run(text, pos);
    add_edits(text.substr(pos, run.from - pos), pos, edits);
    pos = run.to;
  }
  return edits;
}

bool is_nfc(std::string_view text) { return nfc_edits(text).empty(); }

std::string to_nfc(std::string_view text) { return apply_edits(text, nfc_edits(text)); }

std::string apply_edits(std::string_view text, const std::vector<Replacement>& edits) {
  std::string out;
  out.reserve(text.size());
  std::uint32_t pos = 0;
  for (const Replacement& edit : edits) {
    out.append(text.substr(pos, edit.at.from - pos));
    out.append(edit.after);
    pos = edit.at.to;
  }
  return out.append(text.substr(pos));
}

}  // namespace medloom::text
