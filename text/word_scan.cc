// The words' trie first, then breadth first the state that a byte leads to from each: the child, or
// where the longest proper suffix would go. What ends in that suffix ends in the state too.
//
// Tested by tests/text/word_scan_test.cc against a search for each word.
#include "text/word_scan.h"

#include <algorithm>

#include "text/ascii.h"

namespace medloom::text {

WordScan::WordScan(std::span<const std::string> words) {
  for (const std::string& word : words) {
    for (const char c : word) {
      std::uint8_t& column = column_[static_cast<unsigned char>(ascii_lower(c))];
      if (column == 0) column = static_cast<std::uint8_t>(columns_++);
    }
  }
  for (char c = 'A'; c <= 'Z'; ++c) {
    column_[static_cast<unsigned char>(c)] = column_[static_cast<unsigned char>(ascii_lower(c))];
  }

  struct Child {
    std::uint8_t column;
    std::uint32_t state;
  };
  next_.assign(columns_, 0);
  std::vector<std::vector<Child>> children(1);
  std::vector<std::vector<std::uint32_t>> found(1);
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    std::uint32_t state = 0;
    for (const char c : words[word]) {
      const std::uint8_t column = column_[static_cast<unsigned char>(c)];
      const std::size_t cell = std::size_t{state} * columns_ + column;
      if (next_[cell] == 0) {
        const auto child = static_cast<std::uint32_t>(found.size());
        next_[cell] = child;
        children[state].push_back({column, child});
        children.emplace_back();
        found.emplace_back();
        next_.resize(next_.size() + columns_, 0);
      }
      state = next_[cell];
    }
    if (state != 0) found[state].push_back(word);
  }

  std::vector<std::uint32_t> suffix(found.size(), 0);
  std::vector<std::uint32_t> queue{0};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t state = queue[i];
    std::uint32_t* const row = &next_[std::size_t{state} * columns_];
    // A state has few children: the rest of its row is that of its suffix.
    if (state != 0) {
      const std::vector<std::uint32_t>& shorter = found[suffix[state]];
      found[state].insert(found[state].end(), shorter.begin(), shorter.end());
      std::copy_n(&next_[std::size_t{suffix[state]} * columns_], columns_, row);
    }
    for (const Child& child : children[state]) {
      const std::uint32_t shorter = state == 0 ? 0 : row[child.column];
      const bool ends = !found[child.state].empty() || (shorter & kFound) != 0;
      row[child.column] = child.state | (ends ? kFound : 0);
      suffix[child.state] = shorter & kState;
      queue.push_back(child.state);
    }
  }

  out_begins_.reserve(found.size() + 1);
  for (const std::vector<std::uint32_t>& list : found) {
    out_begins_.push_back(static_cast<std::uint32_t>(outs_.size()));
    outs_.insert(outs_.end(), list.begin(), list.end());
  }
  out_begins_.push_back(static_cast<std::uint32_t>(outs_.size()));
}

}  // namespace medloom::text
