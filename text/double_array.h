// An immutable set of keys that is walked from a place in a text: a double-array trie over
// characters.
//
// Characters get small codes, the frequent ones first. A state is a cell; the cell of its child by
// code c is `base ^ c`, and it is that child if its `check` names the parent. One array access per
// character, no hashing, and nothing that depends on the number of keys. At most places of a text
// no key begins; a set of hashed beginnings tells that of most of them without a walk.
//
// Cost: a walk is linear in the characters it takes, at most the longest key; about 12 bytes per
// state, and four bytes per key for the beginnings. Building sorts the keys and places each state's
// children in the first gap that fits. Thread-safety: immutable once built; const methods may run
// concurrently.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::text {

class DoubleArray {
 public:
  DoubleArray() = default;
  // REQUIRES: keys are distinct and not empty. A match is told by the index of its key here.
  explicit DoubleArray(const std::vector<std::u32string>& keys);

  // Calls visit(key, end) for every key that begins at `from`, the shorter ones first.
  template <class Visit>
  void matches(std::u32string_view text, std::size_t from, Visit&& visit) const;

  // Whether some key may begin with `c` and `next` behind it; `next` is any value that is no
  // character where `c` is the last one. Never wrong when it says no.
  bool may_begin(char32_t c, char32_t next) const {
    return has(kPair, c, next) || (has_single_ && has(kPair, c, kNothing));
  }

  // The same from all of what follows, and right more often: of Latin words, the first two letters
  // tell little.
  bool may_begin(std::u32string_view text) const {
    if (text.size() < 2) return !text.empty() && may_begin(text[0], kNothing);
    if (!may_begin(text[0], text[1])) return false;
    if (text.size() < kPrefix || has(kShort, text[0], text[1])) return true;
    return has(kLong, text[0] ^ text[2] << 12, text[1] ^ text[3] << 12) ||
           (has_single_ && has(kPair, text[0], kNothing));
  }

  // A walk: the state behind the first character, then behind each further one, until it is kNone.
  std::uint32_t first(char32_t c) const { return root_child_of(code(c)); }
  std::uint32_t next(std::uint32_t state, char32_t c) const {
    const std::uint32_t by = code(c);
    return by == 0 ? kNone : child(state, by);
  }
  // The key that ends in a state, or kNoKey.
  std::uint32_t key(std::uint32_t state) const { return cells_[state].key; }

  static constexpr std::uint32_t kNone = 0;  // cell 0 is the root and nobody's child
  static constexpr std::uint32_t kNoKey = 0xFFFFFFFF;

 private:
  friend class DoubleArrayBuilder;

  static constexpr std::uint32_t kPageBits = 8;
  static constexpr char32_t kNothing = 0xFFFFFFFF;  // behind a key of one character

  struct Cell {
    std::uint32_t base = 0;   // 0: no children
    std::uint32_t check = 0;  // parent's cell + 1; 0: free
    std::uint32_t key = kNoKey;
  };

  // 0 for a character of no key.
  std::uint32_t code(char32_t c) const {
    const std::size_t page = c >> kPageBits;
    if (page >= pages_.size()) return 0;
    return codes_[pages_[page]][c & ((1U << kPageBits) - 1)];
  }
  std::uint32_t child(std::uint32_t cell, std::uint32_t c) const {
    const std::uint32_t base = cells_[cell].base;
    if (base == 0) return kNone;
    const std::uint32_t next = base ^ c;
    return next < cells_.size() && cells_[next].check == cell + 1 ? next : kNone;
  }
  std::uint32_t root_child_of(std::uint32_t c) const {
    return c < first_.size() ? first_[c] : kNone;
  }

  // The set of beginnings: of each key its first two characters, once more where it is shorter than
  // kPrefix, else its first kPrefix characters.
  static constexpr std::size_t kPrefix = 4;
  enum Beginning : std::uint32_t { kPair = 0x9E3779B1, kShort = 0x7FEB352D, kLong = 0x846CA68B };
  std::uint32_t slot(Beginning kind, char32_t a, char32_t b) const {
    return (a * kind ^ b * 0x85EBCA77U) * 0xC2B2AE35U >> slot_shift_;
  }
  bool has(Beginning kind, char32_t a, char32_t b) const {
    const std::uint32_t bit = slot(kind, a, b);
    return (beginnings_[bit >> 6] >> (bit & 63) & 1) != 0;
  }

  using CodePage = std::array<std::uint32_t, 1U << kPageBits>;
  std::vector<std::uint16_t> pages_;  // which code page a page of characters uses
  std::vector<CodePage> codes_;       // page 0 is all zero
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> first_;             // by code: the root's child
  std::vector<std::uint64_t> beginnings_ = {0};  // a set of hashes, one bit each
  std::uint32_t slot_shift_ = 26;                // leaves as many bits of a hash as the set has
  bool has_single_ = false;                      // some key is one character
};

template <class Visit>
void DoubleArray::matches(std::u32string_view text, std::size_t from, Visit&& visit) const {
  if (!may_begin(text.substr(from))) return;
  std::uint32_t cell = root_child_of(code(text[from]));
  for (std::size_t end = from + 1; cell != kNone; ++end) {
    if (cells_[cell].key != kNoKey) visit(cells_[cell].key, end);
    if (end == text.size()) return;
    const std::uint32_t c = code(text[end]);
    if (c == 0) return;
    cell = child(cell, c);
  }
}

}  // namespace medloom::text
