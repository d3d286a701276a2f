// simdjson reads the line into its own tree; what a store needs is copied out of it. A key that is
// missing or has another type counts as null, because keys may come and go within a version of the
// record. Only what makes a line a record is insisted on: the schema's name, the id, the hash.
//
// Texts that belong to another page (teasers) are left out: a search would find the wrong page.
//
// Tested by tests/io/page_record_test.cc.
#include "io/stores/page_record.h"

#include <simdjson.h>

#include <utility>

#include "text/ascii.h"

namespace medloom::stores {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kUrn = "urn:uuid:";
constexpr std::string_view kSchema = "medloom-record/1";

// A value, or the error that there is none.
using Node = simdjson::simdjson_result<dom::element>;

std::string string_of(const Node& node) {
  std::string_view value;
  return node.get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::string string_at(const Node& node, const char* key) { return string_of(node[key]); }

// Calls `visit(element, number)` for each element of an array; for none where there is no array.
template <class Visit>
void each(const Node& node, const char* key, Visit visit) {
  dom::array array;
  if (node[key].get(array) != simdjson::SUCCESS) return;
  std::size_t number = 0;
  for (const dom::element item : array) visit(Node(dom::element(item)), number++);
}

std::string id_of(const Node& node) {
  return uuid_of(string_at(node, "@id")).value_or(std::string());
}

// A department is an object of names, or a name.
std::string department_of(const Node& person) {
  const Node department = person["medloom"]["department"];
  std::string name = string_of(department);
  if (name.empty()) name = string_at(department, "name");
  return name.empty() ? string_at(department, "original") : name;
}

class Reading {
 public:
  explicit Reading(const Node& page) : page_(page), ours_(page["medloom"]) {}

  PageRecord take() {
    read_facts();
    add(Column::title, "/name", out_.name);
    each(ours_, "titles", [&](const Node& title, std::size_t i) {
      add(Column::title, "/medloom/titles/" + std::to_string(i), string_of(title));
    });
    each(page_, "mainEntity", [&](const Node& question, std::size_t i) {
      read_question(question, "/mainEntity/" + std::to_string(i));
    });
    each(page_, "hasPart", [&](const Node& part, std::size_t i) {
      read_part(part, "/hasPart/" + std::to_string(i));
    });
    add_person(page_["author"], "/author");
    each(page_, "contributor", [&](const Node& person, std::size_t i) {
      add_person(person, "/contributor/" + std::to_string(i));
    });
    add(Column::people, "/specialty", out_.department);
    each(page_, "about", [&](const Node& topic, std::size_t) { read_topic(topic); });
    each(ours_, "fields", [&](const Node& field, std::size_t i) {
      if (string_at(field, "at").starts_with("/medloom/topics/")) return;  // of other pages
      add_labels(field["labels"], "/medloom/fields/" + std::to_string(i) + "/labels");
    });
    each(page_, "workTranslation", [&](const Node& translation, std::size_t i) {
      read_translation(translation["medloom"],
                       "/workTranslation/" + std::to_string(i) + "/medloom/texts/");
    });
    return std::move(out_);
  }

 private:
  void read_facts() {
    out_.id = id_of(page_);
    out_.url = string_at(page_, "url");
    out_.name = string_at(page_, "name");
    out_.language = string_at(page_, "inLanguage");
    out_.department = string_at(page_, "specialty");
    out_.published = string_at(page_, "datePublished");
    out_.modified = string_at(page_, "dateModified");
    out_.content_hash = string_at(ours_, "contentHash");
    out_.kind = string_at(ours_["kind"], "name");
  }

  void add(Column column, std::string pointer, std::string text) {
    if (!text.empty()) out_.texts.push_back({column, std::move(pointer), std::move(text)});
  }

  // What a field says in other languages is found as what it says in its own.
  void add_labels(const Node& labels, const std::string& pointer) {
    dom::object all;
    if (labels.get(all) != simdjson::SUCCESS) return;
    for (const auto& [tag, label] : all) {
      add(Column::people, pointer + "/" + std::string(tag), string_of(Node(dom::element(label))));
    }
  }

  void read_translation(const Node& translation, const std::string& pointer) {
    each(translation, "texts", [&](const Node& text, std::size_t i) {
      each(text, "segments", [&](const Node& segment, std::size_t j) {
        add(Column::part, pointer + std::to_string(i) + "/segments/" + std::to_string(j) + "/text",
            string_at(segment, "text"));
      });
    });
  }

  void add_person(const Node& person, const std::string& pointer) {
    for (const char* key : {"name", "jobTitle", "affiliation"}) {
      add(Column::people, pointer + "/" + key, string_at(person, key));
    }
    add(Column::people, pointer + "/medloom/department", department_of(person));
    add_labels(person["medloom"]["department"]["labels"], pointer + "/medloom/department/labels");
  }

  void read_question(const Node& question, const std::string& pointer) {
    RecordQuestion read{id_of(question),
                        string_at(question, "name"),
                        string_at(question, "text"),
                        string_at(question, "dateCreated"),
                        {}};
    add(Column::question, pointer + "/name", read.name);
    add(Column::question, pointer + "/text", read.text);
    for (const char* key : {"acceptedAnswer", "suggestedAnswer"}) {
      each(question, key, [&](const Node& answer, std::size_t i) {
        read_answer(answer, pointer + "/" + key + "/" + std::to_string(i),
                    std::string_view(key) == "acceptedAnswer", read);
      });
    }
    each(question["medloom"], "turns", [&](const Node& turn, std::size_t i) {
      const bool asked = string_at(turn, "role") == "asker";
      add(asked ? Column::question : Column::answer,
          pointer + "/medloom/turns/" + std::to_string(i) + "/text", string_at(turn, "text"));
    });
    out_.questions.push_back(std::move(read));
  }

  void read_answer(const Node& answer, const std::string& pointer, bool accepted,
                   RecordQuestion& question) {
    const Node author = answer["author"];
    RecordAnswer read{id_of(answer),
                      string_at(answer, "text"),
                      string_at(author, "name"),
                      department_of(author),
                      string_at(answer, "dateCreated"),
                      string_at(answer["medloom"], "basis"),
                      accepted};
    add(Column::answer, pointer + "/text", read.text);
    add_person(author, pointer + "/author");
    question.answers.push_back(std::move(read));
  }

  void read_part(const Node& part, const std::string& pointer) {
    each(part["medloom"], "headingPath", [&](const Node& heading, std::size_t i) {
      add(Column::part, pointer + "/medloom/headingPath/" + std::to_string(i), string_of(heading));
    });
    add(Column::part, pointer + "/text", string_at(part, "text"));
  }

  void read_topic(const Node& topic) {
    const Node ours = topic["medloom"];
    RecordTopic read{string_at(ours, "concept"), string_at(topic, "@type"), {}};
    if (read.id.empty()) return;
    dom::element labels;
    if (ours["labels"].get(labels) == simdjson::SUCCESS) read.labels = simdjson::minify(labels);
    each(ours, "mentions", [&](const Node& mention, std::size_t) { read_mention(mention); });
    out_.topics.push_back(std::move(read));
  }

  // Of the places that show the same words the first is taken.
  void read_mention(const Node& mention) {
    std::string_view pointer;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    if (mention["at"].at(0).get(pointer) != simdjson::SUCCESS ||
        mention["out"].at(0).get(from) != simdjson::SUCCESS ||
        mention["out"].at(1).get(to) != simdjson::SUCCESS || to < from || to > UINT32_MAX) {
      return;
    }
    if (pointer.starts_with("/medloom/related") || pointer.starts_with("/medloom/topics")) return;
    out_.mentions.push_back({out_.topics.size(),
                             std::string(pointer),
                             {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}});
  }

  const Node& page_;
  const Node ours_;
  PageRecord out_;
};

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string why_no_record(const Node& page) {
  if (dom::object object; page.get(object) != simdjson::SUCCESS) {
    return "is no record: no JSON object";
  }
  std::string_view schema;
  if (page["medloom"]["schema"].get(schema) != simdjson::SUCCESS) {
    const bool flat = !string_at(page, "page_id").empty();
    return flat ? "is a line of the flat form; load the records (run without --as qa)"
                : "is no record: it has no /medloom/schema";
  }
  if (schema != kSchema) return "is a record of another version: " + std::string(schema);
  if (id_of(page).empty()) return "is no record: its @id is no urn:uuid:…";
  if (!is_hash(string_at(page["medloom"], "contentHash"))) {
    return "is no record: its contentHash is no SHA-256";
  }
  return {};
}

}  // namespace

std::optional<std::string> uuid_of(std::string_view id) {
  if (id.starts_with(kUrn)) id.remove_prefix(kUrn.size());
  if (id.size() != 36) return std::nullopt;
  std::string uuid = text::ascii_lower(id);
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = uuid[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash ? c != '-' : !hex) return std::nullopt;
  }
  return uuid;
}

struct RecordReader::Parser {
  dom::parser json;
};

RecordReader::RecordReader() : parser_(std::make_unique<Parser>()) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

Result<PageRecord> RecordReader::read(std::string_view line) {
  const Node page = parser_->json.parse(line.data(), line.size());
  if (page.error() != simdjson::SUCCESS) {
    return fail(ErrorCode::input,
                std::string("is no JSON: ") + simdjson::error_message(page.error()));
  }
  std::string problem = why_no_record(page);
  if (!problem.empty()) return fail(ErrorCode::input, std::move(problem));
  PageRecord record = Reading(page).take();
  record.json = line;
  return record;
}

}  // namespace medloom::stores
