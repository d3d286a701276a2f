// From the words of the command line to a built pipeline, with every problem told before any page
// is read. Tested by tests/apps.
#include "apps/medloom/load_pipeline.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "io/open.h"
#include "stages/builtin.h"
#include "translate/memory_rows.h"

namespace medloom {
namespace {

constexpr char kProfiles[] = "profiles/pipelines";

struct ProfileFile {
  std::string toml;
  std::string shown_as;
};

std::vector<std::string> profile_names(const DataFiles& data) {
  std::vector<std::string> names;
  for (const std::string& file : data.list(kProfiles, ".toml")) {
    names.push_back(std::filesystem::path(file).stem().string());
  }
  return names;
}

Result<ProfileFile> read_profile_file(const std::string& profile, const DataFiles& data) {
  const bool is_file = profile.find('/') != std::string::npos || profile.ends_with(".toml");
  if (!is_file) {
    const std::vector<std::string> names = profile_names(data);
    if (std::find(names.begin(), names.end(), profile) == names.end()) {
      return fail(ErrorCode::configuration,
                  "there is no profile '" + profile + "'" + did_you_mean(profile, names) +
                      " (a file of your own is named with a '/' or .toml in it)",
                  "--profile");
    }
  }
  const std::string shown_as = is_file ? profile : std::string(kProfiles) + "/" + profile + ".toml";
  Result<std::string> toml =
      read_file(is_file ? std::filesystem::path(profile) : data.path(shown_as));
  if (!toml) return fail(ErrorCode::configuration, toml.error().message, shown_as);
  return ProfileFile{std::move(*toml), shown_as};
}

}  // namespace

Result<DataFiles> find_data(const std::string& data, const std::optional<std::string>& cache) {
  Result<DataFiles> found = DataFiles::find(data);
  if (found) found->set_cache_dir(DataFiles::user_cache_dir(cache));
  const char* const key = std::getenv("MEDLOOM_PSEUDONYM_KEY");
  if (found && key != nullptr) found->set_pseudonym_key(key);
  return found;
}

std::unique_ptr<Pipeline> load_pipeline(const PipelineArguments& arguments, Problems& problems) {
  const Result<DataFiles> data = find_data(arguments.data, arguments.cache);
  if (!data) {
    problems.push_back(data.error());
    return nullptr;
  }
  const Result<ProfileFile> file = read_profile_file(arguments.profile, *data);
  if (!file) {
    problems.push_back(file.error());
    return nullptr;
  }
  std::vector<std::string> overrides;
  std::copy_if(arguments.sets.begin(), arguments.sets.end(), std::back_inserter(overrides),
               [](const std::string& word) { return !names_source(word); });
  const std::size_t problems_before = problems.size();
  Profile profile = read_profile(file->toml, file->shown_as, builtin_stages(), overrides, problems);
  if (problems.size() > problems_before) return nullptr;
  return Pipeline::build(std::move(profile), *data, arguments.dictionaries, problems,
                         translation::read_memory);
}

std::vector<std::string> source_overrides(const std::vector<std::string>& sets) {
  std::vector<std::string> overrides;
  std::copy_if(sets.begin(), sets.end(), std::back_inserter(overrides), names_source);
  return overrides;
}

}  // namespace medloom
