// Masks: the fixed forms of ids, hashes and dates, written so that one text serves both the check
// and the JSON Schema.
//
// A mask stands for itself, except for places of characters: "%4d-%2d" is four digits, a hyphen and
// two digits. Classes: h hexadecimal digit, d digit, v one of 8 9 a b.
// No repetition, no choice: what needs those is no fixed form. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medloom {

bool matches_mask(std::string_view mask, std::string_view text);

// A regular expression for a whole text of one of the masks, in the dialect of JSON Schema.
std::string mask_regex(const std::vector<std::string_view>& masks);

}  // namespace medloom
