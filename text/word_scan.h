// Finds the words of a list in UTF-8 text, for text that mostly has none of them.
//
// "Is there anything to do here?" is asked of every byte, so most of them must cost next to
// nothing: a character asks one bit whether a word begins with it, a Latin word one bit for its
// first three letters, and only then a trie is walked. Words are found where they may stand alone:
// one that begins with a Latin letter is looked for at the beginning of Latin words only ("tel" is
// not looked for in "hotel"); whether it ends there too is the caller's to ask, though short ones
// that do not may be left out. ASCII letters match in either case.
//
// Cost: linear in the text, and the longest word for each place where one may begin. 14 KiB of
// bits, and some bytes for each state of the trie. Thread-safety: immutable.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::text {

class WordScan {
 public:
  WordScan() = default;
  // Empty words are never found, and of equal ones the last only.
  explicit WordScan(std::span<const std::string> words);

  // Calls visit(word, where) for every word in the text, by the order of their beginnings and of
  // those that begin together the shortest first, until it answers false.
  template <class Visit>
  void scan(std::string_view text, Visit&& visit) const {
    const std::size_t size = text.size();
    for (std::size_t i = 0; i < size;) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte >= 0x80) {
        const First first = first_at(text, i);
        if (may_begin_with(first.key) && !walk_from(first, text, i, visit)) return;
        i += first.size;
      } else if (letter(text[i]) == 0) {
        if (from_root_[byte] != 0 && !walk(from_root_[byte], {text, i, 1}, visit)) return;
        ++i;
      } else {
        if (may_begin_with_letters(text, i) &&
            !walk(from_root_[lower(text[i])], {text, i, 1}, visit)) {
          return;
        }
        for (++i; i < size && letter(text[i]) != 0;) ++i;
      }
    }
  }

 private:
  struct State {
    std::uint32_t first = 0;  // of its edges
    std::uint32_t edges = 0;
    std::uint32_t word = 0;  // that ends here, from 1 on
  };
  // What is asked about a character that is no ASCII: 16 bits of it, and its bytes.
  struct First {
    std::uint32_t key;
    std::uint32_t size;
  };

  // 1 for a, 26 for z, in either case; 0 for all else.
  static std::uint32_t letter(char c) {
    const std::uint32_t l = (static_cast<unsigned char>(c) | 0x20U) - 'a';
    return l < 26 ? l + 1 : 0;
  }
  static First first_at(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return last_at(text, at);
    const auto byte = [&](std::size_t i) -> std::uint32_t {
      return static_cast<unsigned char>(text[at + i]);
    };
    const std::uint32_t lead = byte(0);
    const std::uint32_t three = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if ((lead & 0xF0) == 0xE0) [[likely]]
      return {three, 3};
    if (lead < 0xC0) return {0, 1};
    if (lead < 0xE0) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    return {(three << 6 | (byte(3) & 0x3F)) & 0xFFFF, 4};
  }
  // The same near the end of a text.
  static First last_at(std::string_view text, std::size_t at) {
    std::array<char, 4> padded{};
    text.substr(at).copy(padded.data(), padded.size());
    return first_at({padded.data(), padded.size()}, 0);
  }
  static std::uint32_t letters_key(std::string_view text, std::size_t at) {
    std::uint32_t key = 0;
    for (std::size_t i = at; i < at + 3; ++i) {
      key = key << 5 | (i < text.size() ? letter(text[i]) : 0);
    }
    return key;
  }
  bool may_begin_with(std::uint32_t key) const {
    return (begins_[key / 64] >> (key % 64) & 1) != 0;
  }
  bool may_begin_with_letters(std::string_view text, std::size_t at) const {
    const std::uint32_t key = letters_key(text, at);
    return (letters_[key / 64] >> (key % 64) & 1) != 0;
  }

  static unsigned char lower(char c) {
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  std::uint32_t next(const State& state, unsigned char byte) const {
    std::uint32_t low = state.first;
    for (std::uint32_t left = state.edges; left > 0;) {  // the edges are in order
      const std::uint32_t half = left / 2;
      if (labels_[low + half] < byte) {
        low += half + 1;
        left -= half + 1;
      } else {
        left = half;
      }
    }
    const bool found = low < state.first + state.edges && labels_[low] == byte;
    return found ? targets_[low] : 0;
  }

  // Where a walk begins, and how many bytes of it are behind it.
  struct Walk {
    std::string_view text;
    std::size_t from;
    std::size_t done;
  };

  template <class Visit>
  bool walk(std::uint32_t state, const Walk& at, Visit& visit) const {
    const std::string_view text = at.text;
    for (std::size_t i = at.from + at.done; state != 0; ++i) {
      const State& here = states_[state];
      if (here.word != 0 && !visit(here.word - 1, Span{static_cast<std::uint32_t>(at.from),
                                                       static_cast<std::uint32_t>(i)})) {
        return false;
      }
      if (i >= text.size()) break;
      state = next(here, lower(text[i]));
    }
    return true;
  }

  // Most characters have a state of their own, found by how many bits stand before theirs.
  template <class Visit>
  bool walk_from(First first, std::string_view text, std::size_t from, Visit& visit) const {
    const std::uint64_t below =
        begins_[first.key / 64] & ((std::uint64_t{1} << (first.key % 64)) - 1);
    const FirstState known =
        first_states_[bits_before_[first.key / 64] + static_cast<unsigned>(std::popcount(below))];
    if (known.size == first.size) return walk(known.state, {text, from, first.size}, visit);
    return walk(from_root_[static_cast<unsigned char>(text[from])], {text, from, 1}, visit);
  }

  // The state behind the first character of words, for the characters of one size that have a bit;
  // 0 where two share it.
  struct FirstState {
    std::uint32_t state = 0;
    std::uint32_t size = 0;
  };

  std::array<std::uint64_t, 1024> begins_{};       // a bit for each `key`
  std::array<std::uint16_t, 1024> bits_before_{};  // of the bits in words before
  std::vector<FirstState> first_states_;           // one for each bit of begins_
  std::array<std::uint64_t, 512> letters_{};       // and for each three letters
  std::array<std::uint32_t, 256> from_root_{};     // the state behind the first byte; 0: none
  std::vector<State> states_;                      // [0] is the root
  std::vector<unsigned char> labels_;              // of all edges
  std::vector<std::uint32_t> targets_;
};

}  // namespace medloom::text
