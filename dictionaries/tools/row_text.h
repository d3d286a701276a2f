// Rows as lines of a table: the way back from TermRow and Concept to TSV.
//
// Pure; linear. A tab or a line break in a cell would break the table, so it becomes a space.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"

namespace medloom::dictionaries {

// "match", "replace", … in the order of TermColumn.
const std::array<std::string_view, kTermColumns>& term_headers();

// The cells of a row in that order. A default ("fix" in `mode`) is written out, so that a line can
// be read without knowing the defaults; `inflect` no is empty.
std::array<std::string, kTermColumns> cells_of(const TermRow& row);

// The row under these headers, without white space and empty cells at the end. Headers that no row
// has give empty cells.
std::string line_of(const TermRow& row, const std::vector<std::string>& headers);

// Whole tables, header row first.
std::string table_of(const std::vector<TermRow>& rows);
std::string table_of(const std::vector<Concept>& concepts);

// One cell: tabs, line breaks and white space at the ends taken out.
std::string cell_text(std::string_view text);

}  // namespace medloom::dictionaries
