// Labels come in one fixed order, because the record's bytes must not depend on a dictionary's.
// Tested by tests/stages/assemble_test.cc.
#include "stages/assemble/concepts.h"

#include <array>
#include <utility>

namespace medloom::stages {
namespace {

// The labels every record shows, in this order; other tags of a dictionary follow.
constexpr std::array<std::string_view, 4> kTags = {"en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"};

ConceptRef to_ref(const dictionaries::Concept& row) {
  ConceptRef ref{row.id, row.type, {}, row.codes};
  for (const std::string_view tag : kTags) {
    const auto found = row.labels.find(std::string(tag));
    if (found != row.labels.end()) ref.labels.emplace_back(tag, found->second);
  }
  for (const auto& [tag, label] : row.labels) {
    bool shown = false;
    for (const std::string_view known : kTags) shown = shown || tag == known;
    if (!shown) ref.labels.emplace_back(tag, label);
  }
  return ref;
}

}  // namespace

ConceptTable::ConceptTable(const std::vector<dictionaries::Concept>& concepts) {
  for (const dictionaries::Concept& row : concepts) {
    concepts_.insert_or_assign(row.id, to_ref(row));  // a later layer overrides
  }
}

const ConceptRef* ConceptTable::find(std::string_view id) const {
  const auto found = concepts_.find(id);
  return found == concepts_.end() ? nullptr : &found->second;
}

std::string ConceptTable::label(const ConceptRef& concept_ref, std::string_view language) {
  const auto exact = [&concept_ref](std::string_view tag) -> const std::string* {
    for (const auto& [known, text] : concept_ref.labels) {
      if (known == tag) return &text;
    }
    return nullptr;
  };
  for (std::string_view tag = language; !tag.empty();) {
    if (const std::string* text = exact(tag)) return *text;
    // "zh-Hant" without a region reads as Taiwan's; not every concept has a label there.
    const std::string* taiwan = tag == "zh-Hant" ? exact("zh-Hant-TW") : nullptr;
    if (taiwan != nullptr) return *taiwan;
    const auto dash = tag.rfind('-');
    tag = dash == std::string_view::npos ? std::string_view() : tag.substr(0, dash);
  }
  return {};
}

std::string ConceptTable::schema_type(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTypes = {{
      {"condition", "MedicalCondition"},
      {"symptom", "MedicalSignOrSymptom"},
      {"drug", "Drug"},
      {"test", "MedicalTest"},
      {"procedure", "MedicalProcedure"},
      {"anatomy", "AnatomicalStructure"},
      {"department", "MedicalSpecialty"},
  }};
  for (const auto& [known, schema] : kTypes) {
    if (known == type) return std::string(schema);
  }
  return "MedicalEntity";
}

}  // namespace medloom::stages
