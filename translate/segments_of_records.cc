// The tree is walked without recursion over input: strict parsing has bounded its depth. Names and
// texts of people lie below `author`, blocks repeat a text; is_translated_place knows.
//
// Tested by tests/translate/fill_test.cc.
#include "translate/segments_of_records.h"

#include <nlohmann/json.hpp>

#include "dictionaries/translation/segments.h"
#include "pipeline/model/record.h"
#include "pipeline/model/strict_json.h"

namespace medloom::translation {
namespace {

using Json = nlohmann::json;

struct Place {
  const Json* value;
  std::string pointer;
};

}  // namespace

Result<void> SegmentsOfRecords::add(std::string_view line) {
  JsonProblems problems;
  const std::optional<Json> record = parse_strictly(line, problems);
  if (!record) return tl::unexpected(problems.take("").front());
  const auto schema = Json::json_pointer("/medloom/schema");
  if (!record->is_object() || !record->contains(schema) ||
      (*record)[schema] != "medloom-record/1") {
    return fail(ErrorCode::input, "is no record of medloom run");
  }
  ++records_;
  const Json language = record->value("inLanguage", Json());
  const std::string page = language.is_string() ? language.get<std::string>() : "";
  std::vector<Place> open;
  for (const char* key : {"hasPart", "mainEntity", "name"}) {
    if (record->contains(key)) open.push_back({&(*record)[key], "/" + std::string(key)});
  }
  while (!open.empty()) {
    const Place place = std::move(open.back());
    open.pop_back();
    if (place.value->is_string() && is_translated_place(place.pointer)) {
      add_text(place.value->get_ref<const std::string&>(), page);
    }
    if (!place.value->is_structured()) continue;
    for (const auto& [key, child] : place.value->items()) {
      open.push_back({&child, place.pointer + "/" + key});
    }
  }
  return {};
}

void SegmentsOfRecords::add_text(std::string_view text, const std::string& page_language) {
  for (const Span at : segments_of(text)) {
    const std::string_view segment = text.substr(at.from, at.size());
    std::string from = segment_language(segment, page_language);
    if (!needs_translation(from, to_)) continue;
    ++met_;
    std::string normal = normal_segment(segment);
    if (!seen_.insert(from + "\n" + normal).second) continue;
    segments_.push_back({std::move(normal), std::move(from)});
  }
}

}  // namespace medloom::translation
