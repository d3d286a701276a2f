// Rows and concepts are packed texts with a table of where each begins. The columns of their cells
// are left out: only messages of lint need them, and those are of libraries in memory.
// Tested by tests/dictionaries/compiled_library_test.cc.
#include "dictionaries/compiled_library.h"

#include <map>
#include <memory>
#include <span>
#include <utility>

#include "dictionaries/packed_text.h"
#include "text/opencc_data.h"

namespace medloom::dictionaries {
namespace {

// To be raised with every change of what images hold or of how patterns are made.
constexpr std::string_view kFormat = "3";

enum Section : std::uint32_t {
  kFileStarts = 1,
  kFileBytes,
  kRowStarts,
  kRowBytes,
  kConceptStarts,
  kConceptBytes,
  kPatterns = 16,
};

using Files = std::vector<File>;

// The files that rows and concepts stand in, each with a number.
class FileNumbers {
 public:
  std::uint32_t of(const SourceLine& line) {
    const auto [at, added] =
        numbers_.try_emplace(line.file, static_cast<std::uint32_t>(files_.size()));
    if (added) files_.push_back(line.file);
    return at->second;
  }
  const Files& files() const { return files_; }

 private:
  std::map<File, std::uint32_t> numbers_;
  Files files_;
};

std::string packed(const SourceFile& file) {
  std::string out;
  pack_text(out, file.path);
  pack_text(out, file.name);
  pack_number(out, file.layer);
  return out;
}

SourceFile unpacked_file(std::string_view bytes) {
  PackedReader in(bytes);
  SourceFile file;
  file.path = in.text();
  file.name = in.text();
  file.layer = in.number();
  return file;
}

// The texts of a row, in the order in which they are packed.
constexpr std::array kRowTexts = {&TermRow::match,      &TermRow::replace, &TermRow::lang,
                                  &TermRow::concept_id, &TermRow::when,    &TermRow::unless,
                                  &TermRow::zh,         &TermRow::note,    &TermRow::source};

void pack(std::string& out, const SourceLine& from, FileNumbers& files) {
  pack_number(out, files.of(from));
  pack_number(out, from.line);
}

SourceLine unpacked_line(PackedReader& in, const Files& files) {
  const std::uint32_t file = in.number();
  const std::uint32_t line = in.number();
  return {file < files.size() ? files[file] : nullptr, line};
}

std::string packed(const TermRow& row, FileNumbers& files) {
  std::string out;
  for (const auto text : kRowTexts) pack_text(out, row.*text);
  pack_number(out, static_cast<std::uint32_t>(row.mode));
  pack_number(out, static_cast<std::uint32_t>(row.inflect));
  pack(out, row.from, files);
  return out;
}

TermRow unpacked_row(std::string_view bytes, const Files& files) {
  PackedReader in(bytes);
  TermRow row;
  for (const auto text : kRowTexts) row.*text = in.text();
  const std::uint32_t mode = in.number();
  row.mode = mode < kModeCount ? static_cast<Mode>(mode) : Mode::keep;
  row.inflect = in.number() == 0 ? Inflect::no : Inflect::plural;
  row.from = unpacked_line(in, files);
  return row;
}

std::string packed(const Concept& entry, FileNumbers& files) {
  std::string out;
  pack_text(out, entry.id);
  pack_text(out, entry.type);
  pack_text(out, entry.note);
  pack_number(out, static_cast<std::uint32_t>(entry.labels.size()));
  for (const auto& [tag, label] : entry.labels) {
    pack_text(out, tag);
    pack_text(out, label);
  }
  pack_number(out, static_cast<std::uint32_t>(entry.codes.size()));
  for (const std::string& code : entry.codes) pack_text(out, code);
  pack(out, entry.from, files);
  return out;
}

Concept unpacked_concept(std::string_view bytes, const Files& files) {
  PackedReader in(bytes);
  Concept entry;
  entry.id = in.text();
  entry.type = in.text();
  entry.note = in.text();
  for (std::uint32_t n = in.count(); n > 0; --n) {
    std::string tag = in.text();
    entry.labels[std::move(tag)] = in.text();
  }
  for (std::uint32_t n = in.count(); n > 0; --n) entry.codes.push_back(in.text());
  entry.from = unpacked_line(in, files);
  return entry;
}

// Packed texts of an image.
struct Table {
  std::span<const std::uint32_t> starts;
  std::span<const char> bytes;

  std::uint32_t size() const {
    return starts.empty() ? 0 : static_cast<std::uint32_t>(starts.size()) - 1;
  }
  // REQUIRES: number < size().
  std::string_view at(std::uint32_t number) const {
    const std::uint32_t from = starts[number];
    const std::uint32_t to = starts[number + 1];
    if (from > to || to > bytes.size()) return {};
    return {bytes.data() + from, to - from};
  }
};

Result<Table> table_of(const text::ImageFile& image, Section starts, Section bytes) {
  const auto places = image.array<std::uint32_t>(starts);
  const auto texts = image.array<char>(bytes);
  if (!places || !texts) return tl::unexpected(image.damaged("a table of entries is missing"));
  return Table{*places, *texts};
}

template <class T>
std::unique_ptr<LazyTable<T>> lazy(const Table& table, std::shared_ptr<const Files> files,
                                   T (*unpack)(std::string_view, const Files&)) {
  return std::make_unique<LazyTable<T>>(
      table.size(), [table, files = std::move(files), unpack](std::uint32_t number) {
        return unpack(table.at(number), *files);
      });
}

}  // namespace

std::string library_key(const std::vector<SourceDigest>& sources, std::string_view version,
                        std::string (*digest)(std::string_view)) {
  std::string all("terms ");
  all.append(kFormat).append("\n").append(version).append("\n");
  for (const std::string_view config : {"t2s", "s2tw", "s2hk"}) {
    all.append(text::conversion_digest(config).value_or("none")).append("\n");
  }
  for (const SourceDigest& source : sources) {
    all.append(std::to_string(source.layer)).append(" ").append(source.digest).append(" ");
    all.append(source.name).append("\n");
  }
  return digest(all);
}

CompiledLibrary::CompiledLibrary(const Library& library) : library_(library) {
  FileNumbers files;
  const auto add = [](Packed& to, std::string_view text) {
    to.bytes += text;
    to.starts.push_back(static_cast<std::uint32_t>(to.bytes.size()));
  };
  for (const TermRow& row : library.entries().rows) add(rows_, packed(row, files));
  for (const auto& [id, entry] : library.concepts()) add(concepts_, packed(entry, files));
  for (const File& file : files.files()) add(files_, packed(file ? *file : SourceFile()));
}

text::ImageWriter CompiledLibrary::image(std::string key) const {
  text::ImageWriter image(std::string(kLibraryImage), std::move(key));
  const auto add = [&image](Section starts, Section bytes, const Packed& packed) {
    image.add(starts, std::span<const std::uint32_t>(packed.starts));
    image.add(bytes, std::span<const char>(packed.bytes));
  };
  add(kFileStarts, kFileBytes, files_);
  add(kRowStarts, kRowBytes, rows_);
  add(kConceptStarts, kConceptBytes, concepts_);
  library_.matcher().patterns().save(image, kPatterns);
  return image;
}

Result<Library> open_library(text::ImageFile image) {
  auto kept = std::make_shared<const text::ImageFile>(std::move(image));
  const auto files = table_of(*kept, kFileStarts, kFileBytes);
  const auto rows = table_of(*kept, kRowStarts, kRowBytes);
  const auto concepts = table_of(*kept, kConceptStarts, kConceptBytes);
  if (!files) return tl::unexpected(files.error());
  if (!rows) return tl::unexpected(rows.error());
  if (!concepts) return tl::unexpected(concepts.error());
  auto patterns = Patterns::load(*kept, kPatterns);
  if (!patterns) return tl::unexpected(patterns.error());
  auto named = std::make_shared<Files>();
  for (std::uint32_t number = 0; number < files->size(); ++number) {
    named->push_back(std::make_shared<const SourceFile>(unpacked_file(files->at(number))));
  }
  NumberedEntries entries(lazy<TermRow>(*rows, named, unpacked_row),
                          lazy<Concept>(*concepts, named, unpacked_concept));
  return Library(std::move(kept), Matcher(std::move(*patterns), std::move(entries)));
}

std::vector<SourceDigest> digests_of(const std::vector<Layer>& layers,
                                     std::string (*digest)(std::string_view)) {
  std::vector<SourceDigest> digests;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    for (const InputFile& file : layers[layer]) {
      digests.push_back({layer + 1, file.name, digest(file.bytes)});
    }
  }
  return digests;
}

tl::expected<Library, Problems> load_cached(std::vector<Layer> layers,
                                            const text::ImageCache& cache, const std::string& key,
                                            std::string (*digest)(std::string_view)) {
  const std::string key_here = digest(text::program_stamp() + "\n" + key);
  if (auto image = cache.find(kLibraryImage, key_here)) {
    if (auto library = open_library(std::move(*image))) return std::move(*library);
  }
  auto library = load(std::move(layers));
  if (library && cache.is_on()) cache.keep(CompiledLibrary(*library).image(key_here));
  return library;
}

}  // namespace medloom::dictionaries
