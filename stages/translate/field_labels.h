// What the fields of a record say, in each language of our tables: sex, ages, dates, ranks, names
// of sections, topics and departments. Always offline, and only what a table says: a field that no
// row knows is left out.
//
// Thread-safety: immutable.
#pragma once

#include <cstdint>
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

  // What is called so, by number: of its kind and of its labels. Those of one name are chained.
  struct Named {
    std::uint32_t kind;
    std::uint32_t labels;
    std::uint32_t next;
  };
  std::uint32_t kind_number(std::string_view kind);
  void add_names(const std::vector<std::uint32_t>& kinds, std::string_view name,
                 std::uint32_t labels);

  std::map<std::string, Labels, std::less<>> rows_;  // "kind/id"
  std::vector<std::string> kinds_;
  std::vector<Labels> labels_;
  std::vector<Named> named_;
  std::unordered_map<std::string, std::uint32_t> names_;  // folded; the first that is called so
};

}  // namespace medloom::stages
