// What the fields of a record say, in each language of our tables: sex, ages, dates, ranks, names
// of sections, topics and departments. Always offline, and only what a table says: a field that no
// row knows is left out.
//
// Thread-safety: immutable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dictionaries/entry.h"
#include "pipeline/model/record.h"
#include "pipeline/model/result.h"

namespace medloom::stages {

class FieldTable {
 public:
  // The bytes of dictionaries/translation/fields.tsv, and the concepts whose labels name topics and
  // departments.
  static FieldTable read(std::string fields, const std::vector<dictionaries::Concept>& concepts,
                         Problems& problems);

  void add_labels(Record& record) const;

 private:
  friend class FieldReader;

  // Of a row by kind and id, or empty.
  const Labels& row(std::string_view kind, std::string_view id) const;
  // Of the row of that kind, or the concept, that is called so.
  const Labels* named(std::string_view kind, std::string_view text) const;

  std::map<std::string, Labels, std::less<>> rows_;  // "kind/id"
  std::unordered_map<std::string, Labels> names_;    // "kind/" and a folded name
};

}  // namespace medloom::stages
