// A text as somebody who hides a number in it would have it read: plain digits and letters, with
// the way back to the text.
//
// Full-width forms become ASCII, white space a blank, dashes and dots their ASCII forms; Cyrillic
// and Greek letters become the Latin ones that they look like; digits of
// other scripts and of mathematics become digits; characters without width, and marks behind a
// digit, are left out. Circled and Chinese digits (①, 〇, 三, 叁) become digits only where five or
// more of them stand in one number of at least seven digits: 三段 is a word, and ① an item's mark.
//
// Never for output. Most of a text stays as it is, so the way back is a list of what did not.
//
// Cost: one pass, a second one where spelled digits are found; a copy of the text, and 16 bytes for
// each character that reads differently. Thread-safety: immutable.
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
  // A character that reads differently, or is left out: `plain` stands for `source`. Between two of
  // them both have the same bytes.
  struct Change {
    Span plain;
    Span source;
  };
  bool read(std::string_view text, const std::vector<std::uint32_t>& spelled_at);
  std::vector<std::uint32_t> spelled_numbers() const;
  std::uint32_t begin_in_source(std::uint32_t plain) const;
  std::uint32_t end_in_source(std::uint32_t plain) const;

  std::string plain_;
  std::vector<Change> changes_;
};

}  // namespace medloom::text
