// A review file, as a report exports it: what a person decided about flagged passages.
#pragma once

#include <string>
#include <vector>

#include "dictionaries/tools/addition.h"
#include "pipeline/model/result.h"

namespace medloom {

struct ReviewedRow {
  std::string where;  // "review.tsv:4"
  dictionaries::NewRow row;
};

// The rows that decisions ask for: `accept` a fix, `keep` a row that protects the words; `reject`
// and no decision ask for none. The passage's sentence becomes the case of its row. Everything that
// is wrong with the file goes to `problems`.
std::vector<ReviewedRow> read_review_file(const std::string& path, Problems& problems);

}  // namespace medloom
