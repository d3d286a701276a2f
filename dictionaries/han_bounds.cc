// The fewest pieces are found as a shortest path over the places between characters, once forwards
// and once backwards; a piece (p, q) belongs to a shortest path when before[p] + 1 + behind[q] is
// the length of the whole. This is the usual longest-match segmentation without its bias to one
// direction: forward and backward longest match are two of the paths it compares. Single characters
// are pieces too; they run across no place.

#include "dictionaries/han_bounds.h"

#include <algorithm>

namespace medloom::dictionaries {

void HanBounds::end_run(std::size_t to) {
  length_ = to - from_;
  is_cut_ = false;
  std::erase_if(pieces_, [this](const Piece& piece) { return piece.to > length_; });
  covered_.assign(length_ + 1, 0);
  std::size_t marked = 0;  // places below are decided: pieces come in order of `from`
  for (const Piece& piece : pieces_) {
    for (std::size_t i = std::max<std::size_t>(piece.from + 1, marked); i < piece.to; ++i) {
      covered_[i] = 1;
    }
    marked = std::max<std::size_t>(marked, piece.to);
  }
}

bool HanBounds::stands(std::size_t from, std::size_t to) {
  const std::size_t a = from - from_;
  const std::size_t b = to - from_;
  if (covered_[a] == 0 && covered_[b] == 0) return true;  // every cutting has it
  if (!is_cut_) cut();
  return before_[a] + 1 + behind_[b] == behind_[0] && crossed_[a] == 0 && crossed_[b] == 0;
}

void HanBounds::cut() {
  is_cut_ = true;
  count_before();
  count_behind();
  crossed_.assign(length_ + 1, 0);
  std::size_t marked = 0;
  for (const Piece& piece : pieces_) {
    if (before_[piece.from] + 1 + behind_[piece.to] != behind_[0]) continue;
    for (std::size_t i = std::max<std::size_t>(piece.from + 1, marked); i < piece.to; ++i) {
      crossed_[i] = 1;
    }
    marked = std::max<std::size_t>(marked, piece.to);
  }
}

void HanBounds::count_before() {
  before_.resize(length_ + 1);
  for (std::size_t i = 0; i <= length_; ++i) before_[i] = static_cast<std::uint32_t>(i);
  std::size_t reached = 0;  // up to here all counts are final
  for (const Piece& piece : pieces_) {
    for (; reached < piece.from; ++reached) {
      before_[reached + 1] = std::min(before_[reached + 1], before_[reached] + 1);
    }
    before_[piece.to] = std::min(before_[piece.to], before_[piece.from] + 1);
  }
  for (; reached < length_; ++reached) {
    before_[reached + 1] = std::min(before_[reached + 1], before_[reached] + 1);
  }
}

void HanBounds::count_behind() {
  behind_.resize(length_ + 1);
  for (std::size_t i = 0; i <= length_; ++i) behind_[i] = static_cast<std::uint32_t>(length_ - i);
  std::size_t place = length_;
  for (auto piece = pieces_.rbegin(); place > 0;) {
    --place;
    behind_[place] = std::min(behind_[place], behind_[place + 1] + 1);
    for (; piece != pieces_.rend() && piece->from == place; ++piece) {
      behind_[place] = std::min(behind_[place], behind_[piece->to] + 1);
    }
  }
}

}  // namespace medloom::dictionaries
