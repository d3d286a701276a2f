// One traversal of a record, in the key order of docs/records.md, serves three purposes: the JSON
// line, the JSON of what a reader would see (its hash decides whether anything changed), and the
// JSON Pointer of every text. So a pointer can never disagree with the JSON.
//
// Unknown is null, never a missing key: a reader need not guess whether a key was forgotten.
//
// Tested by tests/model/record_test.cc.
#include "pipeline/model/json_writer.h"
#include "pipeline/model/record.h"

namespace medloom {
namespace {

enum class View { full, content };

class Traversal {
 public:
  Traversal(const Record& record, View view, std::vector<PlacedText>* places)
      : record_(record), view_(view), places_(places) {}

  std::string run() {
    out_.begin_object();
    out_.key("@context").value("https://schema.org");
    strings("@type", record_.types);
    out_.key("@id").value_or_null(record_.id);
    out_.key("url").value_or_null(record_.url);
    text("name", record_.name);
    out_.key("inLanguage").value_or_null(record_.language);
    out_.key("datePublished").value_or_null(record_.date_published);
    out_.key("dateModified").value_or_null(record_.date_modified);
    out_.key("author").value_or_null(record_.author);
    out_.key("publisher").value_or_null(record_.publisher);
    list("contributor", record_.contributors, [this](const auto& c) { contributor(c); });
    out_.key("specialty").value_or_null(record_.specialty);
    out_.key("license").value_or_null(record_.license);
    if (view_ == View::full) based_on();
    list("about", record_.about, [this](const auto& a) { about(a); });
    list("mainEntity", record_.questions, [this](const auto& q) { question(q); });
    list("hasPart", record_.parts, [this](const auto& p) { part(p); });
    out_.key("workTranslation").begin_array();
    out_.end_array();
    out_.key("medloom");
    page_extras();
    out_.end_object();
    return out_.take();
  }

 private:
  void text(std::string_view key, const Text& text) {
    out_.key(key);
    place(text);
  }

  void place(const Text& text) {
    if (text.empty() && text.runs().empty()) return out_.null();
    if (places_ != nullptr) places_->push_back({out_.pointer(), &text});
    out_.value(text.view());
  }

  template <class List, class F>
  void list(std::string_view key, const List& items, F write) {
    out_.key(key).begin_array();
    for (const auto& item : items) write(item);
    out_.end_array();
  }

  void strings(std::string_view key, const std::vector<std::string>& items) {
    list(key, items, [this](const std::string& item) { out_.value(item); });
  }

  void texts(std::string_view key, const std::vector<Text>& items) {
    list(key, items, [this](const Text& item) { place(item); });
  }

  void span(std::string_view key, Span at) {
    out_.key(key).begin_array();
    out_.value(at.from);
    out_.value(at.to);
    out_.end_array();
  }

  void labels(const Labels& labels) {
    out_.key("labels").begin_object();
    for (const auto& [tag, label] : labels) out_.key(tag).value(label);
    out_.end_object();
  }

  void based_on() {
    const BasedOn& source = record_.based_on;
    out_.key("isBasedOn").begin_object();
    out_.key("url").value_or_null(source.url);
    out_.key("encodingFormat").value_or_null(source.encoding_format);
    out_.key("sha256").value_or_null(source.sha256);
    out_.key("medloom").begin_object();
    out_.key("source").value_or_null(source.source);
    out_.key("fetched").value_or_null(source.fetched);
    out_.key("charset").begin_object();
    out_.key("declared").value_or_null(source.charset.declared);
    out_.key("used").value_or_null(source.charset.used);
    out_.key("reason").value_or_null(source.charset.reason);
    out_.key("replacedBytes").value(source.charset.replaced_bytes);
    out_.end_object();
    out_.key("decoded").begin_object();
    out_.key("sha256").value_or_null(source.decoded_sha256);
    out_.key("bytes").value(source.decoded_bytes);
    out_.end_object();
    out_.key("inLanguage").value_or_null(source.language);
    out_.end_object();
    out_.end_object();
  }

  void department(const std::optional<Department>& department) {
    out_.key("department");
    if (!department) return out_.null();
    out_.begin_object();
    out_.key("name").value_or_null(department->name);
    text("original", department->original);
    out_.key("concept").value_or_null(department->concept_ref ? department->concept_ref->id : "");
    labels(department->concept_ref ? department->concept_ref->labels : Labels{});
    out_.end_object();
  }

  void person_names(const Text& name, const Text& job_title, const Text& affiliation) {
    text("name", name);
    text("jobTitle", job_title);
    text("affiliation", affiliation);
  }

  void contributor(const Contributor& person) {
    out_.begin_object();
    out_.key("@type").value("Person");
    person_names(person.name, person.job_title, person.affiliation);
    out_.key("medloom").begin_object();
    department(person.department);
    out_.end_object();
    out_.end_object();
  }

  void responder(const Responder& person) {
    out_.begin_object();
    out_.key("@type").value("Person");
    person_names(person.name, person.job_title, person.affiliation);
    out_.key("medloom").begin_object();
    out_.key("role").value_or_null(person.role);
    department(person.department);
    out_.end_object();
    out_.end_object();
  }

  void about(const About& about) {
    out_.begin_object();
    out_.key("@type").value(about.schema_type);
    out_.key("name").value_or_null(about.name);
    strings("code", about.concept_ref.codes);
    out_.key("medloom").begin_object();
    out_.key("concept").value(about.concept_ref.id);
    labels(about.concept_ref.labels);
    if (view_ == View::full) {
      list("mentions", about.mentions, [this](const Mention& mention) {
        out_.begin_object();
        strings("at", mention.at);
        span("out", mention.out);
        out_.end_object();
      });
    }
    out_.end_object();
    out_.end_object();
  }

  void asker(const std::optional<Asker>& asker) {
    out_.key("author");
    if (!asker) return out_.null();
    out_.begin_object();
    out_.key("@type").value("Person");
    text("alternateName", asker->alias);
    out_.key("gender").value_or_null(asker->gender);
    out_.key("medloom").begin_object();
    out_.key("ageRange");
    if (asker->age) {
      out_.begin_object();
      out_.key("low");
      asker->age->low ? out_.value(*asker->age->low) : out_.null();
      out_.key("high");
      asker->age->high ? out_.value(*asker->age->high) : out_.null();
      text("original", asker->age->original);
      out_.end_object();
    } else {
      out_.null();
    }
    out_.key("anonymous").value(asker->anonymous);
    out_.key("genderReliable").value(asker->gender_reliable);
    out_.end_object();
    out_.end_object();
  }

  void content_blocks(const std::vector<ContentBlock>& blocks) {
    list("blocks", blocks, [this](const ContentBlock& block) {
      out_.begin_object();
      const bool is_list = block.kind == BlockKind::list_item;
      out_.key("kind").value(is_list ? "list" : name_of(block.kind));
      if (block.level > 0) out_.key("level").value(block.level);
      if (is_list) {
        list("items", block.items, [this](const auto& item) {
          out_.begin_object();
          text("mark", item.first);
          text("text", item.second);
          out_.end_object();
        });
      } else {
        text("text", block.text);
      }
      out_.end_object();
    });
  }

  void answer(const Answer& answer) {
    out_.begin_object();
    out_.key("@type").value("Answer");
    out_.key("@id").value_or_null(answer.id);
    out_.key("text");
    answer.text ? place(*answer.text) : out_.null();
    out_.key("author");
    answer.author ? responder(*answer.author) : out_.null();
    out_.key("dateCreated").value_or_null(answer.date_created);
    out_.key("position").value(answer.position);
    out_.key("medloom").begin_object();
    out_.key("basis").value_or_null(answer.basis);
    content_blocks(answer.blocks);
    text("greeting", answer.greeting);
    text("signature", answer.signature);
    strings("parts", answer.parts);
    out_.end_object();
    out_.end_object();
  }

  void question(const Question& question) {
    out_.begin_object();
    out_.key("@type").value("Question");
    out_.key("@id").value_or_null(question.id);
    text("name", question.name);
    text("text", question.text);
    asker(question.author);
    out_.key("dateCreated").value_or_null(question.date_created);
    out_.key("answerCount")
        .value(static_cast<std::int64_t>(question.accepted.size() + question.suggested.size()));
    list("acceptedAnswer", question.accepted, [this](const Answer& a) { answer(a); });
    list("suggestedAnswer", question.suggested, [this](const Answer& a) { answer(a); });
    out_.key("medloom").begin_object();
    texts("headingPath", question.heading_path);
    out_.key("untrusted").value(question.untrusted);
    out_.key("echo").value(question.echo);
    list("turns", question.turns, [this](const Turn& turn) {
      out_.begin_object();
      out_.key("role").value(turn.role);
      text("text", turn.text);
      out_.end_object();
    });
    out_.end_object();
    out_.end_object();
  }

  void part(const Part& part) {
    out_.begin_object();
    out_.key("@type").value("WebPageElement");
    out_.key("@id").value_or_null(part.id);
    text("text", part.text);
    out_.key("medloom").begin_object();
    out_.key("role").value(part.role);
    texts("headingPath", part.heading_path);
    out_.key("attribution").value_or_null(part.attribution);
    content_blocks(part.blocks);
    out_.end_object();
    out_.end_object();
  }

  void related() {
    list("related", record_.related, [this](const RelatedTeaser& teaser) {
      out_.begin_object();
      text("name", teaser.name);
      text("question", teaser.question);
      text("answer", teaser.answer);
      out_.key("author");
      responder(teaser.author);
      out_.key("truncated").value(teaser.truncated);
      out_.end_object();
    });
    list("topics", record_.topics, [this](const RelatedTopic& topic) {
      out_.begin_object();
      text("name", topic.name);
      department(topic.department);
      out_.end_object();
    });
  }

  void changes() {
    list("changes", record_.changes, [this](const ChangeEntry& change) {
      out_.begin_object();
      strings("at", change.at);
      out_.key("stage").value(change.stage);
      out_.key("rule").value(change.rule.name);
      out_.key("dictionary").value_or_null(change.rule.dictionary);
      out_.key("before").value(change.before);
      out_.key("after").value(change.after);
      span("page", change.page);
      span("out", change.out);
      if (change.count > 1) out_.key("count").value(change.count);
      out_.end_object();
    });
  }

  void flags() {
    list("flags", record_.flags, [this](const FlagEntry& flag) {
      out_.begin_object();
      strings("at", flag.at);
      out_.key("kind").value(flag.kind);
      out_.key("rule").value(flag.rule.name);
      out_.key("dictionary").value_or_null(flag.rule.dictionary);
      out_.key("text").value(flag.text);
      out_.key("note").value_or_null(flag.note);
      out_.key("action").value(flag.action);
      strings("candidates", flag.candidates);
      span("page", flag.page);
      out_.end_object();
    });
  }

  void drops() {
    list("dropped", record_.dropped, [this](const DropEntry& drop) {
      out_.begin_object();
      out_.key("role").value(drop.role);
      out_.key("rule").value(drop.rule);
      span("page", drop.page);
      out_.key("chars").value(drop.chars);
      out_.end_object();
    });
  }

  void pipeline() {
    const PipelineInfo& info = record_.pipeline;
    out_.key("pipeline").begin_object();
    out_.key("name").value_or_null(info.name);
    out_.key("version").value_or_null(info.version);
    out_.key("configuration").value_or_null(info.configuration);
    out_.key("data").value_or_null(info.data);
    list("dictionaries", info.dictionaries, [this](const DictionaryRef& dictionary) {
      out_.begin_object();
      out_.key("file").value(dictionary.file);
      out_.key("sha256").value(dictionary.sha256);
      out_.end_object();
    });
    out_.end_object();
  }

  void page_extras() {
    out_.begin_object();
    if (view_ == View::full) {
      out_.key("schema").value("medloom-record/1");
      out_.key("contentHash").value_or_null(record_.content_hash);
    }
    out_.key("kind").begin_object();
    out_.key("name").value(record_.kind.name);
    out_.key("score").value(record_.kind.score);
    out_.key("reason").value_or_null(record_.kind.reason);
    out_.end_object();
    out_.key("profile").value_or_null(record_.kind.profile);
    out_.key("breadcrumb").value_or_null(record_.breadcrumb);
    texts("titles", record_.titles);
    related();
    if (view_ == View::full) {
      changes();
      flags();
      drops();
      out_.key("duplicateOf").null();
      out_.key("missing").begin_object();
      for (const auto& [pointer, reason] : record_.missing) out_.key(pointer).value(reason);
      out_.end_object();
      pipeline();
    }
    out_.end_object();
  }

  const Record& record_;
  View view_;
  std::vector<PlacedText>* places_;
  JsonWriter out_;
};

}  // namespace

std::string to_json(const Record& record) { return Traversal(record, View::full, nullptr).run(); }

std::string to_content_json(const Record& record) {
  return Traversal(record, View::content, nullptr).run();
}

std::vector<PlacedText> texts_of(const Record& record) {
  std::vector<PlacedText> places;
  Traversal(record, View::full, &places).run();
  return places;
}

}  // namespace medloom
