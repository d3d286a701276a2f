// Tested by tests/apps/dict_test.cc.
#include "apps/medloom/dict/plan.h"

#include <algorithm>

#include "dictionaries/dictionary_files.h"
#include "io/paths.h"
#include "pipeline/engine/data_files.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

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

}  // namespace

fs::path resolved(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(path, ignored);
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

Result<DictPlan> plan_dictionaries(const std::vector<std::string>& paths, const std::string& data,
                                   Problems& problems) {
  const Result<DataFiles> files = DataFiles::find(data);
  if (!files) return tl::unexpected(files.error());
  DictPlan plan;
  plan.ours = files->path("dictionaries");
  bool part_of_ours = false;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      problems.push_back({ErrorCode::usage, "No such file or directory", path_as_utf8(path)});
    }
    plan.paths.emplace_back(path);
    const fs::path file = resolved(path);
    part_of_ours = part_of_ours || is_within(file, resolved(plan.ours));
    plan.shown.push_back(file);
    plan.shown.push_back(fs::path(file).replace_extension(".cases.tsv"));  // beside it, if any
  }
  if (plan.paths.empty() || part_of_ours) {
    // The user's files among the paths, if any, come as layers above ours.
    std::erase_if(plan.paths, [&](const fs::path& path) {
      return is_within(resolved(path), resolved(plan.ours));
    });
    if (plan.shown.empty()) plan.shown.push_back(resolved(plan.ours));
    plan.paths.insert(plan.paths.begin(), plan.ours);
  } else {
    plan.below.push_back(plan.ours);
  }
  return plan;
}

std::optional<dictionaries::Library> load_dictionaries(const DictPlan& plan, Problems& problems) {
  std::vector<fs::path> all = plan.below;
  all.insert(all.end(), plan.paths.begin(), plan.paths.end());
  dictionaries::DictionaryFiles files = dictionaries::read_dictionary_files(all, problems);
  if (!problems.empty()) return std::nullopt;
  auto library = dictionaries::load(std::move(files.layers));
  if (library) return std::move(*library);
  problems = std::move(library.error());
  return std::nullopt;
}

bool concerns(const DictPlan& plan, const std::string& where) {
  const fs::path file = resolved(file_of(where));
  return std::any_of(plan.shown.begin(), plan.shown.end(),
                     [&](const fs::path& path) { return is_within(file, path); });
}

Word dictionary_paths_word(std::vector<std::string>& paths) {
  return {
      .names = "PATHS", .to = &paths, .help = "dictionary files or folders; ours if none is given"};
}

}  // namespace medloom
