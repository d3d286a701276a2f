// What `dict lint` and `dict test` share: the findings about the paths named, and how they end.
#pragma once

#include <string>
#include <vector>

#include "apps/medloom/console.h"
#include "apps/medloom/dict/plan.h"
#include "dictionaries/dictionary_files.h"

namespace medloom {

struct DictCheckArguments {
  std::vector<std::string> paths;
  std::string data;
  bool strict = false;
};

using DictCheck = dictionaries::CheckReport (*)(const DictPlan& plan, bool strict);

// Shows what `check` finds; `verb` begins the summary.
Result<int> check_dictionaries(const DictCheckArguments& arguments, Console& console,
                               std::string_view verb, DictCheck check);

}  // namespace medloom
