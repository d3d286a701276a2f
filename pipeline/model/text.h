// A block's text that knows where each of its bytes came from.
//
// A Text is a string made of runs. A run is
//   copied   the same bytes as a span of the decoded page,
//   read     what the reader made of a span (an entity, collapsed white space, a superscript, the
//            separator between joined blocks): its bytes are a *reading* kept in the edit log,
//   edited   what a change put there: its bytes are a slice of that change's `after`.
// Runs are sliced and joined with the text, so splitting, joining and moving keep provenance for
// free, and runs + page + log give every byte back (`replay`, see edit_log.h).
//
// A deletion leaves an edited run of length 0, so that it still has a place in the text: between
// two characters. Where a text is cut at such a place, the run goes with the left piece; where a
// piece beside it is replaced, it stays. Only a replacement on both sides of it takes it along.
//
// Cost: runs grow with edits and markup, not with characters; every operation is one walk over
// them. Thread-safety: a value; const methods may run concurrently.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/run.h"
#include "pipeline/model/span.h"
#include "pipeline/model/text_buffer.h"

namespace medloom {

// One replacement of a batch, in the coordinates of the text before the batch.
struct Splice {
  Span at;
  std::string_view after;
  ChangeId change = 0;
};

class Text {
 public:
  Text() = default;

  std::string_view view() const { return buffer_.bytes(); }
  std::string str() const { return std::string(view()); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(view().size()); }
  bool empty() const { return view().empty(); }
  std::span<const Run> runs() const { return buffer_.runs(); }

  // Appends bytes that stand in the page at `page_from`; extends the last run where it continues
  // it.
  void append_copied(std::string_view bytes, std::uint32_t page_from);
  // Appends what the reader made of `page` (reading `id` holds exactly `bytes`).
  void append_read(std::string_view bytes, Span page, ReadingId id);
  void append(const Text& other);
  // Before much is appended: how long it will be, so that nothing is moved and no room is left
  // over.
  void reserve(std::size_t bytes, std::size_t runs) { buffer_.reserve(bytes, runs); }

  // REQUIRES: span within the text. A deletion at the beginning of the text is in every slice from
  // 0.
  Text slice(Span span) const;

  // The text in pieces, cut before each of `offsets`: one more than there are offsets, one walk for
  // all of them. REQUIRES: ascending, within the text.
  std::vector<Text> cut(std::span<const std::uint32_t> offsets) const;

  // Applies a batch of replacements; returns the page hull of what each replaced.
  // REQUIRES: ordered by `at`, not overlapping, within the text.
  std::vector<Span> splice(std::span<const Splice> batch);

  // The page span that the bytes of `span` came from. An empty span gives the empty page span
  // beside it; a text without runs gives {0, 0}.
  Span page_hull(Span span) const;
  // The page span of the whole text, deletions at its ends included.
  Span page_hull() const;

  friend bool operator==(const Text& a, const Text& b) {
    return a.view() == b.view() && std::ranges::equal(a.runs(), b.runs());
  }

 private:
  void push(const Run& run);

  TextBuffer buffer_;  // the lengths of the runs add up to the size
};

// Where the positions of a text went when a batch was applied to it. A span keeps covering what it
// covered: one that begins or ends inside a replaced piece grows to the whole replacement, and text
// inserted at its edge stays outside.
class SpliceMap {
 public:
  explicit SpliceMap(std::span<const Splice> batch);
  Span map(Span span) const;

 private:
  struct Shift {
    Span before;
    Span after;
  };
  std::vector<Shift> shifts_;
};

}  // namespace medloom
