// medloom dict: lint and test dictionaries, those that ship with medloom or the user's own.
//
// A dictionary of the user's stands on ours, as it does in a run: its rows may name our concepts
// and are checked against our rows. Files that are part of ours are checked where they belong,
// within all of ours. Either way only what concerns the paths named is shown.
//
// Tested by tests/apps/dict_test.cc.
#include <algorithm>
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/dictionary_files.h"
#include "io/paths.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

using Paths = std::vector<fs::path>;

struct DictArguments {
  std::vector<std::string> paths;
  std::string data;
  bool strict = false;
};

fs::path resolved(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(path, ignored);
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

// The file of "path:line:column", of "path:line", or the whole.
std::string file_of(std::string where) {
  for (int i = 0; i < 2; ++i) {
    const auto colon = where.rfind(':');
    if (colon == std::string::npos || colon + 1 == where.size()) break;
    if (where.find_first_not_of("0123456789", colon + 1) != std::string::npos) break;
    where.resize(colon);
  }
  return where;
}

struct CheckPlan {
  Paths below;  // lower layers
  Paths paths;  // what is checked
  Paths shown;  // what findings are shown of, canonical
};

Result<CheckPlan> plan_of(const DictArguments& arguments, Problems& problems) {
  const Result<DataFiles> data = DataFiles::find(arguments.data);
  if (!data) return tl::unexpected(data.error());
  const fs::path ours = data->path("dictionaries");
  CheckPlan plan;
  bool part_of_ours = false;
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      problems.push_back({ErrorCode::usage, "No such file or directory", path_as_utf8(path)});
    }
    plan.paths.emplace_back(path);
    const fs::path file = resolved(path);
    part_of_ours = part_of_ours || is_within(file, resolved(ours));
    plan.shown.push_back(file);
    plan.shown.push_back(fs::path(file).replace_extension(".cases.tsv"));  // beside it, if any
  }
  if (plan.paths.empty() || part_of_ours) {
    // The user's files among the paths, if any, come as layers above ours.
    std::erase_if(plan.paths,
                  [&](const fs::path& path) { return is_within(resolved(path), resolved(ours)); });
    if (plan.shown.empty()) plan.shown.push_back(resolved(ours));
    plan.paths.insert(plan.paths.begin(), ours);
  } else {
    plan.below.push_back(ours);
  }
  return plan;
}

template <class CheckFunction>
Result<int> check(const DictArguments& arguments, Console& console, std::string_view verb,
                  CheckFunction check_paths) {
  Problems problems;
  const Result<CheckPlan> plan = plan_of(arguments, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const dictionaries::CheckReport result = check_paths(*plan);
  std::size_t shown = 0;
  std::size_t errors = 0;
  for (const dictionaries::Finding& finding : result.findings) {
    const fs::path file = resolved(file_of(finding.where));
    const bool wanted = std::any_of(plan->shown.begin(), plan->shown.end(),
                                    [&](const fs::path& path) { return is_within(file, path); });
    if (!wanted) continue;
    ++shown;
    if (finding.severity == dictionaries::Severity::error) ++errors;
    auto written = console.out.write(printable(dictionaries::to_string(finding)) + "\n");
    if (!written) return tl::unexpected(written.error());
  }
  console.err << verb << ": " << counted(errors, "error") << ", "
              << counted(shown - errors, "warning") << '\n';
  return static_cast<int>(errors > 0 ? kFindings : kDone);
}

Result<int> lint(const DictArguments& arguments, Console& console) {
  return check(arguments, console, "lint", [&](const CheckPlan& plan) {
    return dictionaries::lint_dictionaries(plan.below, plan.paths, arguments.strict);
  });
}

Result<int> test(const DictArguments& arguments, Console& console) {
  return check(arguments, console, "test", [](const CheckPlan& plan) {
    return dictionaries::test_dictionaries(plan.below, plan.paths);
  });
}

CommandSpec command_over_dictionaries(std::string name, std::string summary,
                                      const std::shared_ptr<DictArguments>& arguments) {
  CommandSpec spec{std::move(name), std::move(summary), {}};
  spec.words = {{.names = "PATHS",
                 .to = &arguments->paths,
                 .help = "dictionary files or folders; ours if none is given"},
                data_word(arguments->data)};
  return spec;
}

}  // namespace

CommandSpec dict_lint_command() {
  const auto arguments = std::make_shared<DictArguments>();
  CommandSpec spec = command_over_dictionaries(
      "dict lint", "find what is wrong or doubtful in dictionaries", arguments);
  spec.words.push_back(
      {.names = "--strict", .to = &arguments->strict, .help = "warnings are errors"});
  spec.call = calling(arguments, lint);
  return spec;
}

CommandSpec dict_test_command() {
  const auto arguments = std::make_shared<DictArguments>();
  CommandSpec spec =
      command_over_dictionaries("dict test", "run the cases beside dictionaries", arguments);
  spec.call = calling(arguments, test);
  return spec;
}

}  // namespace medloom
