// medloom doctor: is everything that a run needs here, sound, and which?
//
// Builds every pipeline that ships with medloom, reads every kept table to its end, and says which
// libraries, data and folders are used. What is wrong is marked and explained; anything wrong ends
// with exit code 1. Takes as long as building the pipelines: seconds, where no table is kept.
//
// Tested by tests/apps/doctor_test.cc.
#include <langinfo.h>
#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/load_pipeline.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/paths.h"
#include "pipeline/model/json_writer.h"
#include "text/image_cache.h"
#include "text/library_versions.h"
#include "text/opencc_data.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;

struct DoctorArguments {
  std::string data;
  std::optional<std::string> cache;
  bool json = false;
  std::string color = "auto";
};

struct Finding {
  std::string part;   // "data"
  std::string name;   // "default"
  std::string found;  // what it is, or what is wrong with it
  bool sound = true;
};
using Findings = std::vector<Finding>;

// The first of a digest: enough to tell two machines apart.
std::string begin_of(const std::string& digest) { return digest.substr(0, 16); }

void add_versions(Findings& findings) {
  findings.push_back({"version", "medloom", std::string(medloom_version())});
  for (const auto& [name, version] : text::library_versions()) {
    findings.push_back({"version", name, version});
  }
}

void add_opencc(Findings& findings) {
  const Result<std::string> folder = text::opencc_data_directory();
  findings.push_back(
      {"data", "OpenCC", folder ? *folder : to_string(folder.error()), folder.has_value()});
  if (!folder) return;
  for (const char* name : {"s2t", "t2s", "s2tw", "s2hk"}) {
    const Result<std::string> digest = text::conversion_digest(name);
    findings.push_back({"data", "OpenCC " + std::string(name),
                        digest ? begin_of(*digest) : to_string(digest.error()),
                        digest.has_value()});
  }
}

void add_pipeline(const std::string& name, const DoctorArguments& arguments, Findings& findings) {
  PipelineArguments wanted;
  wanted.choice.profile = name;
  wanted.data = arguments.data;
  wanted.cache = arguments.cache;
  Problems problems;
  const std::unique_ptr<Pipeline> pipeline = load_pipeline(wanted, problems);
  if (pipeline != nullptr) {
    const PipelineInfo& info = pipeline->info();
    findings.push_back({"pipeline", name,
                        "configuration " + begin_of(info.configuration) + ", data " +
                            begin_of(info.data) + ", " +
                            counted(info.dictionaries.size(), "data file")});
  }
  for (const Error& problem : problems) {
    findings.push_back({"pipeline", name, to_string(problem), false});
  }
}

void add_data(const DoctorArguments& arguments, Findings& findings) {
  const Result<DataFiles> data = find_data(arguments.data, arguments.cache);
  findings.push_back({"data", "medloom",
                      data ? path_as_utf8(data->root().string()) : to_string(data.error()),
                      data.has_value()});
  add_opencc(findings);
  if (!data) return;
  for (const std::string& file : data->list("profiles/pipelines", ".toml")) {
    add_pipeline(fs::path(file).stem().string(), arguments, findings);
  }
}

// Images are named KIND-KEY.img; `ImageFile::open` and `verify` say what is wrong with one.
void add_kept_tables(const DoctorArguments& arguments, Findings& findings) {
  const fs::path folder = DataFiles::user_cache_dir(arguments.cache);
  findings.push_back({"cache", "folder", folder.empty() ? "none" : path_as_utf8(folder.string())});
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".img") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const std::string name = file.stem().string();
    const auto image = text::ImageFile::open(file, name.substr(0, name.find('-')), "");
    const Result<void> whole = image ? image->verify() : tl::unexpected(image.error());
    findings.push_back({"cache", name.substr(0, 22),
                        whole ? counted(image->size(), "byte") : to_string(whole.error()),
                        whole.has_value()});
  }
}

// Names of files are told in UTF-8 whatever the locale; a terminal that expects something else
// shows them wrongly.
void add_locale(Findings& findings) {
  std::setlocale(LC_CTYPE, "");
  const std::string charset = ::nl_langinfo(CODESET);
  std::setlocale(LC_CTYPE, "C");
  const bool utf8 = charset == "UTF-8";
  findings.push_back({"terminal", "charset",
                      charset + (utf8 ? "" : "; medloom writes UTF-8, set LANG=C.UTF-8 to see it"),
                      true});
}

std::string table(const Findings& findings, const Palette& colours) {
  std::size_t width = 0;
  for (const Finding& finding : findings)
    width = std::max(width, display_width(printable(finding.name)));
  std::string text;
  std::string part;
  for (const Finding& finding : findings) {
    text += std::string(colours.title) + padded(finding.part == part ? "" : finding.part, 10) +
            std::string(colours.reset) + padded(printable(finding.name), width + 2);
    if (!finding.sound)
      text += std::string(colours.warning) + "WRONG: " + std::string(colours.reset);
    text += printable(finding.found) + "\n";
    part = finding.part;
  }
  return text;
}

std::string json(const Findings& findings) {
  JsonWriter out;
  out.begin_array();
  for (const Finding& finding : findings) {
    out.begin_object();
    out.key("part").value(finding.part);
    out.key("name").value(finding.name);
    out.key("found").value(finding.found);
    out.key("sound").value(finding.sound);
    out.end_object();
  }
  out.end_array();
  return out.take() + "\n";
}

Result<int> examine(const DoctorArguments& arguments, Console& console) {
  Findings findings;
  add_versions(findings);
  add_data(arguments, findings);
  add_kept_tables(arguments, findings);
  add_locale(findings);
  auto written = console.out.write(
      arguments.json ? json(findings) : table(findings, palette(wants_colours(arguments.color))));
  if (!written) return tl::unexpected(written.error());
  const bool sound = std::all_of(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.sound; });
  return static_cast<int>(sound ? kDone : kFindings);
}

}  // namespace

CommandSpec doctor_command() {
  const auto arguments = std::make_shared<DoctorArguments>();
  CommandSpec spec{"doctor", "check what medloom needs: versions, data, kept tables", {}};
  spec.words = {data_word(arguments->data),
                cache_word(arguments->cache),
                {.names = "--json", .to = &arguments->json, .help = "as JSON"},
                color_word(arguments->color)};
  spec.notes = "Exit code 1 says that something is wrong; it is marked so.\n";
  spec.examples = {"medloom doctor", "medloom doctor --json"};
  spec.call = calling(arguments, examine);
  return spec;
}

}  // namespace medloom
