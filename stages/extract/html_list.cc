// Marks as a browser would print them: numbers go on over nested lists, `start`, `reversed`,
// `value` and `type` count. Tested by tests/stages/extract_test.cc.
#include "stages/extract/html_list.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlTag;
using text::HtmlTree;

constexpr int kLargest = 1'000'000;  // numbers beyond it are nonsense, and must not overflow

std::optional<int> number_attribute(const HtmlTree& tree, const HtmlNode& element,
                                    std::string_view name) {
  const auto attribute = tree.attribute(element, name);
  if (!attribute) return std::nullopt;
  std::string_view value = attribute->value;
  value.remove_prefix(std::min(value.find_first_not_of(" \t\n+"), value.size()));
  int number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || number < -kLargest || number > kLargest) return std::nullopt;
  return number;
}

int count_items(const HtmlTree& tree, const HtmlNode& list) {
  int count = 0;
  for (std::uint32_t child = list.first_child; child != 0; child = tree[child].next_sibling) {
    count += tree[child].tag == HtmlTag::li ? 1 : 0;
  }
  return count;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

}  // namespace

std::string alphabetic(int number) {
  if (number < 1) return std::to_string(number);
  std::string letters;
  for (; number > 0; number = (number - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('a' + (number - 1) % 26));
  }
  return letters;
}

std::string roman(int number) {
  if (number < 1 || number > 3999) return std::to_string(number);
  static constexpr std::array<std::pair<int, const char*>, 13> kSteps = {{{1000, "m"},
                                                                          {900, "cm"},
                                                                          {500, "d"},
                                                                          {400, "cd"},
                                                                          {100, "c"},
                                                                          {90, "xc"},
                                                                          {50, "l"},
                                                                          {40, "xl"},
                                                                          {10, "x"},
                                                                          {9, "ix"},
                                                                          {5, "v"},
                                                                          {4, "iv"},
                                                                          {1, "i"}}};
  std::string letters;
  for (const auto& [value, form] : kSteps) {
    for (; number >= value; number -= value) letters += form;
  }
  return letters;
}

HtmlList::HtmlList(const HtmlTree& tree, const HtmlNode& element)
    : ordered_(element.tag == HtmlTag::ol) {
  if (!ordered_) return;
  if (const auto type = tree.attribute(element, "type"); type && type->value.size() == 1) {
    type_ = type->value.front();
  }
  if (tree.attribute(element, "reversed")) {
    step_ = -1;
    number_ = count_items(tree, element);
  }
  number_ = number_attribute(tree, element, "start").value_or(number_);
}

std::string HtmlList::next_mark(const HtmlTree& tree, const HtmlNode& item) {
  if (!ordered_) return "-";
  number_ = number_attribute(tree, item, "value").value_or(number_);
  const int number = std::exchange(number_, number_ + step_);
  switch (type_) {
    case 'a':
      return alphabetic(number) + ".";
    case 'A':
      return upper(alphabetic(number)) + ".";
    case 'i':
      return roman(number) + ".";
    case 'I':
      return upper(roman(number)) + ".";
    default:
      return std::to_string(number) + ".";
  }
}

}  // namespace medloom::stages
