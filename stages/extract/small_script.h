// Superscripts and subscripts as characters: `10<sup>9</sup>/L` is "10⁹/L", `H<sub>2</sub>O` is
// "H₂O".
//
// In medicine a lost superscript changes a value (10⁹ is not 109), so what has no raised character
// is set apart instead: `e<sup>x</sup>` is "e^x". Pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace medloom::stages {

enum class SmallScript : std::uint8_t { raised, lowered };

// How the content of one <sup> or <sub> is written.
struct SmallScriptForm {
  bool mapped = false;        // every character has a raised or lowered form
  std::string_view before{};  // else what goes in front: "^", "_" or nothing
};

// `content` is trimmed; `before` is the line's text so far.
SmallScriptForm form_of(SmallScript script, std::string_view content, std::string_view before);

// The raised or lowered form of a character, or empty if it has none.
std::string_view small_form(SmallScript script, char32_t c);

}  // namespace medloom::stages
