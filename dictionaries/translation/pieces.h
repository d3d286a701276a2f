// The pieces of a segment that no engine may touch, and how each is written in the target language.
//
// Quantities (a comparison sign, a figure or range of figures, its unit), dates in figures,
// addresses, codes, abbreviations; in Han text every run of Latin letters, which names drugs and
// tests. And the terms that the dictionaries have an approved word for.
//
//   "每次服用5毫克"           → 5毫克, written "5 mg" in English
//   "TSH >4.2 mIU/L, B12 low" → TSH; >4.2 mIU/L; B12
//
// Every digit of a segment lies in a piece. Cost: linear but for units, which are a short list.
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/translation/rules.h"
#include "pipeline/model/span.h"

namespace medloom::translation {

struct ForcedTerm {
  Span at;
  std::string concept_id;
  std::string target;  // the approved word of the target language
};

struct Piece {
  enum class Kind : std::uint8_t { quantity, verbatim, term };
  Span at;
  Kind kind = Kind::verbatim;
  std::string target;  // what stands in the translation
  std::string key;     // equal for pieces that say the same in two languages
};

// In order, not overlapping. REQUIRES: terms in order, not overlapping, within the segment.
std::vector<Piece> find_pieces(std::string_view segment, std::string_view from, std::string_view to,
                               const std::vector<ForcedTerm>& terms, const CheckRules& rules);

// Keys of the quantities and verbatim pieces of a text, sorted: what a translation must have too.
std::vector<std::string> piece_keys(std::string_view text, std::string_view language,
                                    const CheckRules& rules);

}  // namespace medloom::translation
