// medloom dict lint: what is wrong or doubtful in dictionaries, those that ship with medloom or the
// user's own.
//
// Tested by tests/apps/dict_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/check.h"
#include "apps/medloom/shared_words.h"

namespace medloom {
namespace {

Result<int> lint(const DictCheckArguments& arguments, Console& console) {
  return check_dictionaries(arguments, console, "lint", [](const DictPlan& plan, bool strict) {
    return dictionaries::lint_dictionaries(plan.below, plan.paths, strict);
  });
}

}  // namespace

CommandSpec dict_lint_command() {
  const auto arguments = std::make_shared<DictCheckArguments>();
  return {.name = "dict lint",
          .summary = "find what is wrong or doubtful in dictionaries",
          .words = {dictionary_paths_word(arguments->paths),
                    data_word(arguments->data),
                    {.names = "--strict", .to = &arguments->strict, .help = "warnings are errors"}},
          .examples = {"medloom dict lint my-terms.tsv", "medloom dict lint --strict"},
          .call = calling(arguments, lint)};
}

}  // namespace medloom
