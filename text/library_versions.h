// Which libraries the text room runs on, for whoever has to explain a difference between two
// machines.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace medloom::text {

// Name and version, as the library loaded now says it. RE2 and OpenCC tell none.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace medloom::text
