// The first files of somebody's own dictionary: a table with its columns explained, an empty table
// of cases, and a line on what to do with them. They lint clean. Pure.
#pragma once

#include <string>
#include <vector>

namespace medloom::dictionaries {

struct NewFile {
  std::string name;  // below the folder
  std::string text;
};

std::vector<NewFile> new_dictionary();

}  // namespace medloom::dictionaries
