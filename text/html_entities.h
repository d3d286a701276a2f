// Character references of HTML: the 2,231 names of WHATWG and the numeric forms.
//
// A name is matched as browsers do: the longest name that is a prefix of the text, the 106 legacy
// names also without their semicolon (`&copy2` is `©2`, `&notit;` is `¬it;`, `&notin;` is `∉`), and
// in attribute values not where that would cut a word or a query (`?a=1&copy=2` stays). Pure
// functions over constant tables: safe from any thread. Cost: at most 33 bytes are looked at,
// besides the digits of a number and the semicolon.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace medloom::text {

enum class ReferencePlace : std::uint8_t { text, attribute };

// What one reference stands for; `length` 0 means that the '&' is just an '&'.
struct CharacterReference {
  std::uint32_t length = 0;    // bytes of the page, the '&' included
  std::uint8_t size = 0;       // bytes used of `utf8`
  std::array<char, 8> utf8{};  // one or two characters

  std::string_view bytes() const { return {utf8.data(), size}; }
};

// Matches the reference at the head of `text`, which starts with '&'. The result is valid UTF-8:
// NUL, surrogates and numbers past U+10FFFF give U+FFFD, 0x80-0x9F are read as windows-1252.
CharacterReference match_reference(std::string_view text, ReferencePlace place);

}  // namespace medloom::text
