// Places of a record as lists, and which of them are translated. The walk itself is the traversal
// of record_json.cc.
//
// Tested by tests/model/record_test.cc.
#include "pipeline/model/record.h"

namespace medloom {

bool is_translated_place(std::string_view pointer) {
  if (pointer == "/name") return true;
  const bool of_page = pointer.starts_with("/mainEntity/") || pointer.starts_with("/hasPart/");
  if (!of_page || pointer.find("/blocks/") != std::string_view::npos) return false;
  const bool has_author = pointer.find("/author/") != std::string_view::npos;
  return !has_author && (pointer.ends_with("/name") || pointer.ends_with("/text") ||
                         pointer.find("/headingPath/") != std::string_view::npos);
}

std::vector<PlacedText> texts_of(const Record& record) {
  struct Texts final : PlaceVisitor {
    void text(std::string_view pointer, const Text& text) override {
      found.push_back({std::string(pointer), &text});
    }
    std::vector<PlacedText> found;
  } texts;
  visit_places(record, texts);
  return std::move(texts.found);
}

std::vector<std::string> nulls_of(const Record& record) {
  struct Nulls final : PlaceVisitor {
    void text(std::string_view, const Text&) override {}
    void null(std::string_view pointer) override { found.emplace_back(pointer); }
    std::vector<std::string> found;
  } nulls;
  visit_places(record, nulls);
  return std::move(nulls.found);
}

}  // namespace medloom
