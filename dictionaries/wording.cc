// Tested by tests/dictionaries/wording_test.cc.
#include "dictionaries/wording.h"

#include <utility>

#include "dictionaries/tsv.h"

namespace medloom::dictionaries {
namespace {

std::vector<std::string>* list_of(AlikeWords& words, std::string_view use) {
  if (use == "negation") return &words.negations;
  if (use == "side") return &words.sides;
  if (use == "courtesy") return &words.courtesies;
  return nullptr;
}

}  // namespace

AlikeWords read_alike_words(std::string bytes, const File& file, Problems& problems) {
  const TsvTable table = parse_tsv(std::move(bytes), file->path,
                                   {{"phrase", "use", "note"}, {"phrase", "use"}}, problems);
  const auto phrase = table.column("phrase");
  const auto use = table.column("use");
  AlikeWords words;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view name = table.cell(row, use);
    if (name.empty() || table.cell(row, phrase).empty()) continue;  // told by the table reader
    if (std::vector<std::string>* list = list_of(words, name)) {
      list->emplace_back(table.cell(row, phrase));
    } else {
      problems.push_back(
          {ErrorCode::configuration,
           "unknown use '" + std::string(name) + "', known are negation, side, courtesy",
           table.where(row, use)});
    }
  }
  return words;
}

}  // namespace medloom::dictionaries
