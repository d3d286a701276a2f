// Every problem is told before any page is read. Tested by tests/library and tests/apps.
#include "api/build_pipeline.h"

#include <algorithm>
#include <filesystem>

#include "io/paths.h"
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
                  "profile");
    }
  }
  const std::string shown_as = is_file ? profile : std::string(kProfiles) + "/" + profile + ".toml";
  Result<std::string> toml =
      read_file(is_file ? std::filesystem::path(profile) : data.path(shown_as));
  if (!toml) return fail(ErrorCode::configuration, toml.error().message, shown_as);
  return ProfileFile{std::move(*toml), shown_as};
}

}  // namespace

std::unique_ptr<Pipeline> build_pipeline(const PipelineChoice& choice, const DataFiles& data,
                                         Problems& problems) {
  const Result<ProfileFile> file = read_profile_file(choice.profile, data);
  if (!file) {
    problems.push_back(file.error());
    return nullptr;
  }
  const std::size_t problems_before = problems.size();
  for (const std::string& path : choice.dictionaries) {
    if (path_as_utf8(path) == path) continue;
    problems.push_back(
        {ErrorCode::configuration,
         "records name their dictionaries in UTF-8, and this path is none; rename it",
         path_as_utf8(path)});
  }
  Profile profile =
      read_profile(file->toml, file->shown_as, builtin_stages(), choice.settings, problems);
  if (problems.size() > problems_before) return nullptr;
  return Pipeline::build(std::move(profile), data, choice.dictionaries, problems,
                         translation::read_memory);
}

}  // namespace medloom
