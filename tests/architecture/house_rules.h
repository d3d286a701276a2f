// The rules of the house that a scan of the sources can check: who may include whom, which library
// is met in which room, that no two types share a name, and what no file may do (docs/design.md,
// "The house").
//
// One CMake library per room makes links follow the arrows; this catches what a linker lets
// through: headers alone, and rooms that are linked for another reason.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace medloom::test {

// Path from the root of the tree ("stages/convert.cc") to content.
using SourceTree = std::map<std::string, std::string>;

// One line for each broken rule: "stages/convert.cc:12: …, and what is allowed".
std::vector<std::string> broken_rules(const SourceTree& tree);

}  // namespace medloom::test
