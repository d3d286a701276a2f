// Folding: what spellings of one word have in common, for matching and for ids; never for output.
//
// A character is folded in this order: curly apostrophes ’‘ to ', full-width ASCII to half-width
// (the ideographic space to a space), simple lower case, and Traditional Han to Simplified by the
// first candidate of OpenCC's character dictionary. One character always becomes one character, and
// folding twice changes nothing. Without OpenCC's data the last step is left out. All functions are
// total and thread-safe; the table (768 KiB) is built at first use, in a few milliseconds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medloom::text {

// A flat table by code point. Hot loops take the reference once.
class FoldTable {
 public:
  static const FoldTable& instance();

  char32_t operator[](char32_t c) const { return c < table_.size() ? table_[c] : c; }

 private:
  FoldTable();

  std::vector<char32_t> table_;
};

inline char32_t fold_char(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  return FoldTable::instance()[c];
}

// Every character folded, each run of white space as one space, none at the ends. Damaged UTF-8
// becomes U+FFFD.
std::string fold(std::string_view text);

}  // namespace medloom::text
