// Runs are kept in text order and never searched by page position, so every operation is one walk
// of a cursor from left to right. Batches matter: replacing n pieces of a block one by one would
// copy the block n times, `splice` copies it once.
//
// Tested by tests/model/text_test.cc, against a map of one source per byte.
#include "pipeline/model/text.h"

#include <algorithm>
#include <cassert>

namespace medloom {
namespace {

// `run` cut to its bytes [from, to). Only a copied run's page span shrinks with it: which byte of a
// reading or replacement came from which byte of the page is not known.
Run cut(Run run, std::uint32_t from, std::uint32_t to) {
  run.length = to - from;
  if (run.kind == RunKind::copied) {
    run.page = {run.page.from + from, run.page.from + to};
  } else {
    run.offset += from;
  }
  return run;
}

bool continues(const Run& a, const Run& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == RunKind::copied) return a.page.to == b.page.from;
  return a.source == b.source && a.page == b.page && a.offset + a.length == b.offset &&
         a.length > 0 && b.length > 0;
}

// Walks the runs from left to right, handing out pieces up to ever further text positions.
class Cursor {
 public:
  explicit Cursor(std::span<const Run> runs) : runs_(runs) {}

  // Calls take_piece(run) for what lies between the last position and `to`, deletion marks at `to`
  // included.
  template <class F>
  void take(std::uint32_t to, F take_piece) {
    take_bytes(to, take_piece);
    while (index_ < runs_.size() && runs_[index_].length == 0) take_piece(runs_[index_++]);
  }

  // The same without the deletion marks at `to`.
  template <class F>
  void take_bytes(std::uint32_t to, F take_piece) {
    while (at_ < to) {
      const Run& run = runs_[index_];
      const std::uint32_t length = std::min(run.length - taken_, to - at_);
      take_piece(cut(run, taken_, taken_ + length));
      at_ += length;
      taken_ += length;
      if (taken_ == run.length) {
        ++index_;
        taken_ = 0;
      }
    }
  }

  // The page position between what was taken and what follows.
  std::uint32_t page_position() const {
    if (taken_ > 0) return cut(runs_[index_], 0, taken_).page.to;
    if (index_ > 0) return runs_[index_ - 1].page.to;
    return runs_.empty() ? 0 : runs_.front().page.from;
  }

 private:
  std::span<const Run> runs_;
  std::size_t index_ = 0;
  std::uint32_t taken_ = 0;  // bytes of runs_[index_] already handed out
  std::uint32_t at_ = 0;     // text position
};

// The hull of the page spans of some runs; the empty span at `position` when there is none.
class Hull {
 public:
  explicit Hull(std::uint32_t position) : span_{position, position} {}
  void add(Span page) {
    span_ = found_ ? hull(span_, page) : page;
    found_ = true;
  }
  Span span() const { return span_; }

 private:
  Span span_;
  bool found_ = false;
};

}  // namespace

void Text::push(const Run& run) {
  if (run.length == 0 && run.kind != RunKind::edited) return;
  if (!runs().empty() && continues(runs().back(), run)) {
    Run& last = buffer_.last_run();
    last.length += run.length;
    if (run.kind == RunKind::copied) last.page.to = run.page.to;
    return;
  }
  buffer_.append(run);
}

void Text::append_copied(std::string_view bytes, std::uint32_t page_from) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  if (empty()) reserve(bytes.size(), 1);
  buffer_.append(bytes);
  push({RunKind::copied, length, {page_from, page_from + length}, 0, 0});
}

void Text::append_read(std::string_view bytes, Span page, ReadingId id) {
  buffer_.append(bytes);
  push({RunKind::read, static_cast<std::uint32_t>(bytes.size()), page, id, 0});
}

void Text::append(const Text& other) {
  if (empty() && runs().empty()) reserve(other.size(), other.runs().size());
  buffer_.append(other.view());
  for (const Run& run : other.runs()) push(run);
}

Text Text::slice(Span span) const {
  assert(span.from <= span.to && span.to <= size());
  Cursor cursor(runs());
  if (span.from > 0) cursor.take(span.from, [](const Run&) {});
  std::size_t pieces = 0;
  Cursor(cursor).take(span.to, [&pieces](const Run&) { ++pieces; });
  Text piece;
  piece.reserve(span.size(), pieces);
  piece.buffer_.append(view().substr(span.from, span.size()));
  cursor.take(span.to, [&piece](const Run& run) { piece.push(run); });
  return piece;
}

std::vector<Text> Text::cut(std::span<const std::uint32_t> offsets) const {
  std::vector<Text> pieces(offsets.size() + 1);
  Cursor cursor(runs());
  std::uint32_t from = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t to = i < offsets.size() ? offsets[i] : size();
    assert(from <= to && to <= size());
    pieces[i].buffer_.append(view().substr(from, to - from));
    cursor.take(to, [&](const Run& run) { pieces[i].push(run); });
    from = to;
  }
  return pieces;
}

std::vector<Span> Text::splice(std::span<const Splice> batch) {
  std::vector<Span> pages;
  pages.reserve(batch.size());
  if (batch.empty()) return pages;
  std::size_t new_size = size();
  for (const Splice& piece : batch) new_size += piece.after.size() - piece.at.size();
  Text result;
  result.reserve(new_size, runs().size() + 2 * batch.size());
  Cursor cursor(runs());
  std::uint32_t done = 0;
  const auto keep_until = [&](std::uint32_t to) {
    assert(done <= to && to <= size());
    result.buffer_.append(view().substr(done, to - done));
    cursor.take(to, [&result](const Run& run) { result.push(run); });
    done = to;
  };
  for (const Splice& piece : batch) {
    keep_until(piece.at.from);
    Hull page(cursor.page_position());
    cursor.take_bytes(piece.at.to, [&page](const Run& run) { page.add(run.page); });
    done = piece.at.to;
    pages.push_back(page.span());
    result.buffer_.append(piece.after);
    result.push({RunKind::edited, static_cast<std::uint32_t>(piece.after.size()), page.span(),
                 piece.change, 0});
  }
  keep_until(size());
  *this = std::move(result);
  return pages;
}

Span Text::page_hull(Span span) const {
  if (span.from == size()) {  // whoever appends to a long text asks for its end again and again
    const std::uint32_t end = runs().empty() ? 0 : runs().back().page.to;
    return {end, end};
  }
  Cursor cursor(runs());
  cursor.take(span.from, [](const Run&) {});
  Hull page(cursor.page_position());
  cursor.take_bytes(span.to, [&page](const Run& run) { page.add(run.page); });
  return page.span();
}

Span Text::page_hull() const {
  Hull page(0);
  for (const Run& run : runs()) page.add(run.page);
  return page.span();
}

SpliceMap::SpliceMap(std::span<const Splice> batch) {
  shifts_.reserve(batch.size());
  std::int64_t drift = 0;
  for (const Splice& piece : batch) {
    const auto from = static_cast<std::uint32_t>(piece.at.from + drift);
    const auto to = static_cast<std::uint32_t>(from + piece.after.size());
    shifts_.push_back({piece.at, {from, to}});
    drift += static_cast<std::int64_t>(piece.after.size()) - piece.at.size();
  }
}

Span SpliceMap::map(Span span) const {
  const auto shifted = [this](std::uint32_t position, bool is_end) -> std::uint32_t {
    // The last shift that begins before a position decides where it went.
    const auto next = std::partition_point(shifts_.begin(), shifts_.end(), [&](const Shift& s) {
      return s.before.from < position || (!is_end && s.before.to <= position);
    });
    if (next == shifts_.begin()) return position;
    const Shift& last = *(next - 1);
    if (position < last.before.to) return is_end ? last.after.to : last.after.from;
    return last.after.to + (position - last.before.to);
  };
  const std::uint32_t from = shifted(span.from, false);
  return {from, std::max(from, shifted(span.to, true))};
}

}  // namespace medloom
