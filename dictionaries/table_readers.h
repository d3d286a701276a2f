// From tables to rows: terms/*.tsv, concepts.tsv and word lists, told apart by their headers.
//
// File names never matter: a table with a `match` column holds terms, one with an `id` column
// concepts, one with a `word` column plain words. Each reader tells every problem of its table and
// returns the rows that are sound.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

// `other` is a table of ours that holds no rows of a dictionary: how Han script is converted, what
// is personal data, by which words translations are checked.
enum class TableKind : std::uint8_t { terms, concepts, words, other, unknown };

TableKind table_kind(std::string_view bytes);

// A word that is no term but helps to read one: a Han word that shows where words end, or a common
// English word that no row should touch unguarded.
struct PlainWord {
  std::string word;
  std::string lang;
};

using File = std::shared_ptr<const SourceFile>;

std::vector<TermRow> read_terms(std::string bytes, const File& file, Problems& problems);
std::vector<Concept> read_concepts(std::string bytes, const File& file, Problems& problems);
std::vector<PlainWord> read_words(std::string bytes, const File& file, Problems& problems);

}  // namespace medloom::dictionaries
