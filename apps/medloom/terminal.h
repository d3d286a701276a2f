// Text of pages on a terminal: safe, aligned and short.
//
// A page may hold anything, escape sequences included. What could move the cursor, change colours
// or reorder a line is shown as an escape. All functions are total and pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace medloom {

// Control characters, direction overrides, private-use characters and bytes that are not UTF-8 as
// \n, \x1B, \u202E, \uE001, \xFF.
std::string printable(std::string_view text);

// Columns that printable text takes: Han and other wide characters take two, marks none.
std::size_t display_width(std::string_view text);

// Filled up with blanks to `width` columns.
std::string padded(std::string_view text, std::size_t width);

// printable(), cut to at most `width` columns with "…" at the end where something is missing.
std::string excerpt(std::string_view text, std::size_t width);

// The last columns of a text, with "…" in front where something is missing.
std::string excerpt_end(std::string_view text, std::size_t width);

// The same in double quotes.
std::string in_quotes(std::string_view text, std::size_t width = 40);

// "1,234,567"
std::string grouped(std::size_t number);

// "1 page", "1,234 pages"
std::string counted(std::size_t number, std::string_view noun);

// Escape sequences, or nothing where colours are not wanted.
struct Palette {
  std::string_view title;
  std::string_view before;
  std::string_view after;
  std::string_view warning;
  std::string_view dim;
  std::string_view reset;
};
Palette palette(bool colours);

// `choice` is auto, always or never; auto asks whether standard output is a terminal, and NO_COLOR.
bool wants_colours(std::string_view choice);

}  // namespace medloom
