// Dictionaries of one step of a conversion, in order of precedence, as one: the longest entry at a
// place, of the first dictionary that has one.
//
// A dictionary that stands first decides wherever it has an entry, even where a later one has a
// longer one. So an entry whose key begins with a key of an earlier dictionary can never act; once
// those are left out, the longest entry of all is the right one. Immutable; threads may share it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/double_array.h"
#include "text/opencc_data.h"

namespace medloom::text {

class HanLexicon {
 public:
  HanLexicon() = default;
  explicit HanLexicon(const std::vector<const Lexicon*>& dictionaries);

  // An entry that a text begins with: its characters, and its number. Length 0: there is none.
  struct Hit {
    std::uint32_t length = 0;
    std::uint32_t entry = 0;
  };

  // Iterators over characters.
  template <class Iterator>
  Hit longest(Iterator from, Iterator to) const;

  bool may_begin(char32_t c, char32_t next) const { return keys_.may_begin(c, next); }
  const DoubleArray& keys() const { return keys_; }
  const std::u32string& key(std::uint32_t entry) const { return sources_[entry]; }
  const std::u32string& value(std::uint32_t entry) const { return values_[entry]; }
  std::size_t size() const { return values_.size(); }

 private:
  DoubleArray keys_;
  std::vector<std::u32string> sources_;
  std::vector<std::u32string> values_;
};

template <class Iterator>
HanLexicon::Hit HanLexicon::longest(Iterator from, Iterator to) const {
  Hit best;
  if (from == to) return best;
  std::uint32_t length = 1;
  for (std::uint32_t state = keys_.first(*from); state != DoubleArray::kNone; ++length) {
    if (keys_.key(state) != DoubleArray::kNoKey) best = {length, keys_.key(state)};
    if (++from == to) break;
    state = keys_.next(state, *from);
  }
  return best;
}

}  // namespace medloom::text
