// Finds the words of a list in bytes: an Aho-Corasick automaton as one table.
//
// Meant for "is there anything to do here?" over text that mostly has nothing: one load a byte
// whatever the number of words, and no characters are decoded. ASCII letters match in either case.
// Bytes that stand in no word share one column, so the table has a few dozen columns a state.
//
// Cost: linear in the text and in the words that it visits; 4 bytes for each state and column.
// Thread-safety: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::text {

class WordScan {
 public:
  WordScan() : next_(1, 0), out_begins_{0, 0} {}
  // Empty words are never found.
  explicit WordScan(std::span<const std::string> words);

  // Calls visit(word, end) for every word that ends in the text, by the order of its ends; of those
  // that end together, the longest first.
  template <class Visit>
  void scan(std::string_view text, Visit&& visit) const {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[(state & kState) * columns_ + column_[static_cast<unsigned char>(text[i])]];
      if ((state & kFound) == 0) [[likely]]
        continue;
      const std::uint32_t at = state & kState;
      for (std::uint32_t out = out_begins_[at]; out < out_begins_[at + 1]; ++out) {
        visit(outs_[out], i + 1);
      }
    }
  }

 private:
  static constexpr std::uint32_t kFound = 1U << 31;  // a word ends in this state
  static constexpr std::uint32_t kState = kFound - 1;

  std::array<std::uint8_t, 256> column_{};  // 0: in no word
  std::uint32_t columns_ = 1;
  std::vector<std::uint32_t> next_;  // [state * columns_ + column]
  std::vector<std::uint32_t> out_begins_;
  std::vector<std::uint32_t> outs_;
};

}  // namespace medloom::text
