// Linear probing with a multiplicative hash of (node, character); the table doubles when half full.
#include "text/phrase_trie.h"

#include <utility>

namespace medloom::text {

std::size_t PhraseTrie::find(std::uint64_t key) const {
  const std::size_t mask = edges_.size() - 1;
  std::size_t slot = (key * 0x9E3779B97F4A7C15u) >> 20 & mask;
  while (edges_[slot].key != key && edges_[slot].key != 0) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t PhraseTrie::child_to_fill(std::uint32_t node, char32_t c) {
  if (2 * values_.size() >= edges_.size()) grow();  // nodes are one more than edges
  Edge& edge = edges_[find(key_of(node, c))];
  if (edge.to == kNone) {
    edge = {key_of(node, c), static_cast<std::uint32_t>(values_.size())};
    values_.push_back(kNone);
  }
  return edge.to;
}

void PhraseTrie::grow() {
  std::vector<Edge> old(2 * edges_.size());
  std::swap(old, edges_);
  for (const Edge& edge : old) {
    if (edge.to != kNone) edges_[find(edge.key)] = edge;
  }
}

}  // namespace medloom::text
