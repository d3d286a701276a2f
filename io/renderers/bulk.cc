// Lines for the bulk interface of Elasticsearch and OpenSearch: for each document an action line
// and the document. `medloom bulk-template` prints the index that the documents fit.
//
// A document is a pair of question and answer; a page without a pair is one document, so that an
// article can be found too. Ids are the record's. The index is not named: it stands in the address
// that the lines are sent to.
//
// The version is external, so that an older crawl that is loaded late cannot replace a newer one:
// milliseconds since 1970 of when the page was fetched; where the source does not say, of the
// latest date that the page states; else 1. It comes from the record alone, so the same record has
// the same version, and `external_gte` lets a record replace one of the same crawl, as after a
// dictionary was corrected.
//
// Tested by tests/io/renderers_test.cc.
#include <algorithm>
#include <set>

#include "io/renderers/instant.h"
#include "io/renderers/pairs.h"
#include "io/renderers/renderers.h"

namespace medloom::renderers {
namespace {

std::int64_t version_of(const Record& record) {
  if (const auto fetched = instant_of(record.based_on.fetched))
    return std::max<std::int64_t>(*fetched, 1);
  std::int64_t latest = 1;
  const auto consider = [&latest](const std::string& date) {
    if (const auto instant = instant_of(date)) latest = std::max(latest, *instant);
  };
  consider(record.date_published);
  consider(record.date_modified);
  for (const Question& question : record.questions) {
    consider(question.date_created);
    for (const Answer& answer : question.accepted) consider(answer.date_created);
    for (const Answer& answer : question.suggested) consider(answer.date_created);
  }
  return latest;
}

std::string action_line(const std::string& id, std::int64_t version) {
  JsonWriter out;
  out.begin_object();
  out.key("index").begin_object();
  out.key("_id").value(id);
  out.key("version").value(version);
  out.key("version_type").value("external_gte");
  out.end_object();
  out.end_object();
  return out.take() + "\n";
}

// Labels in every language, each once: "low back pain", "腰痛", "下背痛".
void write_labels(JsonWriter& out, std::string_view key, const std::vector<const ConceptRef*>& of) {
  std::set<std::string_view> seen;
  out.key(key).begin_array();
  for (const ConceptRef* concept_ref : of) {
    for (const auto& [tag, label] : concept_ref->labels) {
      if (seen.insert(label).second) out.value(label);
    }
  }
  out.end_array();
}

void write_ids(JsonWriter& out, std::string_view key, const std::vector<const ConceptRef*>& of) {
  out.key(key).begin_array();
  for (const ConceptRef* concept_ref : of) out.value(concept_ref->id);
  out.end_array();
}

std::vector<const ConceptRef*> concepts_of(const std::vector<const About*>& about) {
  std::vector<const ConceptRef*> concepts;
  concepts.reserve(about.size());
  for (const About* entry : about) concepts.push_back(&entry->concept_ref);
  return concepts;
}

// Each kind once.
void write_flag_kinds(JsonWriter& out, const std::vector<const FlagEntry*>& flags) {
  std::set<std::string_view> kinds;
  for (const FlagEntry* flag : flags) kinds.insert(flag->kind);
  out.key("flags").begin_array();
  for (const std::string_view kind : kinds) out.value(kind);
  out.end_array();
}

std::vector<const ConceptRef*> department_concept(const Answer& answer) {
  if (!answer.author || !answer.author->department) return {};
  const auto& concept_ref = answer.author->department->concept_ref;
  if (!concept_ref) return {};
  return {&*concept_ref};
}

// What all documents of a page share.
void write_page(JsonWriter& out, const Record& record) {
  out.key("title").value_or_null(record.name.view());
  out.key("page_kind").value_or_null(record.kind.name);
  out.key("published").value_or_null(record.date_published);
  out.key("modified").value_or_null(record.date_modified);
  const bool is_moment = instant_of(record.based_on.fetched).has_value();
  out.key("fetched").value_or_null(is_moment ? record.based_on.fetched : "");
}

std::string pair_document(const QaPair& pair) {
  const std::vector<const ConceptRef*> department = department_concept(*pair.answer);
  JsonWriter out;
  out.begin_object();
  out.key("form").value("pair");
  write_content(out, pair);
  write_labels(out, "concept_names", concepts_of(pair.concepts));
  write_ids(out, "department_concepts", department);
  write_labels(out, "department_names", department);
  write_page(out, *pair.record);
  write_flag_kinds(out, pair.flags);
  out.key("content_hash").value(content_hash(pair));
  out.end_object();
  return out.take();
}

// What was asked without an answer, and the parts.
std::string text_of(const Record& record) {
  std::string text;
  const auto add = [&text](const Text& paragraph) {
    if (paragraph.empty()) return;
    if (!text.empty()) text += "\n\n";
    text += paragraph.view();
  };
  for (const Question& question : record.questions) {
    add(question.name);
    if (question.text != question.name) add(question.text);
  }
  for (const Part& part : record.parts) add(part.text);
  return text;
}

template <class Item>
std::vector<const Item*> pointers_to(const std::vector<Item>& items) {
  std::vector<const Item*> pointers;
  pointers.reserve(items.size());
  for (const Item& item : items) pointers.push_back(&item);
  return pointers;
}

std::string page_document(const Record& record) {
  const std::vector<const ConceptRef*> concepts = concepts_of(pointers_to(record.about));
  JsonWriter out;
  out.begin_object();
  out.key("form").value("page");
  out.key("id").value_or_null(record.id);
  out.key("page_id").value_or_null(record.id);
  out.key("text").value_or_null(text_of(record));
  out.key("department").value_or_null(record.specialty);
  out.key("language").value_or_null(record.language);
  write_ids(out, "concepts", concepts);
  out.key("url").value_or_null(record.url);
  write_labels(out, "concept_names", concepts);
  write_page(out, record);
  write_flag_kinds(out, pointers_to(record.flags));
  out.key("content_hash").value_or_null(record.content_hash);
  out.end_object();
  return out.take();
}

class BulkRenderer final : public Renderer {
 public:
  std::string render(const Record& record) const override {
    const std::int64_t version = version_of(record);
    std::string lines;
    for (const QaPair& pair : pairs_of(record)) {
      lines += action_line(pair.answer->id, version) + pair_document(pair) + "\n";
    }
    if (lines.empty()) lines = action_line(record.id, version) + page_document(record) + "\n";
    return lines;
  }
};

}  // namespace

RendererSpec bulk_renderer() {
  return {"bulk",
          "Lines for the bulk interface of Elasticsearch and OpenSearch, a document a pair.",
          {},
          [](const Settings&) { return std::make_unique<BulkRenderer>(); }};
}

}  // namespace medloom::renderers
