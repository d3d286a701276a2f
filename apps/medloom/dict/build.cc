// medloom dict build: the dictionaries of a run as one compiled file.
//
// A run keeps what it compiled in the user's cache by itself; a file made here is for where there
// is none, or for shipping. It is named as a dictionary of the run (--dictionary FILE.img) and
// refused there when it was made from anything else than the dictionaries of that run.
//
// Tested by tests/apps/dict_build_test.cc.
#include <algorithm>

#include "apps/medloom/commands.h"
#include "apps/medloom/load_pipeline.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/compiled_library.h"
#include "dictionaries/tsv.h"
#include "io/paths.h"
#include "pipeline/engine/digest.h"
#include "stages/builtin.h"
#include "text/ascii.h"

namespace medloom {
namespace {

struct BuildArguments {
  std::vector<std::string> paths;
  std::string output;
  std::string data;
};

// The layers of `normalize` where no profile says otherwise.
std::vector<std::string> usual_layers() {
  std::vector<std::string> layers;
  for (const StageSpec& stage : builtin_stages()) {
    if (stage.name != "normalize") continue;
    for (const FieldSpec& field : stage.fields) {
      if (field.name != "layers") continue;
      std::string_view rest = field.default_value;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        layers.emplace_back(text::trim_ascii(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
  return layers;
}

// Layers as a run reads them, under the names that it tells.
class LayerReader {
 public:
  explicit LayerReader(Problems& problems) : problems_(problems) {}

  void add_ours(const DataFiles& data, const std::string& path) {
    std::vector<std::string> files = data.list(path, ".tsv");
    if (files.empty()) files.push_back(path);
    layers.emplace_back();
    for (const std::string& file : files) {
      if (!dictionaries::is_cases_file(file)) add(data.path(file).string(), file);
    }
  }
  void add_users(const std::string& path) {
    layers.emplace_back();
    add(path, path);
  }

  std::vector<dictionaries::Layer> layers;
  std::vector<dictionaries::SourceDigest> digests;

 private:
  void add(const std::string& path, const std::string& name) {
    Result<std::string> bytes = dictionaries::read_table_file(path);
    if (!bytes) {
      problems_.push_back(bytes.error());
      return;
    }
    digests.push_back({layers.size(), name, sha256_hex(*bytes)});
    layers.back().push_back({std::move(*bytes), path, name});
  }

  Problems& problems_;
};

Result<int> build(const BuildArguments& arguments, Console& console) {
  const Result<DataFiles> data = DataFiles::find(arguments.data);
  if (!data) return tl::unexpected(data.error());
  Problems problems;
  LayerReader reader(problems);
  for (const std::string& layer : usual_layers()) reader.add_ours(*data, layer);
  for (const std::string& path : arguments.paths) reader.add_users(path);
  if (!problems.empty()) return report(console.err, problems);
  const std::string key = dictionaries::library_key(reader.digests, medloom_version(), sha256_hex);
  const auto library = dictionaries::load(std::move(reader.layers));
  if (!library) return report(console.err, library.error());
  const dictionaries::CompiledLibrary compiled(*library);
  const auto written = compiled.image(key).write(arguments.output);
  if (!written) return tl::unexpected(written.error());
  console.err << "build: " << counted(library->entries().rows.size(), "row") << " and "
              << counted(library->concepts().size(), "concept") << " in "
              << printable(path_as_utf8(arguments.output)) << '\n';
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_build_command() {
  const auto arguments = std::make_shared<BuildArguments>();
  CommandSpec spec{"dict build", "compile the dictionaries of a run into one file", {}};
  spec.words = {{.names = "PATHS",
                 .to = &arguments->paths,
                 .help = "dictionary files on top of ours, the last one wins"},
                {.names = "-o,--output",
                 .to = &arguments->output,
                 .help = "the file to write, by custom FILE.img",
                 .value = "FILE",
                 .required = true},
                data_word(arguments->data)};
  spec.notes =
      "A run compiles by itself and keeps the result in its cache. A file made here is used by\n"
      "`medloom run --dictionary FILE.img`, with the same further dictionaries before it.\n";
  spec.examples = {"medloom dict build my-terms.tsv -o terms.img"};
  spec.call = calling(arguments, build);
  return spec;
}

}  // namespace medloom
