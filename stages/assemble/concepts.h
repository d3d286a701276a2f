// The concepts that links name, as the record shows them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dictionaries/entry.h"
#include "pipeline/model/record.h"

namespace medloom::stages {

class ConceptTable {
 public:
  explicit ConceptTable(const std::vector<dictionaries::Concept>& concepts);

  // Null when no concept has that id.
  const ConceptRef* find(std::string_view id) const;

  // The label for a language tag, or for its nearest parent ("zh-Hans-CN" → "zh-Hans"), or empty.
  static std::string label(const ConceptRef& concept_ref, std::string_view language);

  // The schema.org type of a concept of that type: "MedicalCondition", "Drug" …
  static std::string schema_type(std::string_view type);

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming)
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>{}(id); }
  };
  std::unordered_map<std::string, ConceptRef, Hash, std::equal_to<>> concepts_;
};

}  // namespace medloom::stages
