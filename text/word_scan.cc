// The words' trie first, then breadth first the state that a byte leads to from each: the child, or
// where the longest proper suffix would go. What ends in that suffix ends in the state too.
//
// Tested by tests/text/word_scan_test.cc against a search for each word.
#include "text/word_scan.h"

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

  next_.assign(columns_, 0);
  std::vector<std::vector<std::uint32_t>> found(1);
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    std::uint32_t state = 0;
    for (const char c : words[word]) {
      const std::size_t cell = state * columns_ + column_[static_cast<unsigned char>(c)];
      if (next_[cell] == 0) {
        next_[cell] = static_cast<std::uint32_t>(found.size());
        found.emplace_back();
        next_.resize(next_.size() + columns_, 0);
      }
      state = next_[cell];
    }
    if (state != 0) found[state].push_back(word);
  }

  std::vector<std::uint32_t> suffix(found.size(), 0);
  std::vector<std::uint32_t> queue;
  for (std::uint32_t column = 0; column < columns_; ++column) {
    if (next_[column] != 0) queue.push_back(next_[column]);
  }
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t state = queue[i];
    const std::vector<std::uint32_t>& shorter = found[suffix[state]];
    found[state].insert(found[state].end(), shorter.begin(), shorter.end());
    for (std::uint32_t column = 0; column < columns_; ++column) {
      std::uint32_t& child = next_[state * columns_ + column];
      const std::uint32_t other = next_[suffix[state] * columns_ + column];
      if (child == 0) {
        child = other;
      } else {
        suffix[child] = other;
        queue.push_back(child);
      }
    }
  }

  out_begins_.reserve(found.size() + 1);
  for (const std::vector<std::uint32_t>& list : found) {
    out_begins_.push_back(static_cast<std::uint32_t>(outs_.size()));
    outs_.insert(outs_.end(), list.begin(), list.end());
  }
  out_begins_.push_back(static_cast<std::uint32_t>(outs_.size()));
  for (std::uint32_t& state : next_) {
    if (!found[state].empty()) state |= kFound;
  }
}

}  // namespace medloom::text
