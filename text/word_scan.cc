// The words in order make the trie: those that share a beginning stand together, so a state is a
// range of words and its edges are the bytes that follow in them.
//
// Tested by tests/text/word_scan_test.cc against a search for each word.
#include "text/word_scan.h"

#include <map>

#include "text/ascii.h"

namespace medloom::text {

WordScan::WordScan(std::span<const std::string> words) {
  std::map<std::string, std::uint32_t> sorted;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (!words[i].empty()) sorted[ascii_lower(words[i])] = i + 1;
  }
  const auto set = [](auto& bits, std::uint32_t key) {
    bits[key / 64] |= std::uint64_t{1} << (key % 64);
  };
  for (const auto& [word, index] : sorted) {
    if (static_cast<unsigned char>(word.front()) >= 0x80) {
      set(begins_, first_at(word, 0).key);
    } else if (letter(word.front()) != 0) {
      // Behind a word of one letter stands none, but what stands behind that may be one.
      const std::uint32_t key = letters_key(word, 0);
      const std::uint32_t others = word.size() == 1 ? 27 : 1;
      for (std::uint32_t third = 0; third < others; ++third) set(letters_, key + third);
    }
  }

  struct Range {
    std::map<std::string, std::uint32_t>::const_iterator begin, end;
    std::size_t depth;
  };
  std::vector<Range> ranges{{sorted.begin(), sorted.end(), 0}};
  states_.emplace_back();
  for (std::size_t at = 0; at < ranges.size(); ++at) {
    auto [word, end, depth] = ranges[at];
    State state{static_cast<std::uint32_t>(labels_.size()), 0, 0};
    if (word != end && word->first.size() == depth) state.word = (word++)->second;
    while (word != end) {
      const char label = word->first[depth];
      const auto begin = word;
      while (word != end && word->first[depth] == label) ++word;
      labels_.push_back(static_cast<unsigned char>(label));
      targets_.push_back(static_cast<std::uint32_t>(ranges.size()));
      ranges.push_back({begin, word, depth + 1});
      states_.emplace_back();
      ++state.edges;
    }
    states_[at] = state;
  }
  const State root = states_.front();
  for (std::uint32_t edge = 0; edge < root.edges; ++edge) {
    from_root_[labels_[root.first + edge]] = targets_[root.first + edge];
  }

  std::uint16_t bits = 0;
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    bits_before_[i] = bits;
    bits = static_cast<std::uint16_t>(bits + std::popcount(begins_[i]));
  }
  first_states_.resize(bits);
  for (const auto& [word, index] : sorted) {
    if (static_cast<unsigned char>(word.front()) < 0x80) continue;
    const First first = first_at(word, 0);
    if (first.size > word.size()) continue;
    std::uint32_t state = from_root_[static_cast<unsigned char>(word.front())];
    for (std::uint32_t i = 1; i < first.size; ++i) {
      state = next(states_[state], static_cast<unsigned char>(word[i]));
    }
    const std::uint64_t below =
        begins_[first.key / 64] & ((std::uint64_t{1} << (first.key % 64)) - 1);
    FirstState& known =
        first_states_[bits_before_[first.key / 64] + static_cast<unsigned>(std::popcount(below))];
    const bool shared = known.state != 0 && known.state != state;
    known = shared ? FirstState{state, 0} : FirstState{state, first.size};
  }
}

}  // namespace medloom::text
