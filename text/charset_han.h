// What Han characters cost: the natural logarithms of their probabilities, in text that mixes the
// scripts in given shares. From the counts of OpenCC's phrases (charset_han.inc: 49,000 words in
// both scripts) and the commonest characters of running text. Pure.
#pragma once

#include <vector>

namespace medloom::text {

inline constexpr char32_t kFirstHan = 0x3400;
inline constexpr char32_t kLastHan = 0x9FFF;

// Of a character that no phrase uses.
inline constexpr float kUnseenPrice = -13;

struct HanShares {
  double hans;
  double hant;
};

// By character from kFirstHan to kLastHan.
std::vector<float> han_prices(HanShares shares);

}  // namespace medloom::text
