// Where two JSON values differ, by JSON Pointer: what a person reads when a golden test fails.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace medloom::test {

// One line a difference, in the order of `expected`, at most `limit` of them:
// "/mainEntity/0/text: expected "…low back…", is "…waist…"". Long strings are cut to the place
// where they begin to differ.
std::vector<std::string> differences(const nlohmann::ordered_json& expected,
                                     const nlohmann::ordered_json& actual, std::size_t limit);

}  // namespace medloom::test
