// `digits`: a translation service writes the digit 1 as `65,438+0`; whatever digits follow are the
// rest of the number (`65,438+02` is 12). With digits before it the number is flagged: `165,438+0`
// may be a code, and `2065438+09` most likely 2019.
// `lost-range`: the `~` or dash of a range that an encoding lost, `4?5`, becomes a hyphen.
//
// These are the only rules that touch the value or the sign of a number. A range must rise, have
// nothing but its two numbers on both sides of the mark, and be no address, power, fraction or
// year: a `?` may as well have been `×` or `/`. Two numbers that do not rise are flagged.
#include <cstdlib>
#include <optional>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

bool digit_at(std::string_view text, std::uint32_t at) { return is_digit(byte_at(text, at)); }

// A plain decimal number and the text that it ends or begins.
struct Number {
  double value = 0;
  Span at;
};

std::optional<double> value_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  double value = 0;
  double place = 0;
  for (const char c : digits) {
    if (c == '.') {
      if (place != 0) return std::nullopt;
      place = 1;
    } else {
      value = value * 10 + (c - '0');
      place *= 10;
    }
  }
  return place > 1 ? value / place : value;
}

bool is_number_byte(std::string_view text, std::uint32_t at) {
  return digit_at(text, at) || byte_at(text, at) == '.';
}

std::optional<Number> number_before(std::string_view text, std::uint32_t end) {
  std::uint32_t from = end;
  while (from > 0 && end - from < 12 && is_number_byte(text, from - 1)) --from;
  const std::optional<double> value = value_of(text.substr(from, end - from));
  if (!value || !digit_at(text, from)) return std::nullopt;
  return Number{*value, {from, end}};
}

std::optional<Number> number_at(std::string_view text, std::uint32_t from) {
  std::uint32_t to = from;
  while (to - from < 12 && is_number_byte(text, to)) ++to;
  while (to > from && text[to - 1] == '.') --to;  // the end of a sentence
  const std::optional<double> value = value_of(text.substr(from, to - from));
  if (!value) return std::nullopt;
  return Number{*value, {from, to}};
}

// Something beside the number makes it a part of something else.
bool is_part_of_more(char32_t c) {
  static constexpr std::u32string_view kSigns = U"?=&/\\^_-.,:;+*×÷~±<>≤≥#@%‰°′″$";
  return is_latin_letter(c) || is_digit(c) || (c != 0 && kSigns.find(c) != kSigns.npos);
}

bool is_year(double value) { return value >= 1800 && value < 2200; }

bool follows_power(char32_t c) {
  return c == '^' || c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x207F);
}

}  // namespace

void mend_digits(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  std::uint32_t from = at;
  for (const std::string_view artefact : {"65,438", "65438"}) {
    if (at >= artefact.size() && text.substr(at - artefact.size(), artefact.size()) == artefact) {
      from = at - static_cast<std::uint32_t>(artefact.size());
      break;
    }
  }
  if (from == at) return;
  const std::uint32_t to = at + 2;  // "+0"
  const char left = byte_at(text, from - 1);
  if (digit_at(text, from - 1)) {
    std::uint32_t begin = from;
    while (begin > 0 && from - begin < 6 && digit_at(text, begin - 1)) --begin;
    std::uint32_t end = to;
    while (end - to < 6 && digit_at(text, end)) ++end;
    findings.flag({{begin, end},
                   FlagKind::number,
                   RuleName::digits,
                   "a translation service may have broken this number",
                   {std::string(text.substr(begin, from - begin)) + "1" +
                    std::string(text.substr(to, end - to))}});
  } else if (!((left == '.' || left == ',') && digit_at(text, from - 2)) && left != '+') {
    findings.replace({from, to}, "1", RuleName::digits);
  }
}

void mend_lost_range(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const bool left_percent = at > 0 && text[at - 1] == '%';
  const std::optional<Number> low = number_before(text, left_percent ? at - 1 : at);
  const std::optional<Number> high = number_at(text, at + 1);
  if (!low || !high || is_part_of_more(char_before(text, low->at.from))) return;

  const bool right_percent = byte_at(text, high->at.to) == '%';
  const std::uint32_t end = high->at.to + (right_percent ? 1 : 0);
  const char32_t next = char_at(text, end);
  const bool sentence_goes_on = (next == '.' || next == ',' || next == ';' || next == ':') &&
                                !is_digit(char_at(text, end + 1));
  if (is_part_of_more(next) && !sentence_goes_on && !is_latin_letter(next)) return;
  if (follows_power(next) || (left_percent && !right_percent)) return;
  if (is_year(high->value) && !is_year(low->value)) return;
  if (low->value < high->value) {
    findings.replace({at, at + 1}, "-", RuleName::lost_range);
  } else {
    findings.flag({{low->at.from, end},
                   FlagKind::number,
                   RuleName::lost_range,
                   "a sign between two numbers was lost",
                   {}});
  }
}

}  // namespace medloom::stages::repair
