// WRITE step `assemble`: a document with its outline becomes one record.
//
// First every labelled text goes to its place (nodes.cc). Then the places are known, and the edit
// log is read once more for what was linked, changed, flagged and left out (provenance.cc). Last
// come the reasons for what is null.
//
// Cases: tests/stages/assemble_test.cc, and every sample.
#include <algorithm>
#include <memory>
#include <string>

#include "dictionaries/compiled_library.h"
#include "dictionaries/table_readers.h"
#include "dictionaries/tsv.h"
#include "pipeline/engine/digest.h"
#include "pipeline/model/withheld.h"
#include "stages/assemble/concepts.h"
#include "stages/assemble/nodes.h"
#include "stages/assemble/place_index.h"
#include "stages/assemble/provenance.h"
#include "stages/stages.h"

namespace medloom::stages {
namespace {

std::vector<std::string> types_of(std::string_view kind) {
  if (kind == "faq") return {"MedicalWebPage", "FAQPage"};
  if (kind == "article" || kind == "list" || kind == "other") return {"MedicalWebPage"};
  return {"MedicalWebPage", "QAPage"};
}

// The decoded page without what is withheld, as long as it was.
std::string blanked(std::string text, const WithheldPlaces& withheld) {
  for (const Span span : withheld.spans()) {
    std::fill(text.begin() + span.from, text.begin() + span.to, '*');
  }
  return text;
}

// Whoever has all of a page but a telephone number could try the numbers on its digest. So both
// digests of a page of which something is withheld are of the page without it.
BasedOn source_of_page(const Document& document) {
  const Page& page = document.page();
  const WithheldPlaces withheld(document.log());
  std::string raw;
  std::string decoded;
  if (withheld.any()) {
    raw = decoded = sha256_hex(blanked(document.text(), withheld));
  } else {
    raw = sha256_hex(page.bytes);
    // Most pages are UTF-8 and decode to themselves.
    decoded = document.text() == page.bytes ? raw : sha256_hex(document.text());
  }
  return {page.url,           page.content_type,
          std::move(raw),     page.name,
          page.fetched,       document.decoding(),
          std::move(decoded), static_cast<std::uint32_t>(document.text().size()),
          document.language()};
}

// The language of the text as written out: that of most of its characters.
std::string language_of(const Document& document) {
  std::string best = document.language();
  std::size_t most = 0;
  std::vector<std::pair<LanguageTag, std::size_t>> sizes;
  for (const Block& block : document.blocks()) {
    if (block.dropped || block.role == Role::navigation || block.role == Role::none) continue;
    auto known = std::find_if(sizes.begin(), sizes.end(),
                              [&](const auto& entry) { return entry.first == block.language; });
    if (known == sizes.end()) known = sizes.insert(sizes.end(), {block.language, 0U});
    known->second += block.text.size();
    if (known->second > most && block.language != "und") {
      most = known->second;
      best = known->first.view();
    }
  }
  // A region that the page has holds for its blocks too, where their script is the same.
  return document.language().starts_with(best) ? document.language() : best;
}

std::string_view reason_for(std::string_view pointer) {
  const auto last = pointer.substr(pointer.rfind('/') + 1);
  if (pointer == "/url" || pointer == "/isBasedOn/url") return "no address came with the page";
  if (last == "fetched") return "the source does not say when";
  if (last == "declared") return "the page declares no charset";
  if (last == "alternateName") return "the page shows no name";
  if (last == "concept") return "no concept is linked";
  if (last == "text" && pointer.find("suggestedAnswer") != std::string_view::npos) {
    return "answered by the page as a whole, see medloom.parts";
  }
  if (pointer == "/author") return "the page names no author";
  return "the page does not say";
}

class MissingReasons final : public PlaceVisitor {
 public:
  void text(std::string_view, const Text&) override {}
  void null(std::string_view pointer) override {
    missing.emplace_back(pointer, reason_for(pointer));
  }

  MissingFields missing;
};

// Whether there is more than a disclaimer, or a title that asks. Where people ask, a question that
// nobody has answered is one; and so is any other than the title.
bool says_something(const Record& record) {
  const bool people_ask = record.kind.name == "doctor-qa" || record.kind.name == "forum" ||
                          record.kind.name == "dialogue" || record.kind.name == "faq";
  return std::any_of(record.questions.begin(), record.questions.end(),
                     [&](const Question& question) {
                       return !question.text.empty() || !question.accepted.empty() ||
                              !question.suggested.empty() || people_ask ||
                              question.name.view() != record.name.view();
                     }) ||
         std::any_of(record.parts.begin(), record.parts.end(),
                     [](const Part& part) { return part.role != name_of(Role::disclaimer); });
}

class Assemble final : public RecordStep {
 public:
  explicit Assemble(ConceptTable concepts) : concepts_(std::move(concepts)) {}

  Result<void> run(const Document& document, Record& record, Trace&) const override {
    record.kind = document.kind();
    record.types = types_of(record.kind.name);
    record.language = language_of(document);
    record.based_on = source_of_page(document);
    record.url = document.page().url;
    if (const Fact* canonical = document.fact("canonical"); record.url.empty() && canonical) {
      record.url = canonical->value();
    }
    const std::vector<bool> placed = place_nodes(document, concepts_, record);
    if (!says_something(record)) {
      return fail(ErrorCode::rejected, record.questions.empty()
                                           ? "no content"
                                           : "no content: nothing but a title that asks");
    }
    add_provenance(document, placed, record);
    MissingReasons reasons;
    visit_places(record, reasons);
    record.missing = std::move(reasons.missing);
    return {};
  }

 private:
  void add_provenance(const Document& document, const std::vector<bool>& placed,
                      Record& record) const {
    PlaceIndex index(record);
    add_mentions(document, concepts_, index, record);
    add_changes(document, index, record);
    add_flags(document, index, record);
    add_drops(document, index, placed, record);
  }

  ConceptTable concepts_;
};

// The concepts of the data folder, then those that the user's dictionaries add or override.
std::unique_ptr<RecordStep> create(const Settings& settings, StageContext& context) {
  using Concepts = std::vector<dictionaries::Concept>;
  const auto read = [&](std::string bytes, const std::string& path, const std::string& name,
                        std::uint32_t layer) {
    const auto file = std::make_shared<const dictionaries::SourceFile>(
        dictionaries::SourceFile{path, name, layer});
    return dictionaries::read_concepts(std::move(bytes), file, context.problems());
  };
  const std::string& path = settings.text("concepts");
  Concepts concepts = *context.shared<Concepts>(path, [&] {
    return read(context.read_data(path), context.data().path(path).string(), path, 0);
  });
  std::uint32_t layer = 0;
  for (const std::string& extra : context.extra_dictionaries()) {
    // An image holds what other files say; a file that is too large is told by normalize.
    if (dictionaries::is_library_image(extra) || dictionaries::refused_unread(extra)) continue;
    std::string bytes = context.read_user_file(extra);
    if (dictionaries::table_kind(bytes) == dictionaries::TableKind::concepts) {
      for (dictionaries::Concept& row : read(std::move(bytes), extra, extra, ++layer)) {
        concepts.push_back(std::move(row));
      }
    }
  }
  return std::make_unique<Assemble>(ConceptTable(concepts));
}

}  // namespace

StageSpec assemble_stage() {
  return {Phase::write,
          "assemble",
          "Places labelled text in the record, with the provenance of every change.",
          {{"concepts", FieldType::text, "dictionaries/concepts.tsv",
            "The concepts whose labels and codes the record shows."}},
          nullptr,
          create};
}

}  // namespace medloom::stages
