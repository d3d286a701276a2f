// Layers are read as stage `translate` reads them: the same files in the same order.
#include "translate/knowledge.h"

#include "dictionaries/compiled_library.h"
#include "dictionaries/tsv.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"

namespace medloom::translation {
namespace {

std::string read_one(const std::filesystem::path& path, Problems& problems) {
  Result<std::string> bytes = read_file(path);
  if (bytes) return std::move(*bytes);
  problems.push_back({ErrorCode::configuration, bytes.error().message, path.string()});
  return {};
}

std::vector<dictionaries::Layer> layers_of(const DataFiles& data,
                                           const std::vector<std::string>& own,
                                           Problems& problems) {
  std::vector<dictionaries::Layer> layers;
  for (const char* path : kTermLayers) {
    std::vector<std::string> files = data.list(path, ".tsv");
    if (files.empty()) files.emplace_back(path);
    layers.emplace_back();
    for (const std::string& file : files) {
      if (dictionaries::is_cases_file(file)) continue;
      const std::filesystem::path where = data.path(file);
      layers.back().push_back({read_one(where, problems), where.string(), file});
    }
  }
  for (const std::string& path : own) {
    if (path.ends_with(".img")) continue;
    if (auto refused = dictionaries::refused_unread(path)) {
      problems.push_back(std::move(*refused));
      continue;
    }
    layers.push_back({{read_one(path, problems), path, path}});
  }
  return layers;
}

}  // namespace

std::unique_ptr<LoadedKnowledge> LoadedKnowledge::load(const DataFiles& data,
                                                       const std::vector<std::string>& dictionaries,
                                                       Problems& problems) {
  const std::size_t problems_before = problems.size();
  const auto table = [&](const char* name) {
    return read_one(data.path(std::string("dictionaries/translation/") + name), problems);
  };
  CheckRules rules = CheckRules::read(
      {table("units.tsv"), table("wording.tsv"), table("languages.tsv")}, problems);
  std::vector<dictionaries::Layer> layers = layers_of(data, dictionaries, problems);
  const std::string key = dictionaries::library_key(dictionaries::digests_of(layers, sha256_hex),
                                                    medloom_version(), sha256_hex);
  auto library = dictionaries::load_cached(std::move(layers), text::ImageCache(data.cache_dir()),
                                           key, sha256_hex);
  if (!library) {
    for (Error& problem : library.error()) problems.push_back(std::move(problem));
  }
  if (problems.size() > problems_before) return nullptr;
  return std::unique_ptr<LoadedKnowledge>(
      new LoadedKnowledge(TermFinder(std::move(*library)), std::move(rules)));
}

}  // namespace medloom::translation
