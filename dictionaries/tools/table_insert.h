// One more line in a table file: found its place without moving what is there. Pure; linear.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace medloom::dictionaries {

// A line put into a table.
struct Inserted {
  std::string bytes;       // of the whole table
  std::uint32_t line = 0;  // where the new line stands, from 1
};

// The line goes into a section of the table: rows between two comment or blank lines. Which one:
// the first that holds a row with `sibling` among its cells (the same replacement or concept), else
// the last. In a section that is sorted by its first cell it stands where it belongs, in another
// one at the end. REQUIRES: the table has a header row.
Inserted insert_line(std::string_view table, std::string_view line, std::string_view sibling);

// The line at the end of the table.
Inserted append_line(std::string_view table, std::string_view line);

}  // namespace medloom::dictionaries
