// What keys and texts are read as by the automaton: tokens.
//
// A token is a whole word of a script that puts spaces between words, or any other single
// character. A key begins and ends where words do, so it stands at a place of a text as characters
// just when it stands there as tokens; and the automaton of tokens takes one step where that of
// characters takes one a letter. Each token that stands in a key has a code, every other one is 0.
// In the same pass a text's tokens are asked whether a key can begin there: a word by its code,
// anything else by a small set of the first two characters of keys.
//
// All of it is plain arrays that may lie in an image, which is not believed: every number is
// checked where it is used. Cost: one pass; of a word a hash, and where it may be one of the keys'
// words a search in a bucket of about one. Thread-safety: immutable once built; const methods may
// run concurrently.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/double_array.h"

namespace medloom::dictionaries {

// What a word is told by: the word itself where it has eight ASCII characters or fewer; else a hash
// with the highest bit set, and the characters have to be compared.
struct WordKey {
  static bool is_whole(std::uint64_t value) { return value >> 63 == 0; }
  static std::uint32_t hash(std::uint64_t value) {
    return static_cast<std::uint32_t>((value * 0x9E3779B97F4A7C15U) >> 32);
  }
};

// A text as codes of tokens, in memory that is used for text after text.
struct TextTokens {
  // The first `size` of them; behind them a code 0 and the text's end.
  std::vector<std::uint32_t> codes;
  std::vector<std::uint32_t> from;  // the character where it begins
  std::size_t size = 0;
  std::vector<std::uint32_t> starts;  // tokens with which a key may begin: the first start_count
  std::size_t start_count = 0;
};

class KeyTokens {
 public:
  // The codes of characters below kCodes, near to one another; kFarCode: far, or a key by itself.
  static constexpr std::size_t kCodes = 0x10000;
  static constexpr std::uint16_t kFarCode = 0xFFFF;

  struct Word {
    std::uint64_t key = 0;
    std::uint32_t code = 0;
    std::uint32_t at = 0;  // of one that is not told by its key: how many characters, and they
  };
  struct Shape {
    std::uint32_t pair_shift = 26;    // leaves as many bits of a hash as the set of pairs has
    std::uint32_t bucket_shift = 31;  // and as there are buckets
    std::array<std::uint64_t, 64> singles = {};  // keys of one character, by its lowest 12 bits
  };
  // What built ones own.
  struct Tables {
    Shape shape;
    std::vector<std::uint64_t> pairs = {0};          // of first two characters: a set of hashes
    std::vector<std::uint64_t> may_be = {0};         // of words: a set of hashes; a power of two
    std::vector<std::uint32_t> buckets = {0, 0, 0};  // where each one's words begin; one more
    std::vector<Word> words;                         // by hash, then key, then characters
    std::vector<char32_t> characters;
    std::vector<std::uint16_t> codes = std::vector<std::uint16_t>(kCodes);
  };
  struct View {
    Shape shape;
    std::span<const std::uint64_t> pairs, may_be;
    std::span<const std::uint32_t> buckets;
    std::span<const Word> words;
    std::span<const char32_t> characters;
    std::span<const std::uint16_t> codes;
  };

  KeyTokens() = default;
  // Whether the sizes fit one another. What is viewed must outlive it.
  static bool is_sound(const View& view);
  explicit KeyTokens(const View& view) : view_(view) {}
  explicit KeyTokens(const Tables& tables) : view_(view_of(tables)) {}

  // REQUIRES: a 0 behind the last character. The automaton is that of the keys.
  void read(std::u32string_view characters, const text::DoubleArray& automaton,
            TextTokens& out) const;

  const View& view() const { return view_; }

 private:
  std::u32string_view text_of(const Word& word) const;
  std::uint32_t code_of(std::uint64_t key, std::u32string_view word) const;
  bool may_be(std::uint32_t hash) const {
    const std::uint32_t bit = hash & static_cast<std::uint32_t>(64 * view_.may_be.size() - 1);
    return (view_.may_be[bit >> 6] >> (bit & 63) & 1) != 0;
  }

  static const Tables& none();
  static View view_of(const Tables& tables) {
    return {tables.shape, tables.pairs,      tables.may_be, tables.buckets,
            tables.words, tables.characters, tables.codes};
  }
  View view_ = view_of(none());
};

// The automaton of keys and their tokens.
struct KeyAutomaton {
  text::DoubleArray automaton;
  KeyTokens::Tables tokens;
};
// REQUIRES: keys are distinct, not empty and in order.
KeyAutomaton automaton_of(std::span<const std::u32string_view> keys);

}  // namespace medloom::dictionaries
