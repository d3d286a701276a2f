// What a schema cannot say about a record, because it holds between places: ids and counts,
// pointers and the texts that they name, spans and where they may lie, nulls and their reasons.
//
// Places are taken through `member`, `list` and `string`, which give an empty value where the shape
// is wrong, so that a broken record is read as far as it goes.
//
// Cost: linear in the record, but for a flag's words, which are compared with the texts it names.
//
// Tested by tests/model/record_schema_test.cc.
#include <algorithm>
#include <set>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "pipeline/model/record_check.h"

namespace medloom {
namespace {

using Json = nlohmann::json;

const Json& member(const Json& value, const char* key) {
  static const Json kNothing;
  const auto found = value.find(key);
  return value.is_object() && found != value.end() ? *found : kNothing;
}

const Json& list(const Json& value, const char* key) {
  static const Json kEmpty = Json::array();
  const Json& found = member(value, key);
  return found.is_array() ? found : kEmpty;
}

// The string of a key, or nothing.
const std::string* string(const Json& value, const char* key) {
  return member(value, key).get_ptr<const std::string*>();
}

struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

std::optional<Range> range(const Json& value, const char* key) {
  const Json& span = list(value, key);
  if (span.size() != 2 || !span[0].is_number_unsigned() || !span[1].is_number_unsigned()) {
    return std::nullopt;
  }
  const Range range{span[0].get<std::size_t>(), span[1].get<std::size_t>()};
  return range.from <= range.to ? std::optional(range) : std::nullopt;
}

bool on_bounds(std::string_view text, Range range) {
  const auto bound = [text](std::size_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
  };
  return bound(range.from) && bound(range.to);
}

class Promises {
 public:
  Promises(const Json& record, const RecordPlaces& places, JsonProblems& problems)
      : record_(record), places_(places), problems_(problems) {}

  void check() {
    for_each(record_, "", "mainEntity", &Promises::take_ids_of_question);
    for_each(record_, "", "hasPart", &Promises::take_id);
    take_id(record_, "");
    for_each(record_, "", "mainEntity", &Promises::question);
    for_each(record_, "", "about", &Promises::about);
    for_each(record_, "", "workTranslation", &Promises::translation);
    const Json& extras = member(record_, "medloom");
    for_each(extras, "/medloom", "changes", &Promises::change);
    for_each(extras, "/medloom", "flags", &Promises::flag);
    for_each(extras, "/medloom", "dropped", &Promises::page_span);
    missing(member(extras, "missing"));
  }

 private:
  using Visit = void (Promises::*)(const Json&, const std::string&);

  void for_each(const Json& owner, const std::string& pointer, const char* key, Visit visit) {
    std::size_t i = 0;
    for (const Json& item : list(owner, key)) {
      (this->*visit)(item, pointer + "/" + key + "/" + std::to_string(i++));
    }
  }

  // ---- ids and answers

  void take_id(const Json& node, const std::string& pointer) {
    const std::string* id = string(node, "@id");
    if (id != nullptr && !ids_.insert(*id).second) {
      problems_.add(pointer + "/@id", "is the id of something else in the record");
    }
  }

  void take_ids_of_question(const Json& question, const std::string& pointer) {
    take_id(question, pointer);
    for (const char* key : {"acceptedAnswer", "suggestedAnswer"}) {
      for_each(question, pointer, key, &Promises::take_id);
    }
  }

  void question(const Json& question, const std::string& pointer) {
    // An answer stays even where nothing says what was asked.
    const auto has_answers = [&question](const char* key) {
      const Json& answers = member(question, key);
      return answers.is_array() && !answers.empty();
    };
    if (member(question, "name").is_null() && member(question, "text").is_null() &&
        !has_answers("acceptedAnswer") && !has_answers("suggestedAnswer")) {
      problems_.add(pointer, "a question has a name, a text or an answer");
    }
    std::multiset<std::size_t> positions;
    for (const char* key : {"acceptedAnswer", "suggestedAnswer"}) {
      for_each(question, pointer, key, &Promises::answer);
      for (const Json& answer : list(question, key)) {
        const Json& position = member(answer, "position");
        if (position.is_number_unsigned()) positions.insert(position.get<std::size_t>());
      }
    }
    count(question, pointer);
    std::size_t next = 0;
    for (const std::size_t position : positions) {
      if (position != ++next) {
        return problems_.add(pointer, "the positions of its answers are not 1, 2, 3 …");
      }
    }
  }

  void count(const Json& question, const std::string& pointer) {
    const std::size_t answers =
        list(question, "acceptedAnswer").size() + list(question, "suggestedAnswer").size();
    const Json& stated = member(question, "answerCount");
    if (stated.is_number_unsigned() && stated != answers) {
      problems_.add(pointer + "/answerCount",
                    "is " + stated.dump() + ", but there are " + std::to_string(answers));
    }
  }

  void answer(const Json& answer, const std::string& pointer) {
    const Json& extras = member(answer, "medloom");
    const Json& parts = list(extras, "parts");
    const bool silent = answer.is_object() && member(answer, "text").is_null();
    if (silent && member(extras, "basis") != "page") {
      problems_.add(pointer + "/text", "only the page as a whole answers without a text");
    } else if (silent && parts.empty()) {
      problems_.add(pointer + "/medloom/parts", "an answer without a text names its parts");
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto* id = parts[i].get_ptr<const std::string*>();
      if (id != nullptr && !ids_.contains(*id)) {
        problems_.add(pointer + "/medloom/parts/" + std::to_string(i),
                      "nothing in the record has that id");
      }
    }
  }

  // ---- places

  // The texts that `at` names, in its order.
  std::vector<std::string_view> texts(const Json& entry, const std::string& pointer) {
    std::vector<std::string_view> found;
    for (const Json& place : list(entry, "at")) {
      const auto* named = place.get_ptr<const std::string*>();
      if (named == nullptr) continue;
      const auto text = places_.texts.find(*named);
      if (text == places_.texts.end()) {
        problems_.add(pointer + "/at", "'" + *named + "' names no text of the record");
      } else {
        found.push_back(text->second);
      }
    }
    return found;
  }

  void out_span(const Json& entry, const std::string& pointer) {
    const std::vector<std::string_view> named = texts(entry, pointer);
    const std::optional<Range> out = range(entry, "out");
    if (!out) return;
    const bool nowhere = list(entry, "at").empty();
    if (nowhere ? out->to != 0 : !named.empty() && !on_bounds(named.front(), *out)) {
      problems_.add(pointer + "/out", nowhere ? "must be [0,0], for it is in no text"
                                              : "is not in the first text, or cuts a character");
    }
  }

  void page_span(const Json& entry, const std::string& pointer) {
    const Json& size =
        member(member(member(member(record_, "isBasedOn"), "medloom"), "decoded"), "bytes");
    const std::optional<Range> page = range(entry, "page");
    if (page && size.is_number_unsigned() && page->to > size.get<std::size_t>()) {
      problems_.add(pointer + "/page", "ends behind the page, which has " + size.dump() + " bytes");
    }
  }

  void about(const Json& about, const std::string& pointer) {
    for_each(member(about, "medloom"), pointer + "/medloom", "mentions", &Promises::out_span);
  }

  void translation(const Json& translation, const std::string& pointer) {
    for_each(member(translation, "medloom"), pointer + "/medloom", "texts", &Promises::translated);
  }

  void translated(const Json& translated, const std::string& pointer) {
    const std::string* at = string(translated, "at");
    if (at == nullptr) return;
    const auto text = places_.texts.find(*at);
    if (text == places_.texts.end()) {
      return problems_.add(pointer + "/at", "'" + *at + "' names no text of the record");
    }
    std::size_t last = 0;
    std::size_t number = 0;
    for (const Json& segment : list(translated, "segments")) {
      const std::string where = pointer + "/segments/" + std::to_string(number++);
      const std::optional<Range> source = range(segment, "source");
      if (source && (source->from < last || !on_bounds(text->second, *source))) {
        problems_.add(where + "/source", "is not behind the one before, or not in the text");
      }
      if (source) last = source->to;
      const bool known = member(segment, "status") == "memory";
      if (known != segment.contains("text") || known != segment.contains("by")) {
        problems_.add(where, "has a `text` and a `by` where its status is memory, and only there");
      }
    }
  }

  void change(const Json& change, const std::string& pointer) {
    out_span(change, pointer);
    page_span(change, pointer);
  }

  void flag(const Json& flag, const std::string& pointer) {
    page_span(flag, pointer);
    const std::string* words = string(flag, "text");
    for (const std::string_view text : texts(flag, pointer)) {
      if (words != nullptr && text.find(*words) == std::string_view::npos) {
        return problems_.add(pointer + "/text", "does not stand in a text that the flag names");
      }
    }
  }

  // ---- what is null

  void missing(const Json& reasons) {
    if (!reasons.is_object()) return;
    for (const std::string& null : places_.nulls) {
      if (!reasons.contains(null))
        problems_.add(null, "is null, and medloom.missing has no reason");
    }
    const std::unordered_set<std::string> nulls(places_.nulls.begin(), places_.nulls.end());
    for (const auto& [pointer, reason] : reasons.items()) {
      if (!nulls.contains(pointer)) {
        problems_.add(child_pointer("/medloom/missing", pointer), "nothing is null there");
      }
    }
  }

  const Json& record_;
  const RecordPlaces& places_;
  JsonProblems& problems_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

void check_record_promises(const Json& record, const RecordPlaces& places, JsonProblems& problems) {
  Promises(record, places, problems).check();
}

}  // namespace medloom
