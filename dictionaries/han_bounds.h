// Whether a short Han key stands in a text as a word, or only as neighbouring halves of two others.
//
// Chinese puts no space between words: 心衰 (heart failure) also stands in 中心衰竭, between 中心
// and 衰竭. The text around a candidate is cut in the fewest pieces that the known words allow
// (every key, label and plain word; an unknown character is a piece of its own). A candidate stands
// if it is a piece of such a cutting and no other fewest cutting runs across its ends.
//
// Limits: a bound is as good as the words that are known, and where two cuttings are equally short
// the candidate is refused. Keys of three characters and more are not asked; they hardly ever
// straddle. Cost: linear in the run of Han text around the candidate and the words in it, and only
// for runs of which somebody asks. Thread-safety: none; belongs to one scan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace medloom::dictionaries {

// One run of Han text after another: begin, the words in it by where they begin, end, questions.
class HanBounds {
 public:
  void begin_run(std::size_t from) {
    from_ = from;
    pieces_.clear();
  }
  // A known word of at least two characters that begins in the run.
  void add_word(std::size_t from, std::size_t to) {
    pieces_.push_back(
        {static_cast<std::uint32_t>(from - from_), static_cast<std::uint32_t>(to - from_)});
  }
  // Words that end behind `to` are none of the run.
  void end_run(std::size_t to);

  // REQUIRES: the run has ended, and characters [from, to) lie in it.
  bool stands(std::size_t from, std::size_t to);

 private:
  struct Piece {
    std::uint32_t from, to;
  };
  void cut();
  void count_before();
  void count_behind();

  std::size_t from_ = 0;
  std::size_t length_ = 0;
  bool is_cut_ = false;
  std::vector<Piece> pieces_;  // in order of `from`
  // By place in the run:
  std::vector<std::uint32_t> before_;  // fewest pieces from its start to here
  std::vector<std::uint32_t> behind_;  // fewest pieces from here to its end
  std::vector<std::uint8_t> covered_;  // a piece runs across here
  std::vector<std::uint8_t> crossed_;  // a piece of some fewest cutting runs across here
};

}  // namespace medloom::dictionaries
