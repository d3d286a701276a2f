// From provenance to places: where in the record's texts a byte of the page, or of a change, went.
//
// A text can stand in two fields (an answer's `text` and its `blocks`), so a place is a list.
// Cost: linear in the runs of all texts to build; a look-up is a binary search over the runs of the
// block and reads one 256-byte stretch of the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/record.h"

namespace medloom::stages {

struct Place {
  std::string pointer;
  Span out;  // in the text the pointer names
};

class PlaceIndex {
 public:
  explicit PlaceIndex(std::vector<PlacedText> texts);

  // Where the bytes that change `id` put there stand now; none when a later edit or a drop took
  // them.
  std::vector<Place> of_change(ChangeId id) const;

  // Where a span of a block's text stands, whole and unchanged.
  std::vector<Place> of_span(const Text& block, Span span);

  // Text::page_hull, for many spans of few blocks.
  Span page_of(const Text& block, Span span);

  const std::vector<PlacedText>& texts() const { return texts_; }

 private:
  struct Piece {
    std::uint32_t text;  // index into texts_
    std::uint32_t from;  // where the run begins in it
    Run run;
  };

  // The runs of `block` from the one that holds `from` on: its index, and where each run begins.
  struct Located {
    const std::vector<std::uint32_t>* starts;
    std::size_t first;
  };
  Located locate(const Text& block, std::uint32_t from);
  // Every text in which `wanted` stands, where `skipped` bytes into `run` is its byte number `lead`.
  void add_places(const Run& run, std::uint32_t skipped, std::uint32_t lead,
                  std::string_view wanted, std::vector<Place>& places) const;

  std::vector<PlacedText> texts_;
  std::unordered_map<const Text*, std::vector<std::uint32_t>> starts_;  // of runs, by block
  std::unordered_map<ChangeId, std::vector<Piece>> changes_;
  std::unordered_map<std::uint32_t, std::vector<Piece>> stretches_;  // page position / 256
};

}  // namespace medloom::stages
