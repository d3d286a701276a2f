// How many rows and concepts there are, by mode, type and language. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "dictionaries/library.h"

namespace medloom::dictionaries {

struct Inventory {
  // Rows by mode ("fix"), then by language as the row says it ("en", "zh", "zh-Hant-TW", "*").
  std::map<std::string, std::map<std::string, std::size_t>> rows;
  std::map<std::string, std::size_t> guarded;  // by mode
  // Concepts by type, then how many have a label of each tag; "" counts all of the type.
  std::map<std::string, std::map<std::string, std::size_t>> concepts;
  // Rows by the table they stand in, then by mode: "terms/en-keep.tsv".
  std::map<std::string, std::map<std::string, std::size_t>> files;
};

Inventory count_entries(const Library& library);

// The two tables of dictionaries/README.md, as Markdown.
std::string to_markdown(const Inventory& inventory);

}  // namespace medloom::dictionaries
