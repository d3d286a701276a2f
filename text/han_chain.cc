// A step walks the characters that the step before left, with the source ranges they stand for. So
// ranges compose by themselves: a replacement stands for the hull of what it replaces.
#include "text/han_chain.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/fold.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using UnitIterator = HanUnits::const_iterator;

// Reads units as the characters they are now.
class CharacterIterator {
 public:
  explicit CharacterIterator(UnitIterator at) : at_(at) {}
  char32_t operator*() const { return at_->c; }
  CharacterIterator& operator++() {
    ++at_;
    return *this;
  }
  bool operator==(const CharacterIterator&) const = default;

 private:
  UnitIterator at_;
};

// True if `from` and `to` are one text in two scripts, so that their characters go together.
bool differ_in_script_alone(UnitIterator from, std::size_t size, std::u32string_view to) {
  const FoldTable& fold = FoldTable::instance();
  return size == to.size() && std::equal(to.begin(), to.end(), from, [&](char32_t c, HanUnit unit) {
           return fold[c] == fold[unit.c];
         });
}

// Puts `after` in place of [from, to). Text in common at the ends is kept out of the common range,
// as long as something is left on both sides.
void replace(UnitIterator from, UnitIterator to, std::u32string_view after, HanUnits& out) {
  if (differ_in_script_alone(from, to - from, after)) {
    for (const char32_t c : after) out.push_back({c, from->from, from->to}), ++from;
    return;
  }
  while (to - from > 1 && after.size() > 1 && from->c == after.front()) {
    out.push_back(*from++);
    after.remove_prefix(1);
  }
  UnitIterator tail = to;
  while (tail - from > 1 && after.size() > 1 && std::prev(tail)->c == after.back()) {
    --tail;
    after.remove_suffix(1);
  }
  for (const char32_t c : after) out.push_back({c, from->from, std::prev(tail)->to});
  out.insert(out.end(), tail, to);
}

void run_step(const HanLexicon& step, const HanUnits& units, HanUnits& out) {
  out.clear();
  out.reserve(units.size());
  const CharacterIterator end(units.end());
  for (UnitIterator at = units.begin(); at != units.end();) {
    const UnitIterator behind = std::next(at);
    const bool may = step.may_begin(at->c, behind == units.end() ? 0 : behind->c);
    const HanLexicon::Hit hit = may ? step.longest(CharacterIterator(at), end) : HanLexicon::Hit();
    if (hit.length == 0) {
      out.push_back(*at++);
      continue;
    }
    replace(at, at + hit.length, step.value(hit.entry), out);
    at += hit.length;
  }
}

}  // namespace

HanChain::HanChain(const ConversionPlan& plan) {
  for (const std::vector<std::size_t>& step : plan.chain) {
    std::vector<const Lexicon*> dictionaries;
    for (const std::size_t number : step) dictionaries.push_back(&plan.lexicons[number]);
    steps_.emplace_back(dictionaries);
  }
}

void HanChain::convert(std::u32string_view text, std::uint32_t from, std::uint32_t to,
                       HanUnits& units) const {
  units.clear();
  for (std::uint32_t pos = from; pos < to; ++pos) units.push_back({text[pos], pos, pos + 1});
  HanUnits out;
  for (const HanLexicon& step : steps_) {
    run_step(step, units, out);
    std::swap(units, out);
  }
}

}  // namespace medloom::text
