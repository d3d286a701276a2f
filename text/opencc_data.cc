// A configuration of OpenCC names its dictionaries by bare file names, and the library tries those
// in the working directory before it tries the configuration's own folder. So the file is read
// here, the names are made absolute in its text, and the library parses the result. It parses in
// place (it overwrites its const argument), so it gets a string of its own.
//
// opencc::Exception is not a std::exception, hence the catch-alls of call_opencc.
#include "text/opencc_data.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <unordered_map>

#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/DictEntry.hpp>
#include <opencc/DictGroup.hpp>
#include <opencc/Exception.hpp>
#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>
#include <opencc/MaxMatchSegmentation.hpp>

namespace medloom::text {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsualPlaces[] = {"/usr/share/opencc", "/usr/local/share/opencc",
                                        "/opt/homebrew/share/opencc"};

// Runs `work` and turns whatever it throws into an Error at `where`.
template <class Work>
auto call_opencc(const std::string& where, Work work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (const opencc::Exception& error) {
    return fail(ErrorCode::configuration, error.what(), where);
  } catch (const std::exception& error) {
    return fail(ErrorCode::configuration, error.what(), where);
  } catch (...) {
    return fail(ErrorCode::configuration, "OpenCC cannot read this file", where);
  }
}

Lexicon entries_of(const opencc::Dict& dictionary) {
  Lexicon lexicon;
  const opencc::LexiconPtr entries = dictionary.GetLexicon();
  lexicon.reserve(entries->Length());
  for (const auto& entry : *entries) {
    LexiconEntry plain{entry->Key(), entry->Values()};
    if (plain.values.empty()) plain.values.push_back(entry->GetDefault());
    lexicon.push_back(std::move(plain));
  }
  return lexicon;
}

// OpenCC itself leaks memory over a file that is none of its dictionaries.
bool is_dictionary(const std::string& path) {
  constexpr std::string_view kMagic = "OPENCC_MARISA_";
  std::string head(kMagic.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  return file && head == kMagic;
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file || text.empty()) return fail(ErrorCode::configuration, "cannot be read", path);
  return text;
}

// "file": "STPhrases.ocd2"  ->  "file": "<folder>/STPhrases.ocd2"
std::string with_absolute_files(std::string json, const std::string& folder) {
  constexpr std::string_view kKey = "\"file\"";
  for (std::size_t at = json.find(kKey); at != std::string::npos; at = json.find(kKey, at)) {
    at = json.find('"', at + kKey.size());
    if (at == std::string::npos) break;
    ++at;
    if (json.compare(at, 1, "/") != 0) json.insert(at, folder + '/');
  }
  return json;
}

// Collects the dictionaries of a converter, each once, groups flattened to their members.
class PlanBuilder {
 public:
  ConversionPlan build(const opencc::Converter& converter) {
    const auto segmentation =
        std::dynamic_pointer_cast<opencc::MaxMatchSegmentation>(converter.GetSegmentation());
    if (segmentation) add(segmentation->GetDict(), plan_.segmentation);
    for (const opencc::ConversionPtr& step : converter.GetConversionChain()->GetConversions()) {
      add(step->GetDict(), plan_.chain.emplace_back());
    }
    return std::move(plan_);
  }

 private:
  void add(const opencc::DictPtr& dictionary, std::vector<std::size_t>& to) {
    if (const auto group = std::dynamic_pointer_cast<opencc::DictGroup>(dictionary)) {
      for (const opencc::DictPtr& member : group->GetDicts()) add(member, to);
      return;
    }
    const auto [known, fresh] = index_.try_emplace(dictionary.get(), plan_.lexicons.size());
    if (fresh) plan_.lexicons.push_back(entries_of(*dictionary));
    to.push_back(known->second);
  }

  ConversionPlan plan_;
  std::unordered_map<const opencc::Dict*, std::size_t> index_;
};

}  // namespace

Result<std::string> opencc_data_directory() {
  std::error_code ignored;
  if (const char* set = std::getenv("MEDLOOM_OPENCC_DIR"); set != nullptr && *set != '\0') {
    if (!fs::path(set).is_absolute()) {
      return fail(ErrorCode::configuration, "MEDLOOM_OPENCC_DIR must be an absolute path", set);
    }
    if (!fs::is_directory(set, ignored)) {
      return fail(ErrorCode::configuration, "MEDLOOM_OPENCC_DIR names no folder", set);
    }
    return fs::path(set).lexically_normal().string();
  }
  for (const char* place : kUsualPlaces) {
    if (fs::exists(fs::path(place) / "TSCharacters.ocd2", ignored)) return place;
  }
  return fail(ErrorCode::configuration,
              "the data of OpenCC is not installed; MEDLOOM_OPENCC_DIR can name its folder");
}

Result<Lexicon> read_opencc_lexicon(std::string_view name) {
  const Result<std::string> folder = opencc_data_directory();
  if (!folder) return tl::unexpected(folder.error());
  const std::string path = *folder + '/' + std::string(name) + ".ocd2";
  if (!is_dictionary(path)) return fail(ErrorCode::configuration, "is no OpenCC dictionary", path);
  return call_opencc(path, [&] {
    return entries_of(*opencc::SerializableDict::NewFromFile<opencc::MarisaDict>(path));
  });
}

Result<ConversionPlan> read_conversion_plan(std::string_view config) {
  const Result<std::string> folder = opencc_data_directory();
  if (!folder) return tl::unexpected(folder.error());
  const std::string path = *folder + '/' + std::string(config) + ".json";
  const Result<std::string> json = read_file(path);
  if (!json) return tl::unexpected(json.error());
  return call_opencc(path, [&] {
    const std::string absolute = with_absolute_files(*json, *folder);
    return PlanBuilder().build(*opencc::Config().NewFromString(absolute, *folder));
  });
}

}  // namespace medloom::text
