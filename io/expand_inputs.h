// Inputs as the user typed them, made into paths: lists of files and patterns.
#pragma once

#include <string>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

// "@FILE" gives each line of the file that is not empty, "@-" each line of standard input; a word
// with `*`, `?` or `[` in it that names no file itself gives the files it matches, sorted bytewise,
// hidden ones left out. Everything else stays. A list that cannot be read and a pattern that
// matches nothing are problems.
std::vector<std::string> expand_inputs(const std::vector<std::string>& words, Problems& problems);

}  // namespace medloom
