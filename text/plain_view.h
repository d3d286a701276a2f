// A text as somebody who hides a number in it would have it read: plain digits and letters, with
// the way back to the text.
//
// Full-width forms become ASCII, white space a blank, dashes and dots their ASCII forms; Cyrillic
// and Greek letters become the Latin ones that they look like; digits of
// other scripts and of mathematics become digits; characters without width, and marks behind a
// digit, are left out. Circled and Chinese digits (①, 〇, 三, 叁) become digits only where five or
// more of them stand in one number of at least seven digits: 三段 is a word, and ① an item's mark.
//
// Never for output. Cost: one pass, eight bytes a byte. Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::text {

class PlainView {
 public:
  explicit PlainView(std::string_view text);

  const std::string& text() const { return plain_; }
  // The bytes of the text that a span of the view was made of, what it left out inside included.
  Span source(Span plain) const;

 private:
  struct Piece {
    std::uint32_t from, to;
  };
  void append(char32_t c, Piece piece);
  void read_han_numbers();

  std::string plain_;
  std::vector<Piece> pieces_;  // by byte of plain_
};

}  // namespace medloom::text
