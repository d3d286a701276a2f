// Whether two texts are copies of one another, alike, or neither.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "io/dedup/bare_text.h"

namespace medloom::dedup {

// A text in two parts, both bare (bare_text.h): what is asked decides more strictly than the rest.
struct BareParts {
  std::string_view asked;
  std::string_view rest;
};

enum class Likeness {
  none,
  near,  // much the same: a person should look
  copy,  // the same, but for courtesies and punctuation; of the rest, `b` has nothing that `a` has
         // not
};

struct Comparison {
  Likeness likeness = Likeness::none;
  unsigned similarity = 0;  // permille of shared pieces (min_hash.h)
};

struct LikenessRules {
  unsigned threshold = 800;  // permille: what is below is not alike
  // How much of what is asked may stand for something else (difference.h) in texts that are near:
  // a slip of the pen, a word of another region.
  std::size_t most_replaced = 1;
  std::shared_ptr<const Wording> wording = std::make_shared<const Wording>();
};

// Texts that ask with another number, another side, with or without a negation or with another word
// are not alike, however much they share. A rest with such a difference is near at best.
Comparison likeness_of(const BareParts& a, const BareParts& b, const LikenessRules& rules);

}  // namespace medloom::dedup
