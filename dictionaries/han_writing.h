// A replacement in the script of its block: a row may be written in Simplified and act in a
// Traditional text, where its replacement must not bring Simplified characters.
//
// The conversion is text/han_converter.h. Where it is doubtful, there is no answer and the row does
// not act there; a row of its own for the other script is then the way. Converters are made when
// the first replacement needs one, and kept. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace medloom::dictionaries {

// Whether a character stands in `text` that only Simplified text has. 群 and 床 are none, although
// OpenCC's Traditional standard writes 羣 and 牀: Taiwan and Hong Kong write them.
bool has_simplified(std::string_view text);
// Whether a character stands in `text` that only Traditional text has.
bool has_traditional(std::string_view text);

// One text in the three ways a block may be written; none where the conversion is doubtful.
struct Writings {
  std::optional<std::string> simplified, taiwan, hong_kong;

  // The one for a block's language; `text` itself where its script is not known.
  std::string_view in(std::string_view language, std::string_view text) const;
};

// A text that is in a script already is taken as it is there.
Writings writings_of(std::string_view text);

}  // namespace medloom::dictionaries
