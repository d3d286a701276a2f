// Units and pieces come in order, so text and segments are only ever appended to.
#include "text/han_writer.h"

#include <algorithm>

#include "text/utf8.h"

namespace medloom::text {

HanWriter::HanWriter(std::string_view source, std::u32string_view characters)
    : source_(source), characters_(characters) {
  offsets_.reserve(characters.size() + 1);
  for (std::size_t pos = 0; pos < source.size(); pos += code_point_at(source, pos).size) {
    offsets_.push_back(static_cast<std::uint32_t>(pos));
  }
  offsets_.push_back(static_cast<std::uint32_t>(source.size()));
  out_.text.reserve(source.size() + source.size() / 8);
}

void HanWriter::add(const HanPiece& piece) {
  HanSegment segment;
  segment.source = {offsets_[piece.from], offsets_[piece.to]};
  segment.overlay = piece.overlay;
  segment.doubtful = piece.doubtful;
  segment.other = to_utf8(piece.other);
  const bool is_same = characters_.substr(piece.from, piece.to - piece.from) == piece.text;
  segment.by = piece.overlay >= 0 ? HanSegment::By::overlay
               : is_same          ? HanSegment::By::same
                                  : HanSegment::By::opencc;
  segment.target.from = static_cast<std::uint32_t>(out_.text.size());
  for (const char32_t c : piece.text) append_utf8(out_.text, c);
  segment.target.to = static_cast<std::uint32_t>(out_.text.size());
  add_segment(std::move(segment));
}

// Most units are unchanged and copied in runs.
void HanWriter::add(const HanUnits& units) {
  std::uint32_t run = units.empty() ? 0 : units.front().from;
  for (auto at = units.begin(); at != units.end();) {
    const auto first = at;
    std::uint32_t end = at->to;
    while (++at != units.end() && at->from < end) end = std::max(end, at->to);
    if (at - first == 1 && is_unchanged(*first)) continue;
    add_same(run, first->from);
    HanPiece piece{first->from, end};
    for (auto unit = first; unit != at; ++unit) piece.text += unit->c;
    add(piece);
    run = end;
  }
  if (!units.empty()) add_same(run, units.back().to);
}

void HanWriter::add_same(std::uint32_t from, std::uint32_t to) {
  if (from == to) return;
  const Span source{offsets_[from], offsets_[to]};
  const auto start = static_cast<std::uint32_t>(out_.text.size());
  out_.text.append(source_.substr(source.from, source.size()));
  add_segment({source, {start, start + source.size()}});
}

void HanWriter::add_segment(HanSegment segment) {
  const auto is_plain = [](const HanSegment& s) {
    return s.by == HanSegment::By::same && !s.doubtful;
  };
  if (!out_.segments.empty() && is_plain(segment) && is_plain(out_.segments.back())) {
    out_.segments.back().source.to = segment.source.to;
    out_.segments.back().target.to = segment.target.to;
  } else {
    out_.segments.push_back(std::move(segment));
  }
}

}  // namespace medloom::text
