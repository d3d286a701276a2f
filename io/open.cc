// All inputs are looked at before the first is read, so that a typing error in the last one does
// not end a run of hours; they are opened one after the other.
//
// The name of a page, which is its identity where it has no address: for a file of a folder its
// path relative to that folder, for a file that was named itself the path as it was typed. A name
// that another input has for other bytes is told apart (named_apart).
//
// Tested by tests/io/sources_test.cc.
#include "io/open.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <vector>

#include "io/builtin.h"
#include "io/expand_inputs.h"
#include "io/paths.h"
#include "io/sources/folder_walk.h"
#include "io/writers/packed_writer.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

const SourceSpec* source_for(const Input& input) {
  for (const SourceSpec& spec : builtin_sources()) {
    if (spec.accepts(input)) return &spec;
  }
  return nullptr;
}

std::string component_of(const std::string& override_word) {
  const auto dot = override_word.find('.');
  return dot < override_word.find('=') ? override_word.substr(0, dot) : std::string();
}

// The settings of every source, parallel to the table.
std::vector<Settings> source_settings(const std::vector<std::string>& overrides,
                                      Problems& problems) {
  std::vector<Settings> settings;
  for (const SourceSpec& spec : builtin_sources()) {
    std::vector<std::string> own;
    for (const std::string& word : overrides) {
      if (component_of(word) == spec.name) own.push_back(word.substr(spec.name.size() + 1));
    }
    settings.push_back(read_settings(spec.fields, own, "source " + spec.name, problems));
  }
  return settings;
}

class Inputs final : public Source {
 public:
  Inputs(const SourceOptions& options, Problems& problems)
      : settings_(source_settings(options.overrides, problems)) {
    for (const std::string& output : options.outputs) add_output(output);
    context_.page_bytes = options.page_bytes;
    context_.page_ratio = options.page_ratio;
    context_.stop = options.stop;
    context_.bytes_read = options.bytes_read;
    context_.excluded = [this](const std::string& path) {
      if (outputs_.empty()) return false;
      const auto id = file_id(path);
      return id && outputs_.contains(*id);
    };
    context_.open = [this](const Input& input) { return open(named_apart(input)); };
  }

  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;

  void add(const std::string& path, Problems& problems) {
    if (auto input = look_at(path)) {
      if (input->kind == Input::Kind::file) files_.emplace(input->name, input->path);
      if (input->kind == Input::Kind::folder) folders_.push_back(inputs_.size());
      inputs_.push_back(std::move(*input));
    } else {
      problems.push_back(input.error());
    }
  }

  std::optional<SourceItem> next() override {
    while (true) {
      if (current_) {
        if (auto item = current_->next()) return item;
        current_.reset();
      }
      if (next_ == inputs_.size()) return std::nullopt;
      const Input& input = inputs_[next_++];
      Result<std::unique_ptr<Source>> opened = open(input);
      if (!opened) return BadInput{input.place, opened.error().message};
      current_ = std::move(*opened);
    }
  }

 private:
  // A file of a folder is named by its path below that folder, and a page without an address is
  // known by its name. Where another input of the run has another file of that name, the later one
  // is named as if it had been typed: two pages with one id would be one page. That asks the file
  // system alone, so it is the same whatever of the inputs is processed, and by how many.
  Input named_apart(Input file) const {
    const Input* folder = next_ == 0 ? nullptr : &inputs_[next_ - 1];
    const bool alone = inputs_.size() == 1 || folder == nullptr || file.path.empty();
    if (alone || folder->kind != Input::Kind::folder) return file;
    const fs::path below = fs::path(file.path).lexically_relative(folder->path);
    // The first of that name has it; what has the bytes of another one is that page once more.
    std::vector<std::string> others;
    const auto [first, last] = files_.equal_range(file.name);
    for (auto other = first; other != last; ++other) others.push_back(other->second);
    for (const std::size_t other : folders_) {
      if (other + 1 >= next_) break;
      const std::string path = (fs::path(inputs_[other].path) / below).string();
      std::error_code error;
      if (fs::is_regular_file(path, error)) others.push_back(path);
    }
    const auto same = std::find_if(others.begin(), others.end(), [&](const std::string& other) {
      return have_same_bytes(other, file.path);
    });
    if (same == others.begin()) return file;  // or there is none
    const std::string& named_by = same == others.end() ? file.path : *same;
    file.name = path_as_utf8(fs::path(named_by).lexically_normal().string());
    return file;
  }

  // A file that cannot be read is no page, and takes no name from another one.
  static bool have_same_bytes(const std::string& a, const std::string& b) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(a, error);
    if (error || size != fs::file_size(b, error) || error) return static_cast<bool>(error);
    std::ifstream one(a, std::ios::binary);
    std::ifstream other(b, std::ios::binary);
    if (!one || !other) return true;
    return std::equal(std::istreambuf_iterator<char>(one), std::istreambuf_iterator<char>(),
                      std::istreambuf_iterator<char>(other), std::istreambuf_iterator<char>());
  }

  void add_output(const std::string& path) {
    struct stat info {};
    const int found = path == "-" ? ::fstat(STDOUT_FILENO, &info) : ::stat(path.c_str(), &info);
    if (found == 0 && S_ISREG(info.st_mode)) outputs_.insert({info.st_dev, info.st_ino});
    std::error_code error;
    if (path != "-") output_paths_.push_back(fs::weakly_canonical(path, error));
  }

  // A run replaces no page of its own input, and leaves nothing that the next run takes for one.
  Result<void> check_outputs_in(const Input& folder) const {
    const auto& sources = builtin_sources();
    const auto index = static_cast<std::size_t>(source_for(folder) - sources.data());
    const std::vector<std::string> endings = page_endings(settings_[index]);
    std::error_code error;
    const fs::path root = fs::canonical(folder.path, error);
    for (const fs::path& output : output_paths_) {
      const bool inside =
          std::mismatch(root.begin(), root.end(), output.begin(), output.end()).first == root.end();
      const std::string ending = ending_of(without_packing(output.string()));
      if (inside && std::find(endings.begin(), endings.end(), ending) != endings.end()) {
        return fail(ErrorCode::output,
                    "would be a page of the input folder " + folder.place +
                        "; write it elsewhere or under another ending than " + ending,
                    path_as_utf8(output.string()));
      }
    }
    return {};
  }

  Result<Input> look_at(const std::string& path) const {
    Input input;
    input.path = path;
    input.place = path_as_utf8(path);
    if (path == "-") {
      input.kind = Input::Kind::stream;
      input.name = "stdin";
      const bool twice = std::any_of(inputs_.begin(), inputs_.end(), [](const Input& other) {
        return other.kind == Input::Kind::stream;
      });
      if (twice) return fail(ErrorCode::usage, "standard input can be read once", input.place);
      return input;
    }
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
      const bool missing = errno == ENOENT || errno == ENOTDIR;
      return fail(missing ? ErrorCode::usage : ErrorCode::input, system_message(errno),
                  input.place);
    }
    input.kind = S_ISDIR(info.st_mode) ? Input::Kind::folder : Input::Kind::file;
    if (input.kind == Input::Kind::file) {
      input.name = path_as_utf8(fs::path(path).lexically_normal().string());
      if (S_ISREG(info.st_mode) && outputs_.contains({info.st_dev, info.st_ino})) {
        return fail(ErrorCode::output, "is an output of this run and an input", input.place);
      }
    }
    if (source_for(input) == nullptr) {
      return fail(ErrorCode::usage, "no source reads files of this kind (" + ending_of(path) + ")",
                  input.place);
    }
    if (input.kind == Input::Kind::folder) {
      if (auto fine = check_outputs_in(input); !fine) return tl::unexpected(fine.error());
    }
    return input;
  }

  Result<std::unique_ptr<Source>> open(const Input& input) const {
    const SourceSpec* spec = source_for(input);
    if (spec == nullptr) {
      return fail(ErrorCode::input, "no source reads files of this kind", input.place);
    }
    const auto index = static_cast<std::size_t>(spec - builtin_sources().data());
    return spec->open(input, settings_[index], context_);
  }

  std::vector<Settings> settings_;
  std::set<FileId> outputs_;
  std::vector<fs::path> output_paths_;
  SourceContext context_;
  std::vector<Input> inputs_;
  std::multimap<std::string, std::string> files_;  // of the inputs: path by name
  std::vector<std::size_t> folders_;               // of the inputs: index
  std::size_t next_ = 0;
  std::unique_ptr<Source> current_;
};

}  // namespace

std::unique_ptr<Source> open_source(const std::vector<std::string>& inputs,
                                    const SourceOptions& options, Problems& problems) {
  const std::size_t problems_before = problems.size();
  auto source = std::make_unique<Inputs>(options, problems);
  for (const std::string& input : expand_inputs(inputs, problems)) source->add(input, problems);
  if (problems.size() > problems_before) return nullptr;
  return source;
}

bool names_source(const std::string& override_word) {
  const std::string component = component_of(override_word);
  return std::any_of(builtin_sources().begin(), builtin_sources().end(),
                     [&](const SourceSpec& spec) { return spec.name == component; });
}

Result<std::unique_ptr<Renderer>> create_renderer(const std::string& name) {
  std::vector<std::string> names;
  for (const RendererSpec& spec : builtin_renderers()) {
    if (spec.name == name) {
      Problems problems;
      return spec.create(
          read_settings(spec.fields, std::vector<std::string>{}, "renderer " + name, problems));
    }
    names.push_back(spec.name);
  }
  return fail(ErrorCode::usage, "there is no form '" + name + "'" + did_you_mean(name, names),
              "--as");
}

Result<Packing> packing_of_output(const Output& output) {
  if (output.packing.empty()) return packing_of_name(output.path);
  if (const auto packing = packing_named(output.packing)) return *packing;
  return fail(ErrorCode::usage,
              "there is no packing '" + output.packing + "'" +
                  did_you_mean(output.packing, {"gzip", "zstd", "none"}),
              "--compress");
}

Result<std::unique_ptr<Writer>> open_writer(const Output& output) {
  const Result<Packing> packing = packing_of_output(output);
  if (!packing) return tl::unexpected(packing.error());
  for (const WriterSpec& spec : builtin_writers()) {
    if (!spec.accepts(output)) continue;
    Problems problems;
    auto writer = spec.open(output, read_settings(spec.fields, std::vector<std::string>{},
                                                  "writer " + spec.name, problems));
    if (!writer || *packing == Packing::none) return writer;
    return std::make_unique<PackedWriter>(std::move(*writer), *packing);
  }
  return fail(ErrorCode::usage, "no writer takes this output", path_as_utf8(output.path));
}

}  // namespace medloom
