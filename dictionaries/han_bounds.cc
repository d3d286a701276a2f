// The fewest pieces are found as a shortest path over the places between characters, once forwards
// and once backwards; a piece (p, q) belongs to a shortest path when before[p] + 1 + behind[q] is
// the length of the whole. This is the usual longest-match segmentation without its bias to one
// direction: forward and backward longest match are two of the paths it compares.

#include "dictionaries/han_bounds.h"

#include <algorithm>

#include "dictionaries/characters.h"
#include "text/script.h"

namespace medloom::dictionaries {
namespace {

bool belongs_to_run(char32_t c) { return text::is_han(c) || is_word(c); }

}  // namespace

bool HanBounds::stands(std::size_t from, std::size_t to) {
  if (from < run_from_ || to > run_to_ || run_from_ == run_to_) cut_run_around(from);
  if (to > run_to_) return true;  // a key across punctuation: its ends are plain to see
  const std::size_t a = from - run_from_;
  const std::size_t b = to - run_from_;
  return before_[a] + 1 + behind_[b] == behind_[0] && !crossed_[a] && !crossed_[b];
}

void HanBounds::cut_run_around(std::size_t at) {
  run_from_ = at;
  run_to_ = at;
  while (run_from_ > 0 && belongs_to_run(text_[run_from_ - 1])) --run_from_;
  while (run_to_ < text_.size() && belongs_to_run(text_[run_to_])) ++run_to_;
  const std::size_t length = run_to_ - run_from_;

  std::vector<Piece> pieces;  // in order of `from`
  const auto run = text_.characters().substr(0, run_to_);
  for (std::size_t i = run_from_; i < run_to_; ++i) {
    pieces.push_back({i - run_from_, i - run_from_ + 1});
    if (!text_.word_cut(i)) continue;
    words_.matches(run, i, [&](std::uint32_t, std::size_t end) {
      if (text_.word_cut(end)) pieces.push_back({i - run_from_, end - run_from_});
    });
  }

  before_.assign(length + 1, static_cast<std::uint32_t>(length + 1));
  behind_.assign(length + 1, static_cast<std::uint32_t>(length + 1));
  before_[0] = 0;
  behind_[length] = 0;
  for (const Piece& piece : pieces) {
    before_[piece.to] = std::min(before_[piece.to], before_[piece.from] + 1);
  }
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    behind_[piece->from] = std::min(behind_[piece->from], behind_[piece->to] + 1);
  }

  crossed_.assign(length + 1, false);
  std::size_t marked = 0;  // places below are decided: pieces come in order of `from`
  for (const Piece& piece : pieces) {
    if (before_[piece.from] + 1 + behind_[piece.to] != behind_[0]) continue;
    for (std::size_t i = std::max(piece.from + 1, marked); i < piece.to; ++i) crossed_[i] = true;
    marked = std::max(marked, piece.to);
  }
}

}  // namespace medloom::dictionaries
