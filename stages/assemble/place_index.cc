// Tested by tests/stages/assemble_test.cc.
#include "stages/assemble/place_index.h"

#include <algorithm>

namespace medloom::stages {
namespace {

constexpr std::uint32_t kStretch = 256;
constexpr std::size_t kFewRuns = 16;  // found by a walk

}  // namespace

// Collects the texts of a record with their pointers.
class PlaceIndex::Gatherer final : public PlaceVisitor {
 public:
  explicit Gatherer(PlaceIndex& index) : index_(index) {}

  void text(std::string_view pointer, const Text& text) override {
    index_.texts_.push_back(&text);
    index_.pointers_.push_back(pointer);
  }

 private:
  PlaceIndex& index_;
};

template <class Each>
void PlaceIndex::Pieces::build(const Each& each) {
  begins_.assign(1, 0);
  each([this](std::uint32_t number, const Piece&) {
    if (number + 2 > begins_.size()) begins_.resize(number + 2);
    ++begins_[number + 1];
  });
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  pieces_.resize(begins_.back());
  std::vector<std::uint32_t> next = begins_;
  each([&](std::uint32_t number, const Piece& piece) { pieces_[next[number]++] = piece; });
}

std::span<const PlaceIndex::Piece> PlaceIndex::Pieces::of(std::uint32_t number) const {
  if (std::size_t{number} + 1 >= begins_.size()) return {};
  return std::span(pieces_).subspan(begins_[number], begins_[number + 1] - begins_[number]);
}

PlaceIndex::PlaceIndex(const Record& record) {
  Gatherer gatherer(*this);
  visit_places(record, gatherer);
  const auto each_run = [this](const auto& take) {
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      std::uint32_t at = 0;
      for (const Run& run : texts_[i]->runs()) {
        take(Piece{i, at, &run});
        at += run.length;
      }
    }
  };
  changes_.build([&](const auto& take) {
    each_run([&](const Piece& piece) {
      if (piece.run->kind == RunKind::edited) take(piece.run->source, piece);
    });
  });
  stretches_.build([&](const auto& take) {
    each_run([&](const Piece& piece) {
      const Run& run = *piece.run;
      if (run.kind != RunKind::copied || run.length == 0) return;
      for (std::uint32_t s = run.page.from / kStretch; s <= (run.page.to - 1) / kStretch; ++s) {
        take(s, piece);
      }
    });
  });
}

void PlaceIndex::of_change(ChangeId id, std::vector<Place>& places) const {
  places.clear();
  for (const Piece& piece : changes_.of(id)) {
    const Span out{piece.from, piece.from + piece.run->length};
    // A later edit may have cut the change in two: its place is the hull.
    if (!places.empty() && piece.text == places.back().text) {
      places.back().out = hull(places.back().out, out);
    } else {
      places.push_back({piece.text, out});
    }
  }
}

const std::string& PlaceIndex::pointer(std::uint32_t text) {
  if (told_.empty()) told_.resize(texts_.size());
  std::string& told = told_[text];
  if (told.empty()) told = pointers_.at(text);
  return told;
}

PlaceIndex::Located PlaceIndex::locate(const Text& block, std::uint32_t from) {
  const std::span<const Run> runs = block.runs();
  if (runs.size() <= kFewRuns) {
    Located found{0, 0};
    while (found.run + 1 < runs.size() && from >= found.start + runs[found.run].length) {
      found.start += runs[found.run++].length;
    }
    return found;
  }
  const auto [it, added] = starts_.try_emplace(&block);
  std::vector<std::uint32_t>& starts = it->second;
  if (added) {
    starts.reserve(runs.size());
    std::uint32_t at = 0;
    for (const Run& run : runs) {
      starts.push_back(at);
      at += run.length;
    }
  }
  const auto next = std::upper_bound(starts.begin(), starts.end(), from);
  return {static_cast<std::size_t>(next - starts.begin() - 1), *(next - 1)};
}

Span PlaceIndex::page_of(const Text& block, Span span) {
  const auto [first, first_start] = locate(block, span.from);
  std::uint32_t start = first_start;
  bool any = false;
  Span page;
  for (std::size_t i = first; i < block.runs().size() && start < span.to; ++i) {
    const Run& run = block.runs()[i];
    const std::uint32_t from = std::max(span.from, start);
    const std::uint32_t to = std::min(span.to, start + run.length);
    if (from < to) {
      const Span part = run.kind == RunKind::copied
                            ? Span{run.page.from + (from - start), run.page.from + (to - start)}
                            : run.page;
      page = any ? hull(page, part) : part;
      any = true;
    }
    start += run.length;
  }
  return any ? page : block.page_hull(span);
}

void PlaceIndex::of_span(const Text& block, Span span, std::vector<Place>& places) {
  places.clear();
  if (span.empty()) return;
  const std::string_view wanted = block.view().substr(span.from, span.size());
  const auto [first, first_start] = locate(block, span.from);
  std::uint32_t start = first_start;
  // The first run with a home decides.
  for (std::size_t i = first; i < block.runs().size() && start < span.to; ++i) {
    const Run& run = block.runs()[i];
    if (run.length > 0 && run.kind != RunKind::read) {
      const std::uint32_t skipped = span.from > start ? span.from - start : 0;
      const std::uint32_t lead = start > span.from ? start - span.from : 0;  // before the run
      return add_places(run, skipped, lead, wanted, places);
    }
    start += run.length;
  }
}

void PlaceIndex::add_places(const Run& run, std::uint32_t skipped, std::uint32_t lead,
                            std::string_view wanted, std::vector<Place>& places) const {
  const bool copied = run.kind == RunKind::copied;
  const std::uint32_t here = (copied ? run.page.from : run.offset) + skipped;
  for (const Piece& piece : copied ? stretches_.of(here / kStretch) : changes_.of(run.source)) {
    const std::uint32_t first = copied ? piece.run->page.from : piece.run->offset;
    if (here < first || here >= first + piece.run->length) continue;
    const std::uint32_t at = piece.from + (here - first);
    if (at < lead) continue;
    const Span out{at - lead, at - lead + static_cast<std::uint32_t>(wanted.size())};
    const Text& text = *texts_[piece.text];
    if (out.to > text.size() || text.view().substr(out.from, out.size()) != wanted) continue;
    const bool known = std::any_of(places.begin(), places.end(), [&](const Place& place) {
      return place.text == piece.text && place.out == out;
    });
    if (!known) places.push_back({piece.text, out});
  }
}

}  // namespace medloom::stages
