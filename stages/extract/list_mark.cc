// A mark is a number or a bullet and what sets it apart from the text. The rules lean to "no mark":
// a missed mark leaves a readable line, a wrong one cuts a number off its sentence.
//
//   digits   "1." "1、" "1)" "1.)" "1," and their full-width forms. A digit must not follow a stop
//   or
//            comma ("1.5", "1,000", "2、3天"); behind "," a space must ("1, avoid sitting")
//   brackets "(1)" "（1）" "（一）"
//   circled  "①" to "⑳"
//   Han      "一、" only before a sentence: short lines behind it are headings
//   bullets  "•" "●" "◆" and so on; "-" "–" "*" "·" with a space behind
#include "stages/extract/list_mark.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::uint32_t kMostDigits = 3;
constexpr std::size_t kSentenceSize = 40;  // code points from which a line is no heading

bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９'); }

bool is_han_number(char32_t c) {
  return std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
}

// Reads a line character by character; behind its end every character is 0.
class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  char32_t peek() const {
    std::size_t at = at_;
    return at_ < line_.size() ? text::decode_at(line_, at) : 0;
  }
  bool take(std::u32string_view any) {
    const char32_t c = peek();
    if (c == 0 || any.find(c) == std::u32string_view::npos) return false;
    text::decode_at(line_, at_);
    return true;
  }
  template <class Predicate>
  std::uint32_t take_while(Predicate is_wanted) {
    std::uint32_t count = 0;
    for (; peek() != 0 && is_wanted(peek()); ++count) text::decode_at(line_, at_);
    return count;
  }
  std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }
  std::string_view rest() const { return line_.substr(at_); }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

ListMark mark_up_to(Reader reader) {
  const std::uint32_t length = reader.at();
  reader.take_while(text::is_space);
  return reader.rest().empty() ? ListMark{} : ListMark{length, reader.at()};
}

bool is_sentence(std::string_view line) {
  if (text::count_code_points(line) >= kSentenceSize) return true;
  constexpr std::array<std::string_view, 6> kEnds = {"。", "；", "！", ";", ".", "!"};
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return line.ends_with(end); });
}

// A date or version goes on with "5." or "5)": "1. 5. 2020".
bool goes_on_as_number(Reader reader) {
  reader.take_while(text::is_space);
  return reader.take_while(is_digit) > 0 && reader.peek() == U'.';
}

ListMark numbered(Reader reader) {
  const std::uint32_t digits = reader.take_while(is_digit);
  if (digits == 0 || digits > kMostDigits) return {};
  if (reader.take(U")）")) return mark_up_to(reader);
  if (reader.take(U"、")) return is_digit(reader.peek()) ? ListMark{} : mark_up_to(reader);
  if (reader.take(U",，")) {
    const ListMark mark = mark_up_to(reader);
    const bool stands_apart = reader.take_while(text::is_space) > 0;
    return digits <= 2 && stands_apart && !is_digit(reader.peek()) ? mark : ListMark{};
  }
  if (!reader.take(U".．")) return {};
  if (reader.take(U")）")) return mark_up_to(reader);
  if (is_digit(reader.peek()) || reader.peek() == U'.' || goes_on_as_number(reader)) return {};
  return mark_up_to(reader);
}

ListMark bracketed(Reader reader) {
  if (!reader.take(U"(（")) return {};
  const std::uint32_t digits = reader.take_while(is_digit);
  const std::uint32_t han = digits > 0 ? 0 : reader.take_while(is_han_number);
  const bool is_number = (digits > 0 && digits <= kMostDigits) || (han > 0 && han <= 2);
  if (!is_number || !reader.take(U")）")) return {};
  return han > 0 && !is_sentence(reader.rest()) ? ListMark{} : mark_up_to(reader);
}

ListMark han_numbered(Reader reader) {
  const std::uint32_t size = reader.take_while(is_han_number);
  if (size == 0 || size > 2 || !reader.take(U"、")) return {};
  return is_sentence(reader.rest()) ? mark_up_to(reader) : ListMark{};
}

ListMark bulleted(Reader reader) {
  const bool circled = reader.peek() >= U'①' && reader.peek() <= U'⑳';
  if (circled || reader.peek() == U'•') {
    reader.take_while([first = reader.peek()](char32_t c) { return c == first; });
    return mark_up_to(reader);
  }
  if (reader.take(U"●○◆◇■□▪▫◦‣➢➤✓✔")) return mark_up_to(reader);
  if (!reader.take(U"-–—*·") || !text::is_space(reader.peek())) return {};
  return mark_up_to(reader);
}

}  // namespace

ListMark find_list_mark(std::string_view line) {
  for (const auto& rule : {numbered, bracketed, han_numbered, bulleted}) {
    if (const ListMark mark = rule(Reader(line)); mark.length > 0) return mark;
  }
  return {};
}

}  // namespace medloom::stages
