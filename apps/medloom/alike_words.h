// The words by which texts are compared, from the data files.
#pragma once

#include <string>

#include "dictionaries/wording.h"

namespace medloom {

// `data` is the user's folder of data files, or empty.
Result<dictionaries::AlikeWords> load_alike_words(const std::string& data);

}  // namespace medloom
