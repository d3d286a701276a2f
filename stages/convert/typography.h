// Quotation marks and the space between Han and Latin, by choice.
//
// Quotation marks change in pairs that belong together, the outer ones to 「」 or “”, the inner
// ones to 『』 or ‘’; a mark without its partner stays, and so does an apostrophe. A space is put
// or taken between a Han character and a Latin letter or a digit, never inside what is one: a
// number (10万), a unit, a code (H20203456), an address, a word of both scripts (B超, 维C).
//
// Cost: linear. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::stages {

struct Typography {
  enum class Quotes : std::uint8_t { keep, corner, curly };
  enum class Spacing : std::uint8_t { keep, add, remove };
  Quotes quotes = Quotes::keep;
  Spacing spacing = Spacing::keep;

  bool keeps() const { return quotes == Quotes::keep && spacing == Spacing::keep; }
};

struct TypographyEdit {
  Span at;  // empty: something is put in
  std::string after;
  const char* rule;  // quotes or spacing
};

// What is to be changed, in order. `kept` are spans of the text that nothing may touch, in order.
std::vector<TypographyEdit> typography_edits(std::string_view text, const Typography& typography,
                                             const std::vector<Span>& kept);

}  // namespace medloom::stages
