// Random numbers and text for property tests: the same on every machine and in every run.
//
// std::mt19937's sequence is fixed by the standard; its distributions are not, so they are not
// used.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::test {

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  // A number in [0, bound). REQUIRES: bound > 0.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(engine_() % bound); }
  // A number in [from, to].
  std::uint32_t between(std::uint32_t from, std::uint32_t to) {
    return from + below(to - from + 1);
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }
  // Lower-case letters.
  std::string letters(std::uint32_t length);

 private:
  std::mt19937 engine_;
};

// Scripts that a page may mix.
enum class Alphabet { latin, han, mixed, odd };

// Valid UTF-8 of about `length` code points: words and sentences, not noise, so that rules that
// look for punctuation, numbers and words have something to find. `odd` has what breaks
// assumptions: controls, bidirectional marks, combining marks, emoji, private use, U+FFFD, the last
// code points.
std::string random_text(Random& random, Alphabet alphabet, std::uint32_t length);

// Any bytes.
std::string random_bytes(Random& random, std::uint32_t length);

}  // namespace medloom::test
