// Prices need not be exact: right and wrong readings differ by several units for each character.
// What matters is that no right reading meets the floor often.
#include "text/charset_prices.h"

#include <cmath>
#include <string_view>

#include "text/charset_han.h"
#include "text/script.h"

namespace medloom::text {
namespace {

constexpr float kNeverInText = -14;  // private use, control characters

bool is_one_of(std::u32string_view characters, char32_t c) {
  return characters.find(c) != std::u32string_view::npos;
}

constexpr char32_t kFirstHangul = 0xAC00;
constexpr char32_t kLastHangul = 0xD7A3;
constexpr char32_t kFirstKana = 0x3041;
constexpr char32_t kLastKana = 0x30FC;
constexpr char32_t kFirstHalfKana = 0xFF61;
constexpr char32_t kLastHalfKana = 0xFF9F;

bool is_hangul(char32_t c) { return c >= kFirstHangul && c <= kLastHangul; }
bool is_hiragana(char32_t c) { return c >= kFirstKana && c <= 0x3096; }
bool is_katakana(char32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == kLastKana; }
bool is_kana(char32_t c) {
  return is_hiragana(c) || is_katakana(c) || (c >= kFirstHalfKana && c <= kLastHalfKana);
}

float kana_price(char32_t c) { return is_hiragana(c) ? -4.2f : is_katakana(c) ? -5 : -10; }

// The share of initials, vowels and finals in running Korean, in the order of Unicode's syllables.
constexpr float kInitials[19] = {.12f, .01f, .08f, .09f,  .01f, .07f, .05f, .04f, .01f, .09f,
                                 .01f, .24f, .08f, .004f, .02f, .01f, .02f, .02f, .08f};
constexpr float kVowels[21] = {.2f,  .05f, .01f, .002f, .11f,  .05f, .05f, .01f, .09f, .02f, .003f,
                               .02f, .01f, .08f, .005f, .003f, .01f, .01f, .11f, .01f, .17f};
constexpr float kFinals[28] = {.46f,  .06f,  .001f, .001f, .14f,  .001f, .004f, .004f, .09f,  .002f,
                               .001f, .001f, .001f, .001f, .001f, .003f, .05f,  .03f,  .005f, .02f,
                               .03f,  .09f,  .002f, .002f, .001f, .005f, .003f, .002f};

float hangul_price(char32_t c) {
  const char32_t index = c - kFirstHangul;
  return std::log(kInitials[index / 588] * kVowels[index / 28 % 21] * kFinals[index % 28]);
}

// Of punctuation, signs and all other scripts in East Asian text.
float sign_price(char32_t c) {
  if (c < 0xA0 || (c >= 0xE000 && c <= 0xF8FF)) return kNeverInText;
  if (c == U'，' || c == U'。') return -3.3f;
  if (c == U'、' || c == 0x3000) return -4.5f;
  if (is_one_of(U"：？！；（）“”《》【】", c)) return -5;
  if (is_cjk_punctuation(c) || (c >= 0xFF10 && c <= 0xFF5A)) return -7;
  if (c >= 0x2010 && c <= 0x2027) return -6.5f;  // dashes, quotes, ellipsis
  if (is_one_of(U"°±·×", c)) return -6.5f;
  if ((c >= 0x391 && c <= 0x3C9) || (c >= 0x2100 && c <= 0x22FF)) return -8.5f;  // Greek, ℃, ≥
  if ((c >= 0x2460 && c <= 0x2473) || (c >= 0x25A0 && c <= 0x2642)) return -8;   // ①, ■ ★
  return -11;
}

constexpr char32_t kLastWestern = 0x2122;  // ™
constexpr float kOther = -8;

float western_price(char32_t c) {
  if (c < 0xA0) return kNeverInText;
  if (is_one_of(U"’“”–—…•‘™€®©°·«»\u00A0×±½µ", c)) return -4;
  if (is_one_of(U"éèàüöäßçñóíáâêôûîúåø", c)) return -3.5f;
  if (c >= 0xC0 && c <= 0xFF) return c < 0xE0 ? -6.5f : -5.5f;
  return kOther;
}

using Prices = std::vector<float>;  // of the characters of the first plane

template <class Price>
void set_each(Prices& prices, char32_t first, char32_t last, Price price) {
  for (char32_t c = first; c <= last; ++c) prices[c] = price(c);
}

Prices western_prices() {
  Prices prices(0x10000, kOther);
  set_each(prices, 0x80, kLastWestern, western_price);
  return prices;
}

// What East Asian text has in common: little but signs.
Prices eastern_prices() {
  Prices prices(0x10000);
  set_each(prices, 0x80, 0xFFFF, [](char32_t c) {
    if (is_kana(c)) return kana_price(c) - 7;
    return is_han(c) || is_hangul(c) ? kUnseenPrice : sign_price(c);
  });
  return prices;
}

// `malus`: Japanese and Korean text has fewer Han characters.
Prices with_han(Prices prices, HanShares shares, float malus) {
  const Prices han = han_prices(shares);
  set_each(prices, kFirstHan, kLastHan,
           [&](char32_t c) { return is_han(c) ? han[c - kFirstHan] - malus : prices[c]; });
  return prices;
}

Prices with_kana(Prices prices) {
  set_each(prices, kFirstKana, kLastKana,
           [&](char32_t c) { return is_kana(c) ? kana_price(c) : prices[c]; });
  set_each(prices, kFirstHalfKana, kLastHalfKana, kana_price);
  return prices;
}

Prices with_hangul(Prices prices) {
  set_each(prices, kFirstHangul, kLastHangul, hangul_price);
  return prices;
}

}  // namespace

const CharsetPrices& CharsetPrices::instance() {
  static const CharsetPrices kPrices;
  return kPrices;
}

CharsetPrices::CharsetPrices() {
  const Prices eastern = eastern_prices();
  of(TextKind::simplified) = with_han(eastern, {1, 0.25}, 0);
  of(TextKind::traditional) = with_han(eastern, {0, 1}, 0);
  of(TextKind::japanese) = with_kana(with_han(eastern, {1, 1}, 1));
  of(TextKind::korean) = with_hangul(with_han(eastern, {1, 1}, 5));
  of(TextKind::western) = western_prices();
}

}  // namespace medloom::text
