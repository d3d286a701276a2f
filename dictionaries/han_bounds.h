// Whether a short Han key stands in a text as a word, or only as neighbouring halves of two others.
//
// Chinese puts no space between words: 心衰 (heart failure) also stands in 中心衰竭, between 中心
// and 衰竭. The text around a candidate is cut in the fewest pieces that the known words allow
// (every key, label and plain word; an unknown character is a piece of its own). A candidate stands
// if it is a piece of such a cutting and no other fewest cutting runs across its ends.
//
// Limits: a bound is as good as the words that are known, and where two cuttings are equally short
// the candidate is refused. Keys of three characters and more are not asked; they hardly ever
// straddle. Cost: linear in the run of Han text around the candidate, once per run.
// Thread-safety: none; belongs to one scan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dictionaries/folded_text.h"
#include "text/double_array.h"

namespace medloom::dictionaries {

class HanBounds {
 public:
  // Both must outlive it.
  HanBounds(const text::DoubleArray& words, const FoldedText& text) : words_(words), text_(text) {}

  // REQUIRES: characters [from, to) are a key of `words` and contain a Han character.
  bool stands(std::size_t from, std::size_t to);

 private:
  void cut_run_around(std::size_t at);

  struct Piece {
    std::size_t from, to;
  };

  const text::DoubleArray& words_;
  const FoldedText& text_;
  // The run that was cut last: characters [run_from_, run_to_) and, by place in it,
  std::size_t run_from_ = 0;
  std::size_t run_to_ = 0;
  std::vector<std::uint32_t> before_;  // fewest pieces from its start to here
  std::vector<std::uint32_t> behind_;  // fewest pieces from here to its end
  std::vector<bool> crossed_;          // a piece of some fewest cutting runs across here
};

}  // namespace medloom::dictionaries
