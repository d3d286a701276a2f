// What the characters of a block amount to, in one pass over them.
#pragma once

#include <cstdint>
#include <string_view>

namespace medloom::stages {

struct Shape {
  float letters = 0;  // code points, Han twice: a character says what two or three letters do
  float stops = 0;    // marks that end a sentence or a clause
  float words = 0;    // a Han character is one
  float digits = 0;
  float capitals = 0;
  float han = 0;
  bool ends_sentence = false;
  bool ends_colon = false;
  bool asks = false;  // ends in a question mark
  bool begins_lower = false;
  bool has_sign = false;   // ©, |, ›, » … : of menus and footers
  std::uint64_t hash = 0;  // of the text
};

Shape shape_of(std::string_view text);

}  // namespace medloom::stages
