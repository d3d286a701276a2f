// A set of phrases, each with a number, that finds the longest phrase at a place of a text.
//
// A trie over code points whose edges lie in one open-addressed hash table: some 10 ns for each
// character looked at, 24 to 48 bytes for each character stored. It walks iterators, so phrases
// that are inserted backwards (from rbegin to rend) are found at the end of a text by walking back.
// After the last insert it is immutable and threads may share it.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

namespace medloom::text {

class PhraseTrie {
 public:
  struct Hit {
    std::uint32_t length;  // code points
    std::uint32_t value;
  };

  PhraseTrie() : edges_(16), values_(1, kNone) {}

  // The first value of a phrase stays: false if it was there already. `value` must be below 2^32-1;
  // an empty phrase is never found.
  template <class Iterator>
  bool insert(Iterator from, Iterator to, std::uint32_t value) {
    if (from == to) return false;
    first_.set(slot_of(*from));
    std::uint32_t node = kRoot;
    for (; from != to; ++from) node = child_to_fill(node, *from);
    if (values_[node] != kNone) return false;
    values_[node] = value;
    return true;
  }

  // The longest phrase that [from, to) begins with.
  template <class Iterator>
  std::optional<Hit> longest(Iterator from, Iterator to) const {
    if (from == to || !first_.test(slot_of(*from))) return std::nullopt;
    std::optional<Hit> best;
    std::uint32_t node = kRoot;
    for (std::uint32_t length = 1; from != to; ++from, ++length) {
      node = child(node, *from);
      if (node == kNone) break;
      if (values_[node] != kNone) best = Hit{length, values_[node]};
    }
    return best;
  }

 private:
  static constexpr std::uint32_t kRoot = 0;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // An edge's key is its node and its character; no key is 0, because no edge leads to the root.
  struct Edge {
    std::uint64_t key = 0;
    std::uint32_t to = kNone;
  };

  static std::uint64_t key_of(std::uint32_t node, char32_t c) {
    return (std::uint64_t{node} << 32 | c) + 1;
  }
  static std::size_t slot_of(char32_t c) { return c & 0xFFFF; }

  std::uint32_t child(std::uint32_t node, char32_t c) const {
    return edges_[find(key_of(node, c))].to;
  }
  std::uint32_t child_to_fill(std::uint32_t node, char32_t c);
  std::size_t find(std::uint64_t key) const;  // the edge of `key`, or the free slot for it
  void grow();

  std::vector<Edge> edges_;  // a power of two, at most half full
  std::vector<std::uint32_t> values_;
  std::bitset<0x10000> first_;  // which characters phrases begin with: most places end here
};

}  // namespace medloom::text
