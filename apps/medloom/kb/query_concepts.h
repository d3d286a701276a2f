// Which concepts the words of a query name, by the dictionaries.
#pragma once

#include <string>
#include <vector>

#include "dictionaries/library.h"
#include "io/stores/search_query.h"
#include "pipeline/model/result.h"

namespace medloom {

// Thread-safety: immutable once loaded.
class ConceptFinder {
 public:
  // `data` and `dictionaries` as the options of that name.
  static Result<ConceptFinder> load(const std::string& data,
                                    const std::vector<std::string>& dictionaries);

  // In order, not overlapping.
  std::vector<stores::QueryConcept> find(const std::string& typed) const;

 private:
  explicit ConceptFinder(dictionaries::Library library) : library_(std::move(library)) {}

  dictionaries::Library library_;
};

}  // namespace medloom
