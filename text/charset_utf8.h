// How much of some bytes is UTF-8. Pure; one pass, near memory speed over ASCII and CJK text.
#pragma once

#include <cstddef>
#include <string_view>

namespace medloom::text {

// How many bytes at the end are a sequence that the end cuts.
std::size_t torn_utf8_tail(std::string_view bytes);

// A torn tail is left out of the counts.
struct Utf8Survey {
  std::size_t good = 0;       // well-formed sequences of more than one byte
  std::size_t long_ones = 0;  // those of more than two bytes
  std::size_t bad = 0;        // damaged sequences

  bool is_valid() const { return bad == 0; }
  // Damage here and there in what can be nothing else.
  bool is_nearly_valid() const { return bad == 0 || (good > 20 && bad * kGoodForOneBad < good); }

  static constexpr std::size_t kGoodForOneBad = 50;
};

// Stops counting when there is too much damage, whatever follows.
Utf8Survey survey_utf8(std::string_view bytes);

}  // namespace medloom::text
