// Quotation marks that look different at their two ends, Han and Latin ones.
#pragma once

namespace medloom::text {

// What closes a quotation that this mark opens; 0 if it opens none.
constexpr char32_t closing_quote(char32_t open) {
  switch (open) {
    case U'“':
      return U'”';
    case U'‘':
      return U'’';
    case U'「':
      return U'」';
    case U'『':
      return U'』';
    default:
      return 0;
  }
}

constexpr bool is_closing_quote(char32_t c) {
  return c == U'”' || c == U'’' || c == U'」' || c == U'』';
}

}  // namespace medloom::text
