// An immutable set of keys that is walked from a place in a folded text: a double-array trie over
// characters.
//
// Characters get small codes, the frequent ones first. A state is a cell; the cell of its child by
// code c is `base ^ c`, and it is that child if its `check` names the parent. One array access per
// character, no hashing, and nothing that depends on the number of keys.
//
// Cost: matches() is linear in the characters it walks, at most the longest key; about 12 bytes per
// state. Building sorts the keys and places each state's children in the first gap that fits.
// Thread-safety: immutable once built; const methods may run concurrently.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::dictionaries {

class Automaton {
 public:
  Automaton() = default;
  // REQUIRES: keys are distinct and not empty. A match is told by the index of its key here.
  explicit Automaton(const std::vector<std::u32string>& keys);

  // Calls visit(key, end) for every key that begins at `from`, the shorter ones first.
  template <class Visit>
  void matches(std::u32string_view text, std::size_t from, Visit&& visit) const;

  // Whether some key begins with this character.
  bool begins(char32_t c) const { return root_child_of(code(c)) != kNone; }

 private:
  friend class AutomatonBuilder;

  static constexpr std::uint32_t kNone = 0;  // cell 0 is the root and nobody's child
  static constexpr std::uint32_t kNoKey = 0xFFFFFFFF;
  static constexpr std::uint32_t kPageBits = 8;

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

  using CodePage = std::array<std::uint32_t, 1U << kPageBits>;
  std::vector<std::uint16_t> pages_;  // which code page a page of characters uses
  std::vector<CodePage> codes_;       // page 0 is all zero
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> first_;  // by code: the root's child
};

template <class Visit>
void Automaton::matches(std::u32string_view text, std::size_t from, Visit&& visit) const {
  std::uint32_t cell = root_child_of(code(text[from]));
  for (std::size_t end = from + 1; cell != kNone; ++end) {
    if (cells_[cell].key != kNoKey) visit(cells_[cell].key, end);
    if (end == text.size()) return;
    const std::uint32_t c = code(text[end]);
    if (c == 0) return;
    cell = child(cell, c);
  }
}

}  // namespace medloom::dictionaries
