// The check digits of numbers that name a person or an account: resident identity cards of the
// mainland (GB 11643), Taiwan and Hong Kong, payment cards (ISO/IEC 7812).
//
// Every function takes the number as it is looked up, in ASCII, upper case, without separators, and
// is false for anything else. A check digit alone lets through one number in nine or ten, so a
// caller asks for a word beside the number where numbers of that shape are common. Pure.
#pragma once

#include <string_view>

namespace medloom::text {

// A day of the Gregorian calendar between 1850 and 2099.
bool is_calendar_day(int year, int month, int day);

// 18 characters: a province, a day of birth, a sequence and the check character.
bool is_mainland_identity(std::string_view number);
// The 15 digits of cards before 1999, which have no check digit.
bool is_old_mainland_identity(std::string_view number);
// A letter and nine digits, or two letters and eight digits (older resident certificates).
bool is_taiwan_identity(std::string_view number);
// One or two letters, six digits and the check character, without its brackets.
bool is_hong_kong_identity(std::string_view number);
// 13 to 19 digits of a range that cards are issued in, with the Luhn digit.
bool is_payment_card(std::string_view number);

}  // namespace medloom::text
