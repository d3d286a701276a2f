// medloom profiles: the pipelines and site families that there are, whether a site profile is
// sound, and what one makes of a page.
//
// Tested by tests/apps/profiles_test.cc.
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/explain/explain.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "io/paths.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/model/json_writer.h"
#include "stages/builtin.h"
#include "stages/structure/selected.h"
#include "stages/structure/site_profile.h"

namespace medloom {
namespace {

constexpr char kPipelines[] = "profiles/pipelines";
constexpr char kSites[] = "profiles/sites";

struct Listed {
  std::string group;  // "pipeline", "site"
  std::string name;
  std::string summary;
};

std::vector<Listed> listed_profiles(const DataFiles& data, Problems& problems) {
  std::vector<Listed> all;
  for (const std::string& file : data.list(kPipelines, ".toml")) {
    const Result<std::string> toml = read_file(data.path(file));
    if (!toml) {
      problems.push_back(toml.error());
      continue;
    }
    const Profile profile = read_profile(*toml, file, builtin_stages(), {}, problems);
    all.push_back({"pipeline", profile.name, profile.summary});
  }
  for (const std::string& file : data.list(kSites, ".toml")) {
    const stages::SiteProfile profile =
        stages::load_site_profile(data.path(file).string(), problems);
    all.push_back({"site", profile.name, profile.summary});
  }
  return all;
}

std::string table(const std::vector<Listed>& profiles, const Palette& colours) {
  std::size_t width = 0;
  for (const Listed& profile : profiles)
    width = std::max(width, display_width(printable(profile.name)));
  std::string out;
  std::string group;
  for (const Listed& profile : profiles) {
    if (profile.group != group) {
      group = profile.group;
      out += (out.empty() ? "" : "\n") + std::string(colours.title) + group + "s" +
             std::string(colours.reset) + "\n";
    }
    out += "  " + padded(printable(profile.name), width) + "  " + printable(profile.summary) + "\n";
  }
  return out;
}

std::string json(const std::vector<Listed>& profiles) {
  JsonWriter out;
  out.begin_array();
  for (const Listed& profile : profiles) {
    out.begin_object();
    out.key("kind").value(profile.group);
    out.key("name").value(profile.name);
    out.key("summary").value(profile.summary);
    out.end_object();
  }
  out.end_array();
  return out.take() + "\n";
}

// The files of site profiles below a path that the user named.
std::vector<std::string> profile_files(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (const std::string& file : DataFiles(path).list(".", ".toml")) {
    files.push_back((fs::path(path) / file).lexically_normal().string());
  }
  return files;
}

struct ProfilesArguments {
  std::vector<std::string> paths;  // of check; ours if empty
  std::string data;
  bool json = false;  // of list
  std::string color = "auto";
};

struct TryArguments {
  std::string profile;  // a name of ours, or a file
  std::string page;
  PipelineArguments pipeline;
  std::string color = "auto";
};

Result<int> list(const ProfilesArguments& arguments, Console& console) {
  const Result<DataFiles> data = DataFiles::find(arguments.data);
  if (!data) return tl::unexpected(data.error());
  Problems problems;
  const std::vector<Listed> profiles = listed_profiles(*data, problems);
  if (!problems.empty()) return report(console.err, problems);
  const std::string text =
      arguments.json ? json(profiles) : table(profiles, palette(wants_colours(arguments.color)));
  if (auto written = console.out.write(text); !written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

Result<int> check(const ProfilesArguments& arguments, Console& console) {
  std::vector<std::string> paths = arguments.paths;
  if (paths.empty()) {
    const Result<DataFiles> data = DataFiles::find(arguments.data);
    if (!data) return tl::unexpected(data.error());
    paths.push_back(data->path(kSites).string());
  }
  std::size_t files = 0;
  std::size_t errors = 0;
  for (const std::string& path : paths) {
    for (const std::string& file : profile_files(path)) {
      Problems problems;
      const stages::SiteProfile profile = stages::load_site_profile(file, problems);
      ++files;
      errors += problems.size();
      std::string text;
      for (const Error& problem : problems) text += printable(to_string(problem)) + "\n";
      if (problems.empty()) {
        text = path_as_utf8(file) + ": sound; " + printable(profile.summary) + "\n";
      }
      if (auto written = console.out.write(text); !written) return tl::unexpected(written.error());
    }
  }
  if (files == 0) return fail(ErrorCode::usage, "holds no profile (.toml)", path_as_utf8(paths[0]));
  console.err << "check: " << counted(files, "profile") << ", " << counted(errors, "error") << '\n';
  return static_cast<int>(errors > 0 ? kFindings : kDone);
}

// A site of ours by its name, or the user's file.
stages::SiteProfile tried_profile(const TryArguments& arguments, Problems& problems) {
  std::string path = arguments.profile;
  if (!path.ends_with(".toml")) {
    const Result<DataFiles> data = DataFiles::find(arguments.pipeline.data);
    if (!data) return {};
    path = data->path(std::string(kSites) + "/" + path + ".toml").string();
  }
  return stages::load_site_profile(path, problems);
}

// The page as the stages read it; empty if it is none.
std::string decoded_page(const std::string& path) {
  Problems problems;
  const std::unique_ptr<Source> source = open_source({path}, {}, problems);
  std::optional<SourceItem> item = source == nullptr ? std::nullopt : source->next();
  if (!item || !std::holds_alternative<Page>(*item)) return {};
  const StageSpec& decode = builtin_stages().front();
  const DataFiles data{std::filesystem::path()};
  StageContext context(data, {}, problems);
  const Settings defaults =
      read_settings(decode.fields, std::vector<std::string>{}, decode.name, problems);
  Document document(std::make_shared<const Page>(std::get<Page>(std::move(*item))));
  Trace trace;
  if (!decode.create(defaults, context)->run(document, trace)) return {};
  return document.text();
}

// What each selector of the profile found.
std::string selector_table(const stages::SiteProfile& profile, std::string_view html) {
  constexpr std::size_t kShown = 60;  // columns
  std::string out = "\nselectors\n";
  for (const stages::SelectorHits& hits : stages::selector_hits(profile, html)) {
    out += "  " + printable(hits.rule) + "  " + counted(hits.elements, "element");
    if (!hits.first.empty()) out += "  " + in_quotes(hits.first, kShown);
    out += "\n";
  }
  return out;
}

Result<int> try_profile(const TryArguments& arguments, Console& console) {
  ExplainArguments explain;
  explain.pipeline = arguments.pipeline;
  explain.pipeline.choice.settings.push_back("structure.profile=" + arguments.profile);
  explain.page = arguments.page;
  explain.color = arguments.color;
  Result<int> explained = explain_page(explain, console);
  if (!explained || arguments.page == "-") return explained;  // standard input is read up
  Problems problems;
  const stages::SiteProfile profile = tried_profile(arguments, problems);
  if (!problems.empty() || profile.selectors.empty()) return explained;
  const std::string table = selector_table(profile, decoded_page(arguments.page));
  if (auto written = console.out.write(table); !written) return tl::unexpected(written.error());
  return explained;
}

}  // namespace

CommandSpec profiles_list_command() {
  const auto arguments = std::make_shared<ProfilesArguments>();
  CommandSpec spec{"profiles list", "list pipelines and sites", {}};
  spec.words = {{.names = "--json", .to = &arguments->json, .help = "as JSON"},
                data_word(arguments->data),
                color_word(arguments->color)};
  spec.examples = {"medloom profiles list"};
  spec.call = calling(arguments, list);
  return spec;
}

CommandSpec profiles_check_command() {
  const auto arguments = std::make_shared<ProfilesArguments>();
  CommandSpec spec{"profiles check", "find what is wrong in site profiles", {}};
  spec.words = {{.names = "PATHS",
                 .to = &arguments->paths,
                 .help = "site profiles or folders of them; ours if none is given"},
                data_word(arguments->data)};
  spec.examples = {"medloom profiles check my-site.toml"};
  spec.call = calling(arguments, check);
  return spec;
}

CommandSpec profiles_try_command() {
  const auto arguments = std::make_shared<TryArguments>();
  CommandSpec spec{"profiles try", "explain a page as one site profile reads it", {}};
  spec.words = {{.names = "PROFILE",
                 .to = &arguments->profile,
                 .help = "a site of 'profiles list', or a .toml file of your own",
                 .required = true},
                page_word(arguments->page)};
  for (Word& word : pipeline_words(arguments->pipeline)) spec.words.push_back(std::move(word));
  spec.words.push_back(color_word(arguments->color));
  spec.examples = {"medloom profiles try my-site.toml page.html"};
  spec.call = calling(arguments, try_profile);
  return spec;
}

}  // namespace medloom
