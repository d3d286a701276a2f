// medloom dict test: runs the cases beside dictionaries.
//
// Tested by tests/apps/dict_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/check.h"
#include "apps/medloom/shared_words.h"

namespace medloom {
namespace {

Result<int> test(const DictCheckArguments& arguments, Console& console) {
  return check_dictionaries(arguments, console, "test", [](const DictPlan& plan, bool) {
    return dictionaries::test_dictionaries(plan.below, plan.paths);
  });
}

}  // namespace

CommandSpec dict_test_command() {
  const auto arguments = std::make_shared<DictCheckArguments>();
  return {.name = "dict test",
          .summary = "run the cases beside dictionaries",
          .words = {dictionary_paths_word(arguments->paths), data_word(arguments->data)},
          .examples = {"medloom dict test my-terms.tsv"},
          .call = calling(arguments, test)};
}

}  // namespace medloom
