// Tested by tests/stages/assemble_test.cc.
#include "stages/assemble/place_index.h"

#include <algorithm>

namespace medloom::stages {
namespace {

constexpr std::uint32_t kStretch = 256;

}  // namespace

PlaceIndex::PlaceIndex(std::vector<PlacedText> texts) : texts_(std::move(texts)) {
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    std::uint32_t at = 0;
    for (const Run& run : texts_[i].text->runs()) {
      if (run.kind == RunKind::edited) {
        changes_[run.source].push_back({i, at, run});
      } else if (run.kind == RunKind::copied && run.length > 0) {
        for (std::uint32_t s = run.page.from / kStretch; s <= (run.page.to - 1) / kStretch; ++s) {
          stretches_[s].push_back({i, at, run});
        }
      }
      at += run.length;
    }
  }
}

std::vector<Place> PlaceIndex::of_change(ChangeId id) const {
  std::vector<Place> places;
  const auto found = changes_.find(id);
  if (found == changes_.end()) return places;
  std::uint32_t last_text = ~std::uint32_t{0};
  for (const Piece& piece : found->second) {
    const Span out{piece.from, piece.from + piece.run.length};
    // A later edit may have cut the change in two: its place is the hull.
    if (piece.text == last_text) {
      places.back().out = hull(places.back().out, out);
    } else {
      Place place{texts_[piece.text].pointer, out};
      places.push_back(std::move(place));
    }
    last_text = piece.text;
  }
  return places;
}

PlaceIndex::Located PlaceIndex::locate(const Text& block, std::uint32_t from) {
  const auto [it, added] = starts_.try_emplace(&block);
  std::vector<std::uint32_t>& starts = it->second;
  if (added) {
    std::uint32_t at = 0;
    for (const Run& run : block.runs()) {
      starts.push_back(at);
      at += run.length;
    }
  }
  const auto next = std::upper_bound(starts.begin(), starts.end(), from);
  return {&starts,
          next == starts.begin() ? 0 : static_cast<std::size_t>(next - starts.begin() - 1)};
}

Span PlaceIndex::page_of(const Text& block, Span span) {
  const Located found = locate(block, span.from);
  bool any = false;
  Span page;
  for (std::size_t i = found.first; i < block.runs().size(); ++i) {
    const Run& run = block.runs()[i];
    const std::uint32_t start = (*found.starts)[i];
    if (start >= span.to) break;
    const std::uint32_t from = std::max(span.from, start);
    const std::uint32_t to = std::min(span.to, start + run.length);
    if (from >= to) continue;
    const Span part = run.kind == RunKind::copied
                          ? Span{run.page.from + (from - start), run.page.from + (to - start)}
                          : run.page;
    page = any ? hull(page, part) : part;
    any = true;
  }
  return any ? page : block.page_hull(span);
}

std::vector<Place> PlaceIndex::of_span(const Text& block, Span span) {
  std::vector<Place> places;
  if (span.empty()) return places;
  const std::string_view wanted = block.view().substr(span.from, span.size());
  const Located found = locate(block, span.from);
  // The first run with a home decides.
  for (std::size_t i = found.first; i < block.runs().size(); ++i) {
    const Run& run = block.runs()[i];
    const std::uint32_t start = (*found.starts)[i];
    if (start >= span.to) break;
    if (run.length == 0 || run.kind == RunKind::read) continue;
    const std::uint32_t skipped = span.from > start ? span.from - start : 0;
    const std::uint32_t lead = start > span.from ? start - span.from : 0;  // of the span, before it
    add_places(run, skipped, lead, wanted, places);
    break;
  }
  return places;
}

void PlaceIndex::add_places(const Run& run, std::uint32_t skipped, std::uint32_t lead,
                            std::string_view wanted, std::vector<Place>& places) const {
  const bool copied = run.kind == RunKind::copied;
  const std::uint32_t here = (copied ? run.page.from : run.offset) + skipped;
  const auto& pieces_by_key = copied ? stretches_ : changes_;
  const auto found = pieces_by_key.find(copied ? here / kStretch : run.source);
  if (found == pieces_by_key.end()) return;
  for (const Piece& piece : found->second) {
    const std::uint32_t first = copied ? piece.run.page.from : piece.run.offset;
    if (here < first || here >= first + piece.run.length) continue;
    const std::uint32_t at = piece.from + (here - first);
    if (at < lead) continue;
    const Span out{at - lead, at - lead + static_cast<std::uint32_t>(wanted.size())};
    const PlacedText& text = texts_[piece.text];
    if (out.to > text.text->size() || text.text->view().substr(out.from, out.size()) != wanted) {
      continue;
    }
    const bool known = std::any_of(places.begin(), places.end(), [&](const Place& place) {
      return place.pointer == text.pointer && place.out == out;
    });
    if (!known) places.push_back({text.pointer, out});
  }
}

}  // namespace medloom::stages
