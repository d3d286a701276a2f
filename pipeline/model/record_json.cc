// One traversal of a record, in the key order of docs/records.md, serves three purposes: the JSON
// line, the JSON of what a reader would see (its hash decides whether anything changed), and the
// JSON Pointers of every text and every null. So a pointer can never disagree with the JSON. For
// the pointers it drives a writer that writes nothing.
//
// Unknown is null, never a missing key: a reader need not guess whether a key was forgotten.
//
// Tested by tests/model/record_test.cc.
#include <type_traits>

#include "pipeline/model/json_writer.h"
#include "pipeline/model/pointer_writer.h"
#include "pipeline/model/record.h"

namespace medloom {
namespace {

enum class View { full, content };

// How much JSON is gathered before it is handed on.
constexpr std::size_t kChunk = 64 << 10;
// The record of a page of that size is written twice, the first time to see how long it is: a
// string that doubles as it grows takes three times its length on the way.
constexpr std::uint32_t kLargePage = 256 << 10;

template <class Writer>
class Traversal {
 public:
  Traversal(const Record& record, View view) : record_(record), view_(view) {}

  std::string take_json() { return out_.take(); }

  // Hands the JSON on piece by piece instead of keeping it.
  void give_to(const JsonSink& sink) { sink_ = &sink; }
  void tell(PlaceVisitor& visitor) { visitor_ = &visitor; }

  void run() {
    out_.begin_object();
    out_.key("@context").value("https://schema.org");
    strings("@type", record_.types);
    string_or_null("@id", record_.id);
    string_or_null("url", record_.url);
    text("name", record_.name);
    string_or_null("inLanguage", record_.language);
    string_or_null("datePublished", record_.date_published);
    string_or_null("dateModified", record_.date_modified);
    text("author", record_.author);
    text("publisher", record_.publisher);
    list("contributor", record_.contributors, [this](const auto& c) { contributor(c); });
    string_or_null("specialty", record_.specialty);
    string_or_null("license", record_.license);
    if (view_ != View::content) based_on();
    list("about", record_.about, [this](const auto& a) { about(a); });
    list("mainEntity", record_.questions, [this](const auto& q) { question(q); });
    list("hasPart", record_.parts, [this](const auto& p) { part(p); });
    out_.key("workTranslation").begin_array();
    if constexpr (!kPlaces) {  // nothing there is text of the page
      for (const WorkTranslation& translation : record_.translations) work(translation);
    }
    out_.end_array();
    out_.key("medloom");
    page_extras();
    out_.end_object();
    hand_on(0);
  }

 private:
  void text(PlainKey key, const Text& text) {
    out_.key(key);
    place(text);
  }

  void place(const Text& text) {
    if (text.empty() && text.runs().empty()) return null();
    if constexpr (kPlaces) visitor_->text(out_.pointer(), text);
    out_.value(text.view());
    hand_on(kChunk);
  }

  void hand_on(std::size_t at_least) {
    if constexpr (!kPlaces) {
      if (sink_ != nullptr && out_.str().size() >= at_least) out_.drain(*sink_);
    }
  }

  void null() {
    if constexpr (kPlaces) {
      if (!in_extras_) visitor_->null(out_.pointer());
    }
    out_.null();
  }

  void string_or_null(PlainKey key, std::string_view text) {
    out_.key(key);
    text.empty() ? null() : out_.value(text);
  }

  template <class List, class F>
  void list(PlainKey key, const List& items, F write) {
    out_.key(key).begin_array();
    for (const auto& item : items) write(item);
    out_.end_array();
  }

  void strings(PlainKey key, const std::vector<std::string>& items) {
    list(key, items, [this](const std::string& item) { out_.value(item); });
  }

  void texts(PlainKey key, const std::vector<Text>& items) {
    list(key, items, [this](const Text& item) { place(item); });
  }

  void span(PlainKey key, Span at) {
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
    string_or_null("url", source.url);
    string_or_null("encodingFormat", source.encoding_format);
    string_or_null("sha256", source.sha256);
    out_.key("medloom").begin_object();
    string_or_null("source", source.source);
    string_or_null("fetched", source.fetched);
    out_.key("charset").begin_object();
    string_or_null("declared", source.charset.declared);
    string_or_null("used", source.charset.used);
    string_or_null("reason", source.charset.reason);
    out_.key("replacedBytes").value(source.charset.replaced_bytes);
    out_.key("tornBytes").value(source.charset.torn_bytes);
    out_.key("contradicted").value(source.charset.contradicted);
    out_.key("doubtful").value(source.charset.doubtful);
    out_.end_object();
    out_.key("decoded").begin_object();
    string_or_null("sha256", source.decoded_sha256);
    out_.key("bytes").value(source.decoded_bytes);
    out_.end_object();
    string_or_null("inLanguage", source.language);
    out_.end_object();
    out_.end_object();
  }

  void department(const std::optional<Department>& department) {
    out_.key("department");
    if (!department) return null();
    out_.begin_object();
    string_or_null("name", department->name);
    text("original", department->original);
    string_or_null("concept", department->concept_ref ? department->concept_ref->id : "");
    static const Labels kNone;
    labels(department->concept_ref ? department->concept_ref->labels : kNone);
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
    string_or_null("role", person.role);
    department(person.department);
    out_.end_object();
    out_.end_object();
  }

  void about(const About& about) {
    out_.begin_object();
    out_.key("@type").value(about.schema_type);
    string_or_null("name", about.name);
    strings("code", about.concept_ref.codes);
    out_.key("medloom").begin_object();
    out_.key("concept").value(about.concept_ref.id);
    labels(about.concept_ref.labels);
    if (view_ != View::content) {
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
    if (!asker) return null();
    out_.begin_object();
    out_.key("@type").value("Person");
    text("alternateName", asker->alias);
    string_or_null("gender", asker->gender);
    out_.key("medloom").begin_object();
    out_.key("ageRange");
    if (asker->age) {
      out_.begin_object();
      out_.key("low");
      asker->age->low ? out_.value(*asker->age->low) : null();
      out_.key("high");
      asker->age->high ? out_.value(*asker->age->high) : null();
      text("original", asker->age->original);
      out_.end_object();
    } else {
      null();
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
        list("items", block.items, [this](const ListItem& item) {
          out_.begin_object();
          if (item.level > 1) out_.key("level").value(item.level);
          text("mark", item.mark);
          text("text", item.text);
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
    string_or_null("@id", answer.id);
    out_.key("text");
    answer.text ? place(*answer.text) : null();
    out_.key("author");
    answer.author ? responder(*answer.author) : null();
    string_or_null("dateCreated", answer.date_created);
    out_.key("position").value(answer.position);
    out_.key("medloom").begin_object();
    string_or_null("basis", answer.basis);
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
    string_or_null("@id", question.id);
    text("name", question.name);
    text("text", question.text);
    asker(question.author);
    string_or_null("dateCreated", question.date_created);
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
    string_or_null("@id", part.id);
    text("text", part.text);
    out_.key("medloom").begin_object();
    out_.key("role").value(part.role);
    texts("headingPath", part.heading_path);
    string_or_null("attribution", part.attribution);
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
      string_or_null("dictionary", change.rule.dictionary);
      out_.key("before").value(change.before);
      out_.key("after").value(change.after);
      span("page", change.page);
      span("out", change.out);
      if (change.count > 1) out_.key("count").value(change.count);
      out_.end_object();
      hand_on(kChunk);
    });
  }

  void flags() {
    list("flags", record_.flags, [this](const FlagEntry& flag) {
      out_.begin_object();
      strings("at", flag.at);
      out_.key("kind").value(flag.kind);
      out_.key("rule").value(flag.rule.name);
      string_or_null("dictionary", flag.rule.dictionary);
      out_.key("text").value(flag.text);
      string_or_null("note", flag.note);
      out_.key("action").value(flag.action);
      strings("candidates", flag.candidates);
      span("page", flag.page);
      out_.end_object();
      hand_on(kChunk);
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
      hand_on(kChunk);
    });
  }

  void pipeline() {
    const PipelineInfo& info = record_.pipeline;
    out_.key("pipeline").begin_object();
    string_or_null("name", info.name);
    string_or_null("version", info.version);
    string_or_null("configuration", info.configuration);
    string_or_null("data", info.data);
    list("dictionaries", info.dictionaries, [this](const DictionaryRef& dictionary) {
      out_.begin_object();
      out_.key("file").value(dictionary.file);
      out_.key("sha256").value(dictionary.sha256);
      out_.end_object();
    });
    out_.end_object();
  }

  void work(const WorkTranslation& translation) {
    out_.begin_object();
    out_.key("@type").value("CreativeWork");
    out_.key("inLanguage").value(translation.language);
    out_.key("medloom").begin_object();
    list("texts", translation.texts, [this](const TranslatedText& text) {
      out_.begin_object();
      out_.key("at").value(text.at);
      list("segments", text.segments, [this](const auto& part) { segment(part); });
      out_.end_object();
      hand_on(kChunk);
    });
    out_.end_object();
    out_.end_object();
  }

  void segment(const TranslatedSegment& part) {
    out_.begin_object();
    span("source", part.source);
    out_.key("status").value(part.known ? "memory" : "missing");
    if (part.known) {
      out_.key("text").value(part.text);
      out_.key("by").value(part.by);
    }
    strings("flags", part.flags);
    out_.end_object();
  }

  void field_labels() {
    list("fields", record_.fields, [this](const FieldLabels& field) {
      out_.begin_object();
      out_.key("at").value(field.at);
      out_.key("kind").value(field.kind);
      labels(field.labels);
      out_.end_object();
    });
  }

  void page_extras() {
    in_extras_ = true;
    out_.begin_object();
    if (view_ != View::content) {
      out_.key("schema").value("medloom-record/1");
      string_or_null("contentHash", record_.content_hash);
    }
    out_.key("kind").begin_object();
    out_.key("name").value(record_.kind.name);
    if (view_ != View::content) {
      out_.key("score").value(record_.kind.score);
      string_or_null("reason", record_.kind.reason);
    }
    out_.end_object();
    if (view_ != View::content) string_or_null("profile", record_.kind.profile);
    text("breadcrumb", record_.breadcrumb);
    texts("titles", record_.titles);
    related();
    field_labels();
    if (view_ != View::content && !kPlaces) {  // nothing there is text of the page
      changes();
      flags();
      drops();
      out_.key("duplicateOf").null();
      out_.key("missing").begin_object();
      for (const auto& [pointer, reason] : record_.missing) {
        out_.key(pointer).value(reason);
        hand_on(kChunk);
      }
      out_.end_object();
      pipeline();
    }
    out_.end_object();
  }

  // Most records are larger than that; to grow from a few bytes would copy them six times.
  static constexpr std::size_t kUsualRecord = 16 << 10;
  static Writer made() {
    if constexpr (kPlaces) {
      return Writer();
    } else {
      return Writer(kUsualRecord);
    }
  }

  static constexpr bool kPlaces = std::is_same_v<Writer, PointerWriter>;

  const Record& record_;
  View view_;
  bool in_extras_ = false;  // below /medloom, where null is an answer
  const JsonSink* sink_ = nullptr;
  PlaceVisitor* visitor_ = nullptr;
  Writer out_ = made();
};

void write_json(const Record& record, const JsonSink& sink) {
  Traversal<JsonWriter> traversal(record, View::full);
  traversal.give_to(sink);
  traversal.run();
}

}  // namespace

std::string to_json(const Record& record) {
  if (record.based_on.decoded_bytes >= kLargePage) {
    std::size_t size = 0;
    write_json(record, [&size](std::string_view piece) { size += piece.size(); });
    std::string json;
    json.reserve(size + 1);  // and the end of a line
    write_json(record, [&json](std::string_view piece) { json += piece; });
    return json;
  }
  Traversal<JsonWriter> traversal(record, View::full);
  traversal.run();
  return traversal.take_json();
}

void write_content_json(const Record& record, const JsonSink& sink) {
  Traversal<JsonWriter> traversal(record, View::content);
  traversal.give_to(sink);
  traversal.run();
}

std::string to_content_json(const Record& record) {
  std::string json;
  write_content_json(record, [&json](std::string_view piece) { json += piece; });
  return json;
}

void visit_places(const Record& record, PlaceVisitor& visitor) {
  Traversal<PointerWriter> traversal(record, View::full);
  traversal.tell(visitor);
  traversal.run();
}

}  // namespace medloom
