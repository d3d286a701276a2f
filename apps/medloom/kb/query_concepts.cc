// A query has no language, so it is read as each of ours; of names that overlap the longest wins.
// The typed words stay as they are: a row that would repair them is not followed, because whoever
// searches for a slip wants to see it.
//
// Tested by tests/apps/kb_test.cc and tests/apps/kb_samples_test.cc.
#include "apps/medloom/kb/query_concepts.h"

#include <algorithm>

#include "dictionaries/dictionary_files.h"
#include "pipeline/engine/data_files.h"

namespace medloom {
namespace {

using stores::QueryConcept;

std::vector<QueryConcept> all_names(const dictionaries::Matcher& matcher,
                                    const std::string& typed) {
  std::vector<QueryConcept> found;
  const dictionaries::PageWords page(typed);
  for (const char* language : {"en", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK"}) {
    const dictionaries::Reading reading = matcher.read(typed, language, page);
    if (!reading.repairs.hits.empty()) continue;  // links count in the repaired text
    for (const dictionaries::LinkHit& link : reading.links) {
      found.push_back({link.at, link.target->id});
    }
  }
  return found;
}

std::vector<QueryConcept> without_overlaps(std::vector<QueryConcept> names) {
  std::stable_sort(names.begin(), names.end(), [](const QueryConcept& a, const QueryConcept& b) {
    return a.at.size() > b.at.size();
  });
  std::vector<QueryConcept> kept;
  for (QueryConcept& name : names) {
    const bool apart = std::none_of(kept.begin(), kept.end(), [&](const QueryConcept& other) {
      return other.at.overlaps(name.at);
    });
    if (apart) kept.push_back(std::move(name));
  }
  std::sort(kept.begin(), kept.end(),
            [](const QueryConcept& a, const QueryConcept& b) { return a.at < b.at; });
  return kept;
}

}  // namespace

Result<ConceptFinder> ConceptFinder::load(const std::string& data,
                                          const std::vector<std::string>& dictionaries) {
  const Result<DataFiles> files = DataFiles::find(data);
  if (!files) return tl::unexpected(files.error());
  std::vector<std::filesystem::path> paths = {files->path("dictionaries")};
  paths.insert(paths.end(), dictionaries.begin(), dictionaries.end());
  Problems problems;
  auto read = dictionaries::read_dictionary_files(paths, problems);
  if (!problems.empty()) return tl::unexpected(problems.front());
  auto library = dictionaries::load(std::move(read.layers));
  if (!library) return tl::unexpected(library.error().front());
  return ConceptFinder(std::move(*library));
}

std::vector<QueryConcept> ConceptFinder::find(const std::string& typed) const {
  return without_overlaps(all_names(library_.matcher(), typed));
}

}  // namespace medloom
