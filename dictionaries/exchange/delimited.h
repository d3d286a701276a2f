// Records of cells in text: quoted as RFC 4180 says, or plain between tabs. Pure; linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::dictionaries {

struct DelimitedRecord {
  std::size_t line = 0;  // where it begins
  std::vector<std::string> cells;
};

// Quoted cells may hold separators, doubled quotes and line breaks. A quote that is never closed is
// a problem; what stood before it is read. Empty lines are no records.
std::vector<DelimitedRecord> read_csv(std::string_view bytes, const std::string& name,
                                      Problems& problems);
std::vector<DelimitedRecord> read_tabs(std::string_view bytes);

// A line with its line end. Cells are quoted where they have to be.
std::string csv_line(const std::vector<std::string>& cells);
std::string tab_line(const std::vector<std::string>& cells);

}  // namespace medloom::dictionaries
