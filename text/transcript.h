// What became of some bytes: text, and an account of the damage. A plain value.
#pragma once

#include <cstddef>
#include <string>

namespace medloom::text {

struct Transcript {
  std::string text;
  std::size_t replaced_bytes = 0;  // that became U+FFFD
  std::size_t torn_bytes = 0;      // of a character that the end of input cuts; not in `text`
};

}  // namespace medloom::text
