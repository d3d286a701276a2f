// Layers are merged once, at loading: later rows outrank earlier ones and concepts are overridden
// cell by cell. Tested by tests/dictionaries/library_test.cc.
#include "dictionaries/library.h"

#include <iterator>
#include <utility>

#include "dictionaries/lint.h"
#include "dictionaries/pattern_builder.h"

namespace medloom::dictionaries {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

void read_table(InputFile input, std::uint32_t layer, Entries& entries, Problems& problems) {
  const File file = std::make_shared<SourceFile>(SourceFile{input.path, input.name, layer});
  switch (table_kind(input.bytes)) {
    case TableKind::concepts:
      append(entries.concept_rows, read_concepts(std::move(input.bytes), file, problems));
      return;
    case TableKind::words:
      append(entries.words, read_words(std::move(input.bytes), file, problems));
      return;
    case TableKind::other:  // named by the user
    case TableKind::terms:
    case TableKind::unknown:  // the reader of terms tells what is missing
      append(entries.rows, read_terms(std::move(input.bytes), file, problems));
      return;
  }
}

// The cells that a higher layer fills in replace those of a lower one.
void override_with(Concept& concept_entry, const Concept& higher) {
  if (!higher.type.empty()) concept_entry.type = higher.type;
  if (!higher.codes.empty()) concept_entry.codes = higher.codes;
  if (!higher.note.empty()) concept_entry.note = higher.note;
  for (const auto& [tag, label] : higher.labels) concept_entry.labels[tag] = label;
  concept_entry.from = higher.from;
  concept_entry.label_columns = higher.label_columns;
}

}  // namespace

bool is_cases_file(std::string_view path) { return path.ends_with(".cases.tsv"); }

Entries read_entries(std::vector<Layer> layers, Problems& problems) {
  Entries entries;
  for (std::uint32_t number = 0; number < layers.size(); ++number) {
    for (InputFile& file : layers[number]) {
      if (!is_cases_file(file.path)) read_table(std::move(file), number, entries, problems);
    }
  }
  return entries;
}

Library::Library(Entries entries)
    : entries_(std::make_unique<const Entries>(std::move(entries))),
      concepts_(std::make_unique<std::map<std::string, Concept, std::less<>>>()) {
  for (const Concept& row : entries_->concept_rows) {
    const auto [at, added] = concepts_->try_emplace(row.id, row);
    if (!added) override_with(at->second, row);
  }
  std::vector<const Concept*> numbered;
  std::map<std::string_view, std::uint32_t> numbers;
  for (const auto& [id, entry] : *concepts_) {
    numbers.emplace(id, static_cast<std::uint32_t>(numbered.size()));
    numbered.push_back(&entry);
  }
  PatternBuilder patterns;
  for (const PlainWord& word : entries_->words) patterns.add_word(word);
  for (std::uint32_t number = 0; number < entries_->rows.size(); ++number) {
    const TermRow& row = entries_->rows[number];
    const auto target = numbers.find(row.concept_id);
    if (!row.concept_id.empty() && target == numbers.end()) continue;
    patterns.add_row(row, number, target == numbers.end() ? kNoNumber : target->second);
  }
  for (std::uint32_t number = 0; number < numbered.size(); ++number) {
    for (const auto& [tag, label] : numbered[number]->labels) {
      patterns.add_label(*numbered[number], number, tag, label);
    }
  }
  matcher_ =
      Matcher(std::move(patterns).build(), NumberedEntries(entries_->rows, std::move(numbered)));
}

Library::Library(std::shared_ptr<const text::ImageFile> image, Matcher matcher)
    : entries_(std::make_unique<const Entries>()),
      concepts_(std::make_unique<std::map<std::string, Concept, std::less<>>>()),
      image_(std::move(image)),
      matcher_(std::move(matcher)) {}

const Concept* Library::concept_by_id(std::string_view id) const {
  const auto at = concepts_->find(id);
  return at == concepts_->end() ? nullptr : &at->second;
}

tl::expected<Library, Problems> load(std::vector<Layer> layers) {
  Problems problems;
  Library library(read_entries(std::move(layers), problems));
  for (const Finding& finding : lint(library, nullptr)) {
    if (finding.severity == Severity::error) problems.push_back(to_error(finding));
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return library;
}

}  // namespace medloom::dictionaries
