// Cuts Han text into what a conversion treats as one: hits of the overlay, phrases, and runs of
// whatever lies between.
//
// Overlay hits are found first, leftmost-longest over the whole text; the pieces between them are
// cut into phrases by greedy longest match, as OpenCC does it. The same from the other end gives a
// second opinion: where the two cuts differ, the greedy one may have taken a phrase out of the
// middle of two words (医|生发|现). Immutable after the last add; threads may share it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/phrase_trie.h"

namespace medloom::text {

// Code points [from, to) of the text.
struct HanToken {
  static constexpr std::int32_t kNoOverlay = -1;

  std::uint32_t from;
  std::uint32_t to;
  std::int32_t overlay = kNoOverlay;  // the number of the overlay entry, if it is a hit of one

  friend bool operator==(const HanToken&, const HanToken&) = default;
};

class HanSegmenter {
 public:
  void add_phrase(std::u32string_view phrase);
  void add_overlay(std::u32string_view phrase, std::uint32_t number);

  // Both cover the text completely and in order.
  std::vector<HanToken> forward(std::u32string_view text) const;
  std::vector<HanToken> backward(std::u32string_view text) const;

 private:
  struct Direction {
    PhraseTrie phrases;
    PhraseTrie overlay;
  };

  static std::vector<HanToken> cut(std::u32string_view text, const Direction& direction);
  static void cut_piece(std::u32string_view text, std::uint32_t from, std::uint32_t to,
                        const PhraseTrie& phrases, std::vector<HanToken>& tokens);

  Direction forward_;
  Direction backward_;  // with all keys reversed
};

}  // namespace medloom::text
