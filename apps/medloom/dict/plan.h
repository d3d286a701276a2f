// Which dictionaries a command works on: those the user names, on top of ours or within ours.
//
// A dictionary of the user's stands on ours, as it does in a run: its rows may name our concepts
// and are checked against our rows. Files that are part of ours are looked at where they belong,
// within all of ours. Either way only what concerns the paths named is shown.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "dictionaries/library.h"

namespace medloom {

struct DictPlan {
  std::vector<std::filesystem::path> below;  // lower layers
  std::vector<std::filesystem::path> paths;  // what is looked at
  std::vector<std::filesystem::path> shown;  // what findings are shown of, canonical
  std::filesystem::path ours;
};

// Paths that do not exist are problems.
Result<DictPlan> plan_dictionaries(const std::vector<std::string>& paths, const std::string& data,
                                   Problems& problems);

// All layers of a plan as a library; everything that is wrong with them is a problem.
std::optional<dictionaries::Library> load_dictionaries(const DictPlan& plan, Problems& problems);

// Whether something at `where` ("path:line:column") concerns the paths named.
bool concerns(const DictPlan& plan, const std::string& where);

std::filesystem::path resolved(const std::filesystem::path& path);
bool is_within(const std::filesystem::path& path, const std::filesystem::path& folder);

// "PATHS": dictionaries, ours if none is given.
Word dictionary_paths_word(std::vector<std::string>& paths);

}  // namespace medloom
