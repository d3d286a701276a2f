// Words by which texts are compared, as data (wording/alike.tsv). They decide what is alike and
// never change a text. Pure.
#pragma once

#include <string>
#include <vector>

#include "dictionaries/table_readers.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

struct AlikeWords {
  std::vector<std::string> negations;
  std::vector<std::string> sides;       // numerals, opposites
  std::vector<std::string> courtesies;  // phrases
};

// Reads the table; what is wrong with it goes to `problems`.
AlikeWords read_alike_words(std::string bytes, const File& file, Problems& problems);

}  // namespace medloom::dictionaries
