// Medical words that the regions of Chinese have each their own of: 食管 is 食道 in Taiwan.
//
// Concepts have labels for that (han_overlay.h); dictionaries/regions/words.tsv has further words,
// with what a label cannot say: in which context a word means the thing (肠镜, but not in 结肠镜),
// and whether the region's word always means it, so that it may be converted back. Guards are
// written in either script and hold in both.
//
// Thread-safety: plain values and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/han_overlay.h"

namespace medloom::dictionaries {

struct RegionalWord {
  std::string hans;
  std::string taiwan;     // empty: no word of its own
  std::string hong_kong;  // the same
  bool back_from_taiwan = false;
  bool back_from_hong_kong = false;
  HanContext context;
  SourceLine source;
};

// Reads the table; everything that is wrong with it goes to `problems`.
std::vector<RegionalWord> read_regional_words(std::string bytes, const File& file,
                                              Problems& problems);

// The words for one direction, by language tags of labels ("zh-Hans", "zh-Hant-TW").
std::vector<HanPhrase> regional_phrases(const std::vector<RegionalWord>& words,
                                        std::string_view from, std::string_view to);

// Whether a word may act at [from, to) of `text`; `needs` and `unless` are looked for within some
// 200 characters.
bool stands_in(const HanContext& context, std::string_view text, std::size_t from, std::size_t to);

}  // namespace medloom::dictionaries
