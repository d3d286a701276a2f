#include "tests/support/floors.h"

#include <gtest/gtest.h>

#include <medloom_source_dir.h>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace medloom::test {
namespace {

constexpr char kFile[] = MEDLOOM_SOURCE_DIR "/tests/quality_floors.tsv";

const std::map<std::string, double>& pinned() {
  static const std::map<std::string, double> kFloors = [] {
    std::ifstream file(kFile, std::ios::binary);
    return read_floors(std::string(std::istreambuf_iterator<char>(file), {}));
  }();
  return kFloors;
}

}  // namespace

std::map<std::string, double> read_floors(std::string_view table) {
  std::map<std::string, double> floors;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || line.starts_with("measure\t") || tab == std::string::npos)
      continue;
    floors[line.substr(0, tab)] = std::strtod(line.c_str() + tab, nullptr);
  }
  return floors;
}

void expect_floor(const std::string& measure, double reached) {
  const auto floor = pinned().find(measure);
  if (floor == pinned().end()) {
    ADD_FAILURE() << measure << " is not in " << kFile << "; it reaches " << reached;
    return;
  }
  EXPECT_GE(reached, floor->second) << measure << " has fallen below its floor";
  std::cout << "quality: " << measure << " " << reached << ", floor " << floor->second << "\n";
}

}  // namespace medloom::test
