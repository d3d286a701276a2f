// A text as the matcher reads it: folded characters, each with the byte where it begins.
//
// Letters are lower case and half width, curly apostrophes straight, Han characters Simplified
// (text/fold.h). A *joiner*, a run of white space or a hyphen between words, is the one character
// ' ', so a key with a space meets "low back", "low-back" and "low  back" alike; an empty line
// between paragraphs is '\n' and joins nothing.
//
// Cost: one pass, 8 bytes per byte of the text; one that is used for text after text keeps its
// memory. Thread-safety: const methods may run concurrently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/characters.h"
#include "pipeline/model/span.h"

namespace medloom::dictionaries {

inline constexpr char32_t kJoiner = U' ';
inline constexpr char32_t kParagraph = U'\n';

enum class JoinerKind : std::uint8_t { space, hyphen, mixed };

class FoldedText {
 public:
  FoldedText() = default;
  // Keeps a view: the text must outlive it.
  explicit FoldedText(std::string_view source) { read(source); }
  // The same for another text, in the memory of the last.
  void read(std::string_view source);

  std::string_view source() const { return source_; }
  // A 0 lies behind the last one.
  std::u32string_view characters() const { return {characters_.data(), size_}; }
  std::size_t size() const { return size_; }
  char32_t operator[](std::size_t i) const { return characters_[i]; }

  // The byte where character i begins; the text's length for size().
  std::uint32_t byte(std::size_t i) const { return bytes_[i]; }
  Span span(std::size_t from, std::size_t to) const { return {bytes_[from], bytes_[to]}; }
  // The character that begins at `byte` or covers it; size() for the text's end.
  std::size_t character_at(std::uint32_t byte) const;
  std::string_view source(std::size_t from, std::size_t to) const {
    return source_.substr(bytes_[from], bytes_[to] - bytes_[from]);
  }

  // No word character on both sides of the cut before character i.
  bool word_cut(std::size_t i) const {
    return i == 0 || i >= size_ || !is_word(characters_[i - 1]) || !is_word(characters_[i]);
  }
  // REQUIRES: character i is a joiner.
  JoinerKind joiner(std::size_t i) const;
  bool all_joiners_are_space() const { return odd_joiners_.empty(); }

 private:
  std::size_t read_plain(std::size_t pos);

  std::string_view source_;
  // The first size_ of them; behind those lies what is left of earlier texts.
  std::vector<char32_t> characters_ = {0};
  std::vector<std::uint32_t> bytes_ = {0};
  std::size_t size_ = 0;
  struct OddJoiner {
    std::size_t at;
    JoinerKind kind;
  };
  std::vector<OddJoiner> odd_joiners_;  // those that are not plain white space, in order
};

// The folded form of a key or a guard word, white space at its ends left out.
std::u32string fold_key(std::string_view surface);

// No lower-case letter, and at least one letter that has case: "MS", "IT", "B超".
bool is_case_sensitive(std::string_view match);

}  // namespace medloom::dictionaries
