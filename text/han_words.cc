// A word that stands twice keeps its first result; rows come before words that only cut.
// Tested by tests/text/han_words_test.cc.
#include "text/han_words.h"

#include <utility>

namespace medloom::text {

void HanWords::add(const OverlayEntry& entry, std::int32_t number, std::u32string to,
                   const HanTables& tables) {
  std::u32string from = to_utf32(entry.from);
  if (from.size() != to.size()) return;
  if (entry.use == OverlayEntry::Use::alone) {
    if (from.size() != 1) return;
    const std::u32string other = to_utf32(entry.other);
    alone_.try_emplace(from[0],
                       Alone{to[0], entry.doubtful && !other.empty() ? other[0] : 0, number});
    varying_.add(from[0]);
    return;
  }
  if (!known_.insert(from).second) return;
  bool plain = true;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (to[i] == tables.usual(from[i])) continue;
    plain = false;
    varying_.add(from[i]);
  }
  std::u32string other = entry.doubtful ? to_utf32(entry.other) : std::u32string();
  if (other.size() != to.size()) other.clear();
  for (std::size_t i = 0; i < other.size(); ++i) {
    if (to[i] == other[i]) continue;
    plain = false;
    varying_.add(from[i]);
  }
  if (plain && from.size() == 1) return characters_.add(from[0]);
  sources_.push_back(std::move(from));
  words_.push_back({std::move(to), number, plain, std::move(other)});
}

void HanWords::compile() { keys_ = DoubleArray(sources_); }

}  // namespace medloom::text
