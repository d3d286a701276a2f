// How likely a reading of bytes is: the probability of characters on pages of a character set.
//
// A wrong reading of Chinese bytes is made of rare characters, private-use characters and damage; a
// right one of common ones. Pure; thread-safe; linear, a look-up or two for each character.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/charset_label.h"

namespace medloom::text {

// What bytes look like in one character set. Prices are natural logarithms of probabilities.
struct Reading {
  static constexpr double kDamage = -14;

  double price = 0;            // of all characters but ASCII, damage included
  std::size_t characters = 0;  // that are not ASCII and not damaged
  std::size_t damaged = 0;     // sequences that are no character; a torn one at the end is not
  std::size_t high_bytes = 0;

  // The price for two high bytes, so that readings of one and two bytes a character compare.
  double mean() const { return high_bytes == 0 ? 0 : price / static_cast<double>(high_bytes) * 2; }
  double per_character() const {
    const std::size_t all = characters + damaged;
    return all == 0 ? 0 : price / static_cast<double>(all);
  }
};

// Reads all of `bytes`; UTF-16 cannot be read so.
Reading read_as(Charset charset, std::string_view bytes);

// Of a character above ASCII, by itself.
float price_in(Charset charset, char32_t c);

}  // namespace medloom::text
