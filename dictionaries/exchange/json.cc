// JSON: {"terms": [{"match": …}], "concepts": [{"id": …, "labels": {"en": …}}]}, everything that
// rows and concepts say. What is read is turned into our own table first, so that every rule about
// cells is told by the same reader.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "dictionaries/exchange/forms.h"
#include "dictionaries/table_readers.h"
#include "dictionaries/tools/row_text.h"
#include "pipeline/model/json_writer.h"
#include "pipeline/model/strict_json.h"

namespace medloom::dictionaries {
namespace {

using nlohmann::json;

void put(JsonWriter& out, const TermRow& row) {
  out.begin_object();
  const auto cells = cells_of(row);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) out.key(term_headers()[i]).value(cells[i]);
  }
  out.end_object();
}

void put(JsonWriter& out, const Concept& entry) {
  out.begin_object();
  out.key("id").value(entry.id);
  if (!entry.type.empty()) out.key("type").value(entry.type);
  out.key("labels").begin_object();
  for (const auto& [tag, label] : entry.labels) out.key(tag).value(label);
  out.end_object();
  if (!entry.codes.empty()) {
    out.key("codes").begin_array();
    for (const std::string& code : entry.codes) out.value(code);
    out.end_array();
  }
  if (!entry.note.empty()) out.key("note").value(entry.note);
  out.end_object();
}

Exported write(const Glossary& glossary, const ExchangeOptions&) {
  JsonWriter out;
  out.begin_object();
  out.key("terms").begin_array();
  for (const TermRow& row : glossary.rows) put(out, row);
  out.end_array();
  out.key("concepts").begin_array();
  for (const Concept& entry : glossary.concepts) put(out, entry);
  out.end_array();
  out.end_object();
  return {out.take() + "\n", glossary.rows.size() + glossary.concepts.size(), {}};
}

// Reads one JSON text; places are JSON Pointers behind the file's name.
class JsonGlossary {
 public:
  JsonGlossary(const std::string& name, Problems& problems) : name_(name), problems_(problems) {}

  Glossary read(std::string_view bytes) {
    JsonProblems syntax;
    const std::optional<json> root = parse_strictly(bytes, syntax);
    for (Error& error : syntax.take(name_)) problems_.push_back(std::move(error));
    if (!root) return {};
    if (!root->is_object()) {
      problem("", "an object with `terms` and `concepts` is expected");
      return {};
    }
    for (const auto& [key, value] : root->items()) {
      if (key == "terms") {
        each(value, "/terms", [this](const json& item, const std::string& at) { term(item, at); });
      } else if (key == "concepts") {
        each(value, "/concepts",
             [this](const json& item, const std::string& at) { concept_of(item, at); });
      } else {
        problem("/" + key, "unknown key; `terms` and `concepts` are read");
      }
    }
    return std::move(glossary_);
  }

 private:
  void problem(const std::string& pointer, std::string message) {
    problems_.push_back({ErrorCode::configuration, std::move(message), name_ + "#" + pointer});
  }

  template <class Take>
  void each(const json& list, const std::string& at, Take take) {
    if (!list.is_array()) return problem(at, "a list is expected");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string here = child_pointer(at, std::to_string(i));
      if (list[i].is_object()) {
        take(list[i], here);
      } else {
        problem(here, "an object is expected");
      }
    }
  }

  // The text of a value; anything else is a problem.
  std::string text(const json& value, const std::string& at) {
    if (value.is_string()) return cell_text(value.get_ref<const std::string&>());
    problem(at, "a text is expected");
    return {};
  }

  // One row as a table of its own, which the reader of terms then judges.
  void term(const json& item, const std::string& at) {
    std::vector<std::string> headers, cells;
    for (const auto& [key, value] : item.items()) {
      headers.push_back(cell_text(key));
      cells.push_back(text(value, child_pointer(at, key)));
      if (key == "match" && cells.back().starts_with('#')) {
        return problem(at + "/match", "a term cannot begin with '#'");
      }
    }
    std::string table;
    for (const auto* line : {&headers, &cells}) {
      for (std::size_t i = 0; i < line->size(); ++i) {
        table.append(i > 0 ? "\t" : "").append((*line)[i]);
      }
      table += "\n";
    }
    const File file = std::make_shared<SourceFile>(SourceFile{name_ + "#" + at, name_, 0});
    Problems found;
    for (TermRow& row : read_terms(std::move(table), file, found)) {
      glossary_.rows.push_back(std::move(row));
    }
    for (const Error& error : found) problem(at, error.message);
  }

  void concept_of(const json& item, const std::string& at) {
    Concept entry;
    for (const auto& [key, value] : item.items()) {
      const std::string here = child_pointer(at, key);
      if (key == "id") {
        entry.id = text(value, here);
      } else if (key == "type") {
        entry.type = text(value, here);
      } else if (key == "note") {
        entry.note = text(value, here);
      } else if (key == "labels") {
        labels(value, here, entry);
      } else if (key == "codes") {
        codes(value, here, entry);
      } else {
        problem(here, "unknown key; id, type, labels, codes and note are read");
      }
    }
    if (entry.id.empty()) return problem(at, "a concept without an id");
    glossary_.concepts.push_back(std::move(entry));
  }

  void labels(const json& value, const std::string& at, Concept& entry) {
    if (!value.is_object()) return problem(at, "an object of labels by language is expected");
    for (const auto& [tag, label] : value.items()) {
      const std::string text_of = text(label, child_pointer(at, tag));
      if (!text_of.empty()) entry.labels[cell_text(tag)] = text_of;
    }
  }

  void codes(const json& value, const std::string& at, Concept& entry) {
    if (!value.is_array()) return problem(at, "a list of codes is expected");
    for (std::size_t i = 0; i < value.size(); ++i) {
      entry.codes.push_back(text(value[i], child_pointer(at, std::to_string(i))));
    }
  }

  const std::string& name_;
  Problems& problems_;
  Glossary glossary_;
};

Glossary read(std::string_view bytes, const std::string& name, const ExchangeOptions&,
              Problems& problems) {
  return JsonGlossary(name, problems).read(bytes);
}

}  // namespace

ExchangeForm json_form() { return {"json", "JSON: rows and concepts, everything", write, read}; }

}  // namespace medloom::dictionaries
