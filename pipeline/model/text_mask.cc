// Tested by tests/model/record_schema_test.cc.
#include "pipeline/model/text_mask.h"

#include <algorithm>
#include <array>

namespace medloom {
namespace {

// The characters of a class, and how a regular expression spells them.
struct Class {
  char letter;
  std::string_view members;
  std::string_view regex;
};

constexpr std::array<Class, 3> kClasses = {{
    {'d', "0123456789", "[0-9]"},
    {'h', "0123456789abcdef", "[0-9a-f]"},
    {'v', "89ab", "[89ab]"},
}};

// A piece of a mask: `count` characters of a class, or one that stands for itself.
struct Piece {
  std::string_view members;
  std::string_view regex;
  std::size_t count = 1;
};

// REQUIRES: a mask that is not empty, with a known class behind each "%4".
Piece take_piece(std::string_view& mask) {
  if (mask.front() != '%') {
    const std::string_view itself = mask.substr(0, 1);
    mask.remove_prefix(1);
    return {itself, itself, 1};
  }
  std::size_t count = 0;
  for (mask.remove_prefix(1); mask.front() >= '0' && mask.front() <= '9'; mask.remove_prefix(1)) {
    count = count * 10 + static_cast<std::size_t>(mask.front() - '0');
  }
  const auto found = std::find_if(kClasses.begin(), kClasses.end(),
                                  [&](const Class& c) { return c.letter == mask.front(); });
  mask.remove_prefix(1);
  return {found->members, found->regex, count};
}

}  // namespace

bool matches_mask(std::string_view mask, std::string_view text) {
  while (!mask.empty()) {
    const Piece piece = take_piece(mask);
    if (text.size() < piece.count) return false;
    const std::string_view here = text.substr(0, piece.count);
    if (here.find_first_not_of(piece.members) != std::string_view::npos) return false;
    text.remove_prefix(piece.count);
  }
  return text.empty();
}

std::string mask_regex(const std::vector<std::string_view>& masks) {
  std::string regex;
  for (std::string_view mask : masks) {
    regex += regex.empty() ? "^(?:" : "|";
    while (!mask.empty()) {
      const Piece piece = take_piece(mask);
      regex += piece.regex;
      if (piece.count > 1) regex += "{" + std::to_string(piece.count) + "}";
    }
  }
  return regex + ")$";
}

}  // namespace medloom
