// A configuration of OpenCC names its dictionaries by bare file names, and the library tries those
// in the working directory before it tries the configuration's own folder. So the file is read
// here, the names are made absolute in its text, and the library parses the result. It parses in
// place (it overwrites its const argument), so it gets a string of its own.
//
// opencc::Exception is not a std::exception, hence the catch-alls of call_opencc.
#include "text/opencc_data.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
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

constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20;  // of a file of OpenCC's

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
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size == 0 || size > kMostBytes) {
    return fail(ErrorCode::configuration, "cannot be read", path);
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) return fail(ErrorCode::configuration, "cannot be read", path);
  return text;
}

constexpr std::string_view kFileKey = "\"file\"";

// "file": "STPhrases.ocd2"  ->  "file": "<folder>/STPhrases.ocd2"
std::string with_absolute_files(std::string json, const std::string& folder) {
  for (std::size_t at = json.find(kFileKey); at != std::string::npos;
       at = json.find(kFileKey, at)) {
    at = json.find('"', at + kFileKey.size());
    if (at == std::string::npos) break;
    ++at;
    if (json.compare(at, 1, "/") != 0) json.insert(at, folder + '/');
  }
  return json;
}

// The dictionaries that a configuration names, once its names are absolute.
std::vector<std::string> files_named_in(const std::string& json) {
  std::vector<std::string> paths;
  for (std::size_t at = json.find(kFileKey); at != std::string::npos;
       at = json.find(kFileKey, at)) {
    at = json.find('"', at + kFileKey.size());
    const std::size_t end = at == std::string::npos ? at : json.find('"', at + 1);
    if (end == std::string::npos) break;
    std::string path = json.substr(at + 1, end - at - 1);
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) {
      paths.push_back(std::move(path));
    }
    at = end;
  }
  return paths;
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

namespace {

// A configuration of ours is one of OpenCC's, or two in sequence.
std::vector<std::string> parts_of(std::string_view config) {
  if (config == "hk2tw") return {"hk2t", "t2tw"};
  if (config == "tw2hk") return {"tw2t", "t2hk"};
  return {std::string(config)};
}

struct ConfigFile {
  std::string path;
  std::string folder;
  std::string json;
};

Result<ConfigFile> read_config(const std::string& name) {
  const Result<std::string> folder = opencc_data_directory();
  if (!folder) return tl::unexpected(folder.error());
  ConfigFile config{*folder + '/' + name + ".json", *folder, {}};
  Result<std::string> json = read_file(config.path);
  if (!json) return tl::unexpected(json.error());
  config.json = std::move(*json);
  return config;
}

// Appends the steps of `more`, which go over what the steps of `plan` made.
void append_steps(ConversionPlan& plan, ConversionPlan more) {
  const std::size_t before = plan.lexicons.size();
  for (Lexicon& lexicon : more.lexicons) plan.lexicons.push_back(std::move(lexicon));
  for (std::vector<std::size_t>& step : more.chain) {
    for (std::size_t& number : step) number += before;
    plan.chain.push_back(std::move(step));
  }
}

// Two lanes, eight bytes a step.
class Digest {
 public:
  void add(std::string_view bytes) {
    mix(bytes.size());
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(word_of(bytes));
    mix(word_of(bytes));
  }
  std::string hex() const {
    char text[33];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(one_),
                  static_cast<unsigned long long>(two_));
    return text;
  }

 private:
  static std::uint64_t word_of(std::string_view bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), std::min<std::size_t>(bytes.size(), 8));
    return word;
  }
  void mix(std::uint64_t word) {
    one_ = (one_ ^ word) * 0x9E3779B97F4A7C15u;
    one_ ^= one_ >> 32;
    two_ = (two_ + word) * 0xD6E8FEB86659FD93u;
    two_ ^= two_ >> 29;
  }
  std::uint64_t one_ = 0xCBF29CE484222325u;
  std::uint64_t two_ = 0;
};

}  // namespace

Result<ConversionPlan> read_conversion_plan(std::string_view config) {
  ConversionPlan plan;
  for (const std::string& name : parts_of(config)) {
    const Result<ConfigFile> file = read_config(name);
    if (!file) return tl::unexpected(file.error());
    Result<ConversionPlan> part = call_opencc(file->path, [&] {
      const std::string absolute = with_absolute_files(file->json, file->folder);
      return PlanBuilder().build(*opencc::Config().NewFromString(absolute, file->folder));
    });
    if (!part) return part;
    if (plan.chain.empty()) {
      plan = std::move(*part);
    } else {
      append_steps(plan, std::move(*part));
    }
  }
  return plan;
}

Result<std::string> conversion_digest(std::string_view config) {
  Digest digest;
  for (const std::string& name : parts_of(config)) {
    const Result<ConfigFile> file = read_config(name);
    if (!file) return tl::unexpected(file.error());
    digest.add(file->json);
    const std::string json = with_absolute_files(file->json, file->folder);
    for (const std::string& path : files_named_in(json)) {
      const Result<std::string> bytes = read_file(path);
      if (!bytes) return tl::unexpected(bytes.error());
      digest.add(*bytes);
    }
  }
  return digest.hex();
}

}  // namespace medloom::text
