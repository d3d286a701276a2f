// Two results of one source are compared between the seams they have in common.
#include "text/han_pieces.h"

#include <algorithm>

namespace medloom::text {
namespace {

using PieceIterator = HanPieces::const_iterator;

HanPiece join(PieceIterator from, PieceIterator to) {
  HanPiece joined{from->from, to[-1].to};
  for (; from != to; ++from) {
    joined.text += from->text;
    if (joined.overlay < 0) joined.overlay = from->overlay;
  }
  return joined;
}

}  // namespace

void append_pieces(const HanUnits& units, HanPieces& pieces) {
  std::uint32_t end = 0;
  for (const HanUnit& unit : units) {
    if (unit.from >= end) pieces.push_back({unit.from, unit.to});
    end = std::max(end, unit.to);
    pieces.back().text += unit.c;
    pieces.back().to = end;
  }
}

HanPieces reconcile(const HanPieces& first, const HanPieces& second) {
  HanPieces out;
  PieceIterator b = second.begin();
  for (PieceIterator a = first.begin(); a != first.end();) {
    const PieceIterator a_from = a++;
    const PieceIterator b_from = b++;
    to_common_seam(a, b);
    HanPiece ours = join(a_from, a);
    HanPiece theirs = join(b_from, b);
    if (ours.text == theirs.text) {
      out.insert(out.end(), a_from, a);
    } else {
      ours.doubtful = true;
      ours.other = std::move(theirs.text);
      out.push_back(std::move(ours));
    }
  }
  return out;
}

}  // namespace medloom::text
