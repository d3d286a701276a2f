// List marks that are part of a line's text: "1. ", "1、", "(1)", "①", "- ", "• ".
#pragma once

#include <cstdint>
#include <string_view>

namespace medloom::stages {

struct ListMark {
  std::uint32_t length = 0;     // bytes of the mark; 0: the line has none
  std::uint32_t text_from = 0;  // where the item's text begins
};

// The mark that a trimmed line begins with. A mark has a text behind it: a line that is only "1."
// has none. Numbers have up to three digits, and what only looks like a mark is left alone: "1.5
// mg", "2020. ", "1,000", "(CPR)", "-5 °C", a heading such as "一、病因".
ListMark find_list_mark(std::string_view line);

}  // namespace medloom::stages
