// Each scheme is a weighted sum over the characters' values; they differ in weights and modulus.
//
// Tested by tests/text/identity_numbers_test.cc.
#include "text/identity_numbers.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace medloom::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// REQUIRES: at most nine digits.
int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// The first two digits of a mainland number: provinces in six regions, and beyond the mainland.
bool is_province(int code) {
  static constexpr std::array<int, 6> kLastOfRegion = {15, 23, 37, 46, 54, 65};
  const int region = code / 10;
  if (region >= 1 && region <= 6) {
    return code % 10 >= 1 && code <= kLastOfRegion[static_cast<std::size_t>(region - 1)];
  }
  return code == 71 || (code >= 81 && code <= 83) || code == 91;
}

// In the order of their codes, 10 to 35.
constexpr std::string_view kTaiwanLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

int taiwan_code(char letter) { return 10 + static_cast<int>(kTaiwanLetters.find(letter)); }

// The first digits of a card tell who issued it.
bool is_issued(std::string_view card) {
  const int two = value_of(card.substr(0, 2));
  const int three = value_of(card.substr(0, 3));
  const int four = value_of(card.substr(0, 4));
  switch (card[0]) {
    case '4':
      return card.size() == 13 || card.size() == 16 || card.size() == 19;
    case '5':
      return two >= 51 && two <= 55 && card.size() == 16;
    case '2':
      return four >= 2221 && four <= 2720 && card.size() == 16;
    case '3':
      if (two == 34 || two == 37) return card.size() == 15;
      if (four >= 3528 && four <= 3589) return card.size() >= 16;
      return (two == 36 || two == 38 || (three >= 300 && three <= 305)) && card.size() == 14;
    case '6':
      return (two == 62 && card.size() >= 16) || ((two == 65 || four == 6011) && card.size() == 16);
    default:
      return false;
  }
}

}  // namespace

bool is_calendar_day(int year, int month, int day) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1850 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int last = kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
  return day <= last;
}

bool is_mainland_identity(std::string_view number) {
  if (number.size() != 18 || !all_digits(number.substr(0, 17))) return false;
  if (!is_province(value_of(number.substr(0, 2)))) return false;
  if (!is_calendar_day(value_of(number.substr(6, 4)), value_of(number.substr(10, 2)),
                       value_of(number.substr(12, 2)))) {
    return false;
  }
  // ISO 7064 MOD 11-2: weights are powers of two.
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const int power = 1 << (17 - i);
    sum += (number[i] - '0') * (power % 11);
  }
  return number[17] == "10X98765432"[sum % 11];
}

bool is_old_mainland_identity(std::string_view number) {
  return number.size() == 15 && all_digits(number) && is_province(value_of(number.substr(0, 2))) &&
         is_calendar_day(1900 + value_of(number.substr(6, 2)), value_of(number.substr(8, 2)),
                         value_of(number.substr(10, 2)));
}

bool is_taiwan_identity(std::string_view number) {
  if (number.size() != 10 || !is_letter(number[0]) || !all_digits(number.substr(2))) return false;
  const int first = taiwan_code(number[0]);
  int second = -1;
  if (std::string_view("1289").find(number[1]) != std::string_view::npos) second = number[1] - '0';
  if (number[1] >= 'A' && number[1] <= 'D') second = taiwan_code(number[1]) % 10;
  if (second < 0) return false;
  int sum = first / 10 + first % 10 * 9 + second * 8;
  for (std::size_t i = 2; i < 9; ++i) sum += (number[i] - '0') * static_cast<int>(9 - i);
  return (sum + number[9] - '0') % 10 == 0;
}

bool is_hong_kong_identity(std::string_view number) {
  if (number.size() != 8 && number.size() != 9) return false;
  const std::size_t letters = number.size() - 7;
  const std::string_view digits = number.substr(letters, 6);
  const char check = number.back();
  if (!std::all_of(number.begin(), number.begin() + static_cast<std::ptrdiff_t>(letters),
                   is_letter) ||
      !all_digits(digits) || !(is_digit(check) || check == 'A')) {
    return false;
  }
  const auto letter = [&](std::size_t i) { return number[i] - 'A' + 10; };
  int sum = letters == 2 ? letter(0) * 9 + letter(1) * 8 : 36 * 9 + letter(0) * 8;  // 36: no letter
  for (std::size_t i = 0; i < 6; ++i) sum += (digits[i] - '0') * static_cast<int>(7 - i);
  sum += check == 'A' ? 10 : check - '0';
  return sum % 11 == 0;
}

bool is_payment_card(std::string_view number) {
  if (number.size() < 13 || number.size() > 19 || !all_digits(number) || !is_issued(number)) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const int digit = number[number.size() - 1 - i] - '0';
    const int twice = digit * 2;
    sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 == 0;
}

}  // namespace medloom::text
