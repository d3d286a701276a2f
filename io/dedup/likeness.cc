// Tested by tests/io/dedup_test.cc.
#include "io/dedup/likeness.h"

#include <string>

#include "io/dedup/difference.h"
#include "io/dedup/min_hash.h"

namespace medloom::dedup {
namespace {

unsigned similarity_of(const BareParts& a, const BareParts& b) {
  const auto shingles = [](const BareParts& parts) {
    return shingles_of(std::string(parts.asked) + std::string(parts.rest));
  };
  return jaccard_permille(shingles(a), shingles(b));
}

}  // namespace

Comparison likeness_of(const BareParts& a, const BareParts& b, const LikenessRules& rules) {
  if (a.asked == b.asked && a.rest == b.rest) return {Likeness::copy, 1000};
  const unsigned similarity = similarity_of(a, b);
  if (similarity < rules.threshold) return {};
  const Difference asked = difference_of(a.asked, b.asked, *rules.wording);
  if (asked.guarded || asked.replaced > rules.most_replaced) return {};
  const Difference rest = difference_of(a.rest, b.rest, *rules.wording);
  const bool copy = !asked.any && !rest.guarded && !rest.added;
  return {copy ? Likeness::copy : Likeness::near, similarity};
}

}  // namespace medloom::dedup
