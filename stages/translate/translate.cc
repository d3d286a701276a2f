// WRITE step `translate`: what a record says in other languages, as far as it is known here.
//
// Fields and terms always: sex, ages, dates, ranks, sections, topics in each language of our
// tables. Text only where `to` asks for it, and then by look-up in a translation memory alone: a
// segment that the memory has is told, another is missing, and the original stays. So a run talks
// to nobody and gives the same bytes each time; `medloom tm fill` fills the memory.
//
// Cost: a pass over the text and a look-up a segment (bench/translate_bench.cc).
//
// Tested by tests/stages/translate_test.cc.
#include <memory>
#include <optional>

#include "dictionaries/compiled_library.h"
#include "dictionaries/table_readers.h"
#include "dictionaries/translation/segments.h"
#include "dictionaries/tsv.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"
#include "stages/stages.h"
#include "stages/translate/field_labels.h"
#include "stages/translate/lookup.h"

namespace medloom::stages {
namespace {

class Translator final : public PlaceVisitor {
 public:
  Translator(const TranslationLookup& memory, std::string_view page_language, std::string_view to)
      : memory_(memory), page_language_(page_language), to_(to) {}

  void text(std::string_view pointer, const Text& text) override {
    if (!is_translated_place(pointer)) return;
    TranslatedText translated{std::string(pointer), {}};
    for (const Span at : translation::segments_of(text.view())) {
      const std::string_view segment = text.view().substr(at.from, at.size());
      const std::string from = translation::segment_language(segment, page_language_);
      if (!translation::needs_translation(from, to_)) continue;
      const StoredTranslation* known =
          memory_.find(from, to_, translation::normal_segment(segment));
      translated.segments.push_back({at});
      if (known == nullptr) continue;
      TranslatedSegment& last = translated.segments.back();
      last.known = true;
      last.text = known->text;
      last.by = known->by;
      last.flags = known->flags;
    }
    if (!translated.segments.empty()) found_.push_back(std::move(translated));
  }

  std::vector<TranslatedText> take() { return std::move(found_); }

 private:
  const TranslationLookup& memory_;
  std::string_view page_language_;
  std::string_view to_;
  std::vector<TranslatedText> found_;
};

class Translate final : public RecordStep {
 public:
  Translate(FieldTable fields, std::vector<std::string> to, std::optional<TranslationLookup> memory)
      : fields_(std::move(fields)), to_(std::move(to)), memory_(std::move(memory)) {}

  Result<void> run(const Document&, Record& record, Trace&) const override {
    fields_.add_labels(record);
    record.translations.clear();
    if (memory_) {
      for (const std::string& language : to_) {
        Translator translator(*memory_, record.language, language);
        visit_places(record, translator);
        record.translations.push_back({language, translator.take()});
      }
    }
    return {};
  }

 private:
  FieldTable fields_;
  std::vector<std::string> to_;
  std::optional<TranslationLookup> memory_;
};

using Concepts = std::vector<dictionaries::Concept>;

// Shares what assemble read of the same file.
std::shared_ptr<const Concepts> concepts_of(StageContext& context) {
  const std::string path = "dictionaries/concepts.tsv";
  return context.shared<Concepts>(path, [&] {
    const auto file = std::make_shared<const dictionaries::SourceFile>(
        dictionaries::SourceFile{context.data().path(path).string(), path, 0});
    return dictionaries::read_concepts(context.read_data(path), file, context.problems());
  });
}

// The dictionaries that terms are found by: the same, in the same order, that fill the memory.
std::optional<translation::TermFinder> term_finder(StageContext& context) {
  std::vector<dictionaries::Layer> layers;
  for (const char* path : translation::kTermLayers) {
    std::vector<std::string> files = context.data().list(path, ".tsv");
    if (files.empty()) files.emplace_back(path);
    layers.emplace_back();
    for (const std::string& file : files) {
      if (dictionaries::is_cases_file(file)) continue;
      layers.back().push_back({context.read_data(file), context.data().path(file).string(), file});
    }
  }
  for (const std::string& path : context.extra_dictionaries()) {
    if (path.ends_with(".img") || dictionaries::refused_unread(path)) continue;
    layers.push_back({{context.read_user_file(path), path, path}});
  }
  const std::string key = dictionaries::library_key(dictionaries::digests_of(layers, sha256_hex),
                                                    medloom_version(), sha256_hex);
  auto library = dictionaries::load_cached(
      std::move(layers), text::ImageCache(context.data().cache_dir()), key, sha256_hex);
  if (library) return translation::TermFinder(std::move(*library));
  for (Error& problem : library.error()) context.problems().push_back(std::move(problem));
  return std::nullopt;
}

std::unique_ptr<RecordStep> create(const Settings& settings, StageContext& context) {
  const std::size_t problems_before = context.problems().size();
  FieldTable fields = FieldTable::read(context.read_data("dictionaries/translation/fields.tsv"),
                                       *concepts_of(context), context.problems());
  const std::vector<std::string>& to = settings.list("to");
  const std::string& memory = settings.text("memory");
  std::optional<TranslationLookup> lookup;
  if (!to.empty() && memory.empty()) {
    context.problems().push_back({ErrorCode::configuration,
                                  "names no memory to look translations up in",
                                  "translate.memory"});
  } else if (!to.empty()) {
    auto rows = context.read_translations(memory, to, settings.text("engine"));
    auto terms = term_finder(context);
    if (terms) lookup.emplace(std::move(rows), std::move(terms));
  }
  if (context.problems().size() > problems_before) return nullptr;
  return std::make_unique<Translate>(std::move(fields), to, std::move(lookup));
}

}  // namespace

StageSpec translate_stage() {
  return {
      Phase::write,
      "translate",
      "Labels fields in each language of our tables, and looks text up in a translation memory.",
      {{"to", FieldType::text_list, "",
        "Languages to translate text into; none: fields alone, and no memory is opened."},
       {"memory", FieldType::text, "", "The translation memory, a file of `medloom tm fill`."},
       {"engine", FieldType::text, "",
        "Whose translations are taken, by name of the engine; empty: any, in order of names."}},
      nullptr,
      create,
      true};
}

}  // namespace medloom::stages
