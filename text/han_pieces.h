// The result of a conversion piece by piece, and the comparison of two of them.
//
// A piece is the smallest stretch of the source whose result is known by itself. Values; pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/han_chain.h"

namespace medloom::text {

// Code points [from, to) of the source, and what became of them.
struct HanPiece {
  std::uint32_t from;
  std::uint32_t to;
  std::u32string text = {};
  std::int32_t overlay = -1;  // the number of the overlay entry that decided it
  bool doubtful = false;
  std::u32string other = {};  // the other candidate, if doubtful
};
using HanPieces = std::vector<HanPiece>;

// Appends the pieces of one converted token: units that share source characters make one piece.
void append_pieces(const HanUnits& units, HanPieces& pieces);

// Moves the ends of two ranges that begin together on to the next place where both have a seam.
// `a` and `b` point behind at least one element, of lists that cover the same text.
template <class Iterator>
void to_common_seam(Iterator& a, Iterator& b) {
  while (a[-1].to != b[-1].to) ++(a[-1].to < b[-1].to ? a : b);
}

// `first`, with each stretch where `second` has another text joined to one doubtful piece. Both
// must cover the same source.
HanPieces reconcile(const HanPieces& first, const HanPieces& second);

}  // namespace medloom::text
