// The dictionaries and rules of the data folder, as filling, importing and looking up need them.
//
// Thread-safety: immutable.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dictionaries/translation/examination.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/model/result.h"

namespace medloom::translation {

class LoadedKnowledge {
 public:
  // `dictionaries` are the user's, the lowest first. Everything that is wrong goes to `problems`.
  static std::unique_ptr<LoadedKnowledge> load(const DataFiles& data,
                                               const std::vector<std::string>& dictionaries,
                                               Problems& problems);

  Knowledge view() const { return {terms_, rules_}; }

 private:
  LoadedKnowledge(TermFinder terms, CheckRules rules)
      : terms_(std::move(terms)), rules_(std::move(rules)) {}

  TermFinder terms_;
  CheckRules rules_;
};

}  // namespace medloom::translation
