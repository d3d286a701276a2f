// The pinned floors of quality: what was reached once must not be lost again.
//
// tests/quality_floors.tsv holds a number for each measure. A measure below its floor fails; one
// above it says so, and the floor is raised by hand. Floors may only rise: .ci/run compares them
// with those of the commit before.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace medloom::test {

// Measure to floor, as they stand in a table: "name<tab>floor<tab>what it counts", with comments
// (#) and a header.
std::map<std::string, double> read_floors(std::string_view table);

// Fails the test where `reached` is below the floor of `measure`, or where it has none.
void expect_floor(const std::string& measure, double reached);

}  // namespace medloom::test
