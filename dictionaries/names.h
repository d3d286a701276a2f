// "did you mean": the nearest of a few known names, for messages about a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medloom::dictionaries {

// ", did you mean 'flag'?" when one of `known` is at most two typing slips away, else "".
std::string suggestion(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace medloom::dictionaries
