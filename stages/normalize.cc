// EDIT stage `normalize`: one scan of all dictionaries over each block.
//
// What a slip is: a term that a translator took word for word ("lotium back pain" for low back
// pain), safe to mend because the surface is no English. Many surfaces are right somewhere ("the
// way of production" in a factory), so their rows carry guards; a row whose guard fails does
// nothing, and doubtful ones only flag. Which row wins is told in dictionaries/matcher.h.
//
//   "Lotium back pain is common"           → "Low back pain is common"
//   "the way of production" about a birth  → "the mode of delivery"; about a factory: left alone
//   "do not bend your legs"                → left alone and flagged: it turns the advice round
//
// Guards that ask about the page look at the main content as structure left it, so this stage runs
// behind it. Lines that hold fields (who asked, who answered) are not repaired: names are no terms.
// Departments in fields are linked by their whole text.
//
// Cases: tests/stages/normalize_test.cc, dictionaries/terms/*.cases.tsv.
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dictionaries/compiled_library.h"
#include "dictionaries/library.h"
#include "dictionaries/tsv.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"
#include "pipeline/model/prose.h"
#include "stages/stages.h"
#include "text/image_cache.h"
#include "text/script.h"

namespace medloom::stages {
namespace {

using dictionaries::Concept;
using dictionaries::Library;
using dictionaries::TermRow;

constexpr std::string_view kName = "normalize";

Rule rule_of(const TermRow& row) {
  return {std::string(dictionaries::name_of(row.mode)), row.from.name()};
}

Rule rule_of(const dictionaries::LinkHit& hit) {
  return hit.row != nullptr ? rule_of(*hit.row) : Rule{"label", hit.target->from.name()};
}

// How often the rows of a page were met that change nothing. A row is known by where its line lies,
// so its name is made once a page.
class RowCounter {
 public:
  void kept(const dictionaries::SourceLine& row) { ++uses_[&row].kept; }
  void linked(const dictionaries::SourceLine& row) { ++uses_[&row].linked; }
  void tell(Trace& trace) const {
    for (const auto& [row, use] : uses_) trace.met(row->name(), use);
  }

 private:
  std::unordered_map<const dictionaries::SourceLine*, Trace::RowUse> uses_;
};

class Normalize final : public Stage {
 public:
  Normalize(Library library, bool prefer) : library_(std::move(library)), options_{prefer} {}

  Result<void> run(Document& document, Trace& trace) const override {
    DocumentEditor editor(document, std::string(kName));
    const dictionaries::PageWords page(document.context().main_text);
    RowCounter rows;
    for (const Block& block : document.blocks()) {
      if (block.dropped || block.text.empty() || !is_prose(block)) continue;
      rewrite(block, language_of(block, document), page, editor, rows, trace);
    }
    link_departments(document, editor, rows);
    rows.tell(trace);
    return {};
  }

 private:
  static std::string_view language_of(const Block& block, const Document& document) {
    const bool untold = block.language.empty() || block.language == "und";
    return untold ? std::string_view(document.language()) : block.language;
  }

  void rewrite(const Block& block, std::string_view language, const dictionaries::PageWords& page,
               DocumentEditor& document, RowCounter& rows, Trace& trace) const {
    dictionaries::ScanNotes losers;
    dictionaries::ScanNotes* const notes = trace.wanted() ? &losers : nullptr;
    const std::string_view text = block.text.view();
    const dictionaries::Reading reading =
        library_.matcher().read(text, language, page, options_, notes);
    const dictionaries::ScanResult& found = reading.repairs;
    Editor editor(block.id);
    for (const auto& hit : found.hits) editor.replace(hit.at, hit.replacement, rule_of(*hit.row));
    for (const auto& hit : found.flags) {
      std::vector<std::string> candidates;
      if (!hit.suggestion.empty()) candidates.push_back(hit.suggestion);
      editor.flag(hit.at, "term", rule_of(*hit.row), hit.row->note, FlagAction::unchanged,
                  std::move(candidates));
    }
    for (const auto& sentence : found.unstable) {
      editor.flag(sentence.at, "unstable", rule_of(*sentence.row),
                  "the dictionaries would change their own result; the sentence is left as it was");
    }
    for (const auto& hit : reading.links) {
      editor.link_result(hit.at, hit.target->id, rule_of(hit));
      rows.linked(hit.row != nullptr ? hit.row->from : hit.target->from);
    }
    for (const auto& hit : found.keeps) rows.kept(hit.row->from);
    for (const dictionaries::Loser& loser : losers) {
      trace.note(kName, block.id, loser.at,
                 "'" + loser.row->match + "' " + loser.row->from.name() + ": " + loser.why());
    }
    std::move(editor).apply(document);
  }

  // A department field is its concept as a whole, even where the words are too common for prose.
  void link_departments(const Document& document, DocumentEditor& editor, RowCounter& rows) const {
    for (const Field& field : document.log().fields()) {
      if (field.name != "department") continue;
      const Block& block = document.block(field.block);
      const std::string_view surface = block.text.view().substr(field.at.from, field.at.size());
      const Concept* department = department_named(surface, language_of(block, document));
      if (department == nullptr) continue;
      editor.link(field.block, field.at, department->id, {"department", department->from.name()});
      rows.linked(department->from);
    }
  }

  // A page in English may print a department in Chinese, and the other way round.
  const Concept* department_named(std::string_view surface, std::string_view language) const {
    const dictionaries::Matcher& matcher = library_.matcher();
    if (const Concept* found = matcher.named(surface, language, "department")) return found;
    return matcher.named(surface, text::detect_language(surface), "department");
  }

  Library library_;
  dictionaries::ScanOptions options_;
};

// The dictionaries of a pipeline, read but not yet built, and what tells them from others.
struct Sources {
  std::vector<dictionaries::Layer> layers;
  std::vector<dictionaries::SourceDigest> digests;
  std::string image;  // a compiled library that the user named, or empty
};

class SourceReader {
 public:
  explicit SourceReader(StageContext& context) : context_(context) {}

  // A layer of the profile: a file of the data folder, or every table below one of its folders.
  void add_layer(const std::string& path) {
    std::vector<std::string> files = context_.data().list(path, ".tsv");
    if (files.empty()) files.push_back(path);
    sources_.layers.emplace_back();
    for (const std::string& file : files) {
      if (dictionaries::is_cases_file(file)) continue;
      add(context_.data().path(file).string(), file, [&] { return context_.read_data(file); });
    }
  }

  void add_users(const std::string& path) {
    if (dictionaries::is_library_image(path)) {
      sources_.image = path;
      return;
    }
    sources_.layers.emplace_back();
    add(path, path, [&] { return context_.read_user_file(path); });
  }

  Sources take() { return std::move(sources_); }

 private:
  template <class Read>
  void add(const std::string& path, const std::string& name, Read read) {
    if (auto refused = dictionaries::refused_unread(path)) {
      context_.problems().push_back(std::move(*refused));
      return;
    }
    sources_.layers.back().push_back({read(), path, name});
    for (const DictionaryRef& file : context_.files_read()) {
      if (file.file == name) {
        sources_.digests.push_back({sources_.layers.size(), name, file.sha256});
      }
    }
  }

  StageContext& context_;
  Sources sources_;
};

// The library that the user named as compiled from these sources.
Result<Library> named_image(const std::string& path, const std::string& key) {
  auto image = text::ImageFile::open(path, dictionaries::kLibraryImage, key);
  if (!image) {
    return fail(ErrorCode::configuration,
                image.error().message + "; compile the dictionaries of this run once more", path);
  }
  return dictionaries::open_library(std::move(*image));
}

// Compiled libraries of earlier runs are used where the sources are the same to the byte, and the
// program too. What they do, and what is told of the files read, does not depend on them.
std::optional<Library> library_of(Sources sources, StageContext& context) {
  const std::string key = dictionaries::library_key(sources.digests, medloom_version(), sha256_hex);
  if (!sources.image.empty()) {
    auto named = named_image(sources.image, key);
    if (named) return std::move(*named);
    context.problems().push_back(named.error());
    return std::nullopt;
  }
  const text::ImageCache cache(context.data().cache_dir());
  auto library = dictionaries::load_cached(std::move(sources.layers), cache, key, sha256_hex);
  if (library) return std::move(*library);
  for (Error& problem : library.error()) context.problems().push_back(std::move(problem));
  return std::nullopt;
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  const std::size_t problems_before = context.problems().size();
  SourceReader reader(context);
  for (const std::string& path : settings.list("layers")) reader.add_layer(path);
  for (const std::string& path : context.extra_dictionaries()) reader.add_users(path);
  if (context.problems().size() > problems_before) return nullptr;
  auto library = library_of(reader.take(), context);
  if (!library) return nullptr;
  return std::make_unique<Normalize>(std::move(*library), settings.boolean("prefer"));
}

}  // namespace

StageSpec normalize_stage() {
  return {Phase::edit,
          std::string(kName),
          "Repairs, flags and links medical terms by the dictionaries.",
          {{"prefer", FieldType::boolean, "false",
            "Whether rows of mode prefer change what is correct but not preferred."},
           {"layers", FieldType::text_list,
            "dictionaries/words, dictionaries/concepts.tsv, dictionaries/terms",
            "Files and folders of the data folder, the lowest layer first."}},
          create,
          nullptr};
}

}  // namespace medloom::stages
