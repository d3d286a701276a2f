// Dictionaries of one step of a conversion, in order of precedence, as one: the longest entry at a
// place, of the first dictionary that has one.
//
// A dictionary that stands first decides wherever it has an entry, even where a later one has a
// longer one. So an entry whose key begins with a key of an earlier dictionary can never act; once
// those are left out, the longest entry of all is the right one. Immutable; threads may share it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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
  // REQUIRES: it was built, not loaded; an image keeps no keys as text.
  const std::u32string& key(std::uint32_t entry) const { return sources_[entry]; }
  std::u32string_view value(std::uint32_t entry) const {
    const std::uint32_t from = entry == 0 ? 0 : ends_[entry - 1];
    return std::u32string_view(values_).substr(from, ends_[entry] - from);
  }
  std::size_t size() const { return ends_.size(); }

  // As the sections first_id, first_id + 1 … of an image, which must outlive what is loaded of it.
  static constexpr std::uint32_t kSections = DoubleArray::kSections + 2;
  void save(ImageWriter& image, std::uint32_t first_id) const;
  static Result<HanLexicon> load(const ImageFile& image, std::uint32_t first_id);

 private:
  DoubleArray keys_;
  std::vector<std::u32string> sources_;
  std::u32string values_;            // one after the other …
  std::vector<std::uint32_t> ends_;  // … and where each ends
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
