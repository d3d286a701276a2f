// From provenance to places: where in the record's texts a byte of the page, or of a change, went.
//
// A text can stand in two fields (an answer's `text` and its `blocks`), so a place is a list.
// Cost: linear in the runs of all texts to build; a look-up is a binary search over the runs of the
// block and reads one 256-byte stretch of the page.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/pointer_list.h"
#include "pipeline/model/record.h"

namespace medloom::stages {

struct Place {
  std::uint32_t text = 0;  // its number in the record
  Span out;                // in that text
};

class PlaceIndex {
 public:
  explicit PlaceIndex(const Record& record);

  // Where the bytes that change `id` put there stand now; none when a later edit or a drop took
  // them. `places` is used again and again.
  void of_change(ChangeId id, std::vector<Place>& places) const;

  // Where a span of a block's text stands, whole and unchanged.
  void of_span(const Text& block, Span span, std::vector<Place>& places);

  // Text::page_hull, for many spans of few blocks.
  Span page_of(const Text& block, Span span);

  const std::vector<const Text*>& texts() const { return texts_; }
  // Valid as long as the index. A text of which many entries speak is asked for often.
  const std::string& pointer(std::uint32_t text);

 private:
  class Gatherer;

  struct Piece {
    std::uint32_t text;  // index into texts_
    std::uint32_t from;  // where the run begins in it
    const Run* run;
  };

  // Pieces by a small number, those of one number in the order of the texts.
  class Pieces {
   public:
    // `each` calls what it is given with every (number, piece), the same twice.
    template <class Each>
    void build(const Each& each);
    std::span<const Piece> of(std::uint32_t number) const;

   private:
    std::vector<std::uint32_t> begins_;  // one more than there are numbers
    std::vector<Piece> pieces_;
  };

  // The run of a block that holds a byte of its text.
  struct Located {
    std::size_t run;
    std::uint32_t start;  // of the run in the text
  };
  Located locate(const Text& block, std::uint32_t from);
  // Every text in which `wanted` stands, where `skipped` bytes into `run` is its byte number
  // `lead`.
  void add_places(const Run& run, std::uint32_t skipped, std::uint32_t lead,
                  std::string_view wanted, std::vector<Place>& places) const;

  std::vector<const Text*> texts_;
  PointerList pointers_;                                                // of all texts
  std::vector<std::string> told_;                                       // of those asked for
  Pieces changes_;                                                      // by change
  Pieces stretches_;                                                    // by page position / 256
  std::unordered_map<const Text*, std::vector<std::uint32_t>> starts_;  // of runs, by block
};

}  // namespace medloom::stages
