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
      places.push_back({texts_[piece.text].pointer, out});
    }
    last_text = piece.text;
  }
  return places;
}

std::vector<Place> PlaceIndex::of_span(const Text& block, Span span) const {
  std::vector<Place> places;
  if (span.empty()) return places;
  const Text wanted = block.slice(span);
  // The first byte with a home decides; `lead` bytes of the span stand before it.
  std::uint32_t lead = 0;
  for (const Run& run : wanted.runs()) {
    const std::vector<Piece>* pieces = nullptr;
    if (run.kind == RunKind::copied) {
      const auto found = stretches_.find(run.page.from / kStretch);
      if (found != stretches_.end()) pieces = &found->second;
    } else if (run.kind == RunKind::edited && run.length > 0) {
      const auto found = changes_.find(run.source);
      if (found != changes_.end()) pieces = &found->second;
    } else {
      lead += run.length;
      continue;
    }
    if (pieces == nullptr) return places;
    for (const Piece& piece : *pieces) {
      const bool copied = run.kind == RunKind::copied;
      const std::uint32_t first = copied ? piece.run.page.from : piece.run.offset;
      const std::uint32_t here = copied ? run.page.from : run.offset;
      if (here < first || here >= first + piece.run.length) continue;
      const std::uint32_t at = piece.from + (here - first);
      if (at < lead) continue;
      const Span out{at - lead, at - lead + span.size()};
      const std::string_view text = texts_[piece.text].text->view();
      if (out.to > text.size() || text.substr(out.from, out.size()) != wanted.view()) continue;
      const bool known = std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.pointer == texts_[piece.text].pointer && place.out == out;
      });
      if (!known) places.push_back({texts_[piece.text].pointer, out});
    }
    return places;
  }
  return places;
}

}  // namespace medloom::stages
