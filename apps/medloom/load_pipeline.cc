// From the words of the command line to a built pipeline, with every problem told before any page
// is read. Tested by tests/apps.
#include "apps/medloom/load_pipeline.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "io/open.h"

namespace medloom {

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
  PipelineChoice choice = arguments.choice;
  std::erase_if(choice.settings, names_source);
  return build_pipeline(choice, *data, problems);
}

std::vector<std::string> source_overrides(const std::vector<std::string>& sets) {
  std::vector<std::string> overrides;
  std::copy_if(sets.begin(), sets.end(), std::back_inserter(overrides), names_source);
  return overrides;
}

}  // namespace medloom
