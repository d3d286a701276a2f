// Tested by tests/text/look_alike_test.cc.
#include "text/look_alike.h"

#include <array>
#include <cstddef>
#include <map>
#include <memory>

#include <unicode/uspoof.h>

#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr char32_t kFirst = 0x370;  // Greek and Cyrillic
constexpr char32_t kLast = 0x52F;
constexpr std::u32string_view kOutOfPlace = U"οινυ";  // of the small Greek letters

using Checker = std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>;

Checker make_checker() {
  UErrorCode error = U_ZERO_ERROR;
  Checker checker(uspoof_open(&error), uspoof_close);
  if (!checker) return checker;
  uspoof_setChecks(checker.get(), USPOOF_RESTRICTION_LEVEL, &error);
  uspoof_setRestrictionLevel(checker.get(), USPOOF_HIGHLY_RESTRICTIVE);
  return checker;
}

const USpoofChecker* checker() {
  static const Checker kChecker = make_checker();
  return kChecker.get();
}

// The form that all characters have in common which look like `c`; empty without ICU's table.
std::string skeleton(char32_t c) {
  std::string one;
  append_utf8(one, c);
  std::array<char, 32> out = {};
  UErrorCode error = U_ZERO_ERROR;
  if (checker() == nullptr) return {};
  const int32_t size =
      uspoof_getSkeletonUTF8(checker(), 0, one.data(), static_cast<int32_t>(one.size()), out.data(),
                             static_cast<int32_t>(out.size()), &error);
  if (U_FAILURE(error) != 0 || size <= 0 || size > static_cast<int32_t>(out.size())) return {};
  return {out.data(), static_cast<std::size_t>(size)};
}

using Table = std::array<char, kLast - kFirst + 1>;

Table make_table() {
  // I and l are one shape: a capital is looked up among capitals first.
  std::map<std::string, char> capitals;
  std::map<std::string, char> smalls;
  for (char c = 'A'; c <= 'Z'; ++c) capitals.emplace(skeleton(static_cast<char32_t>(c)), c);
  for (char c = 'a'; c <= 'z'; ++c) smalls.emplace(skeleton(static_cast<char32_t>(c)), c);
  Table table = {};
  for (char32_t c = kFirst; c <= kLast; ++c) {
    const std::string shape = skeleton(c);
    const bool capital = (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
    for (const auto* letters : {capital ? &capitals : &smalls, capital ? &smalls : &capitals}) {
      const auto found = letters->find(shape);
      if (shape.empty() || found == letters->end()) continue;
      table[c - kFirst] = found->second;
      break;
    }
  }
  return table;
}

}  // namespace

bool is_foreign_letter(char32_t c) {
  if (c >= 0x400 && c <= kLast) return c < 0x482 || c > 0x489;  // signs and marks between them
  const bool greek_capital = c >= 0x391 && c <= 0x3A9;
  return (greek_capital && latin_look_alike(c) != 0) ||
         kOutOfPlace.find(c) != std::u32string_view::npos;
}

char latin_look_alike(char32_t c) {
  if (c < kFirst || c > kLast) return 0;
  static const Table kTable = make_table();
  return kTable[c - kFirst];
}

bool mixes_scripts(std::string_view word) {
  UErrorCode error = U_ZERO_ERROR;
  if (checker() == nullptr) return false;
  return uspoof_check2UTF8(checker(), word.data(), static_cast<int32_t>(word.size()), nullptr,
                           &error) != 0;
}

std::optional<std::string> latin_reading(std::string_view word) {
  std::string reading;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t from = at;
    const char32_t c = decode_at(word, at);
    if (!is_foreign_letter(c)) {
      reading += word.substr(from, at - from);
    } else if (const char latin = latin_look_alike(c)) {
      reading += latin;
    } else {
      return std::nullopt;
    }
  }
  return reading;
}

}  // namespace medloom::text
