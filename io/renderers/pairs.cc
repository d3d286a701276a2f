// An answer by the page as a whole has no text of its own; its parts are rendered in the order of
// the answer, their texts joined by a blank line, a question among them with its own answers.
//
// Tested by tests/io/renderers_test.cc.
#include "io/renderers/pairs.h"

#include <algorithm>

#include "pipeline/engine/digest.h"

namespace medloom::renderers {
namespace {

void add_paragraph(std::string& text, std::string_view paragraph) {
  if (paragraph.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += paragraph;
}

// The places of the record that one pair is made of, as prefixes of JSON Pointers.
class Extent {
 public:
  void add(std::string pointer) { pointers_.push_back(std::move(pointer)); }

  bool holds_any(const std::vector<std::string>& places) const {
    return std::any_of(places.begin(), places.end(),
                       [this](const std::string& place) { return holds(place); });
  }

 private:
  bool holds(std::string_view place) const {
    return std::any_of(pointers_.begin(), pointers_.end(), [place](const std::string& pointer) {
      return place.starts_with(pointer) &&
             (place.size() == pointer.size() || place[pointer.size()] == '/');
    });
  }

  std::vector<std::string> pointers_;
};

// The text of an answer, and where it comes from.
class AnswerText {
 public:
  AnswerText(const Record& record, Extent& extent) : record_(record), extent_(extent) {}

  std::string of(const Answer& answer) {
    if (answer.text) return answer.text->str();
    std::string text;
    for (const std::string& id : answer.parts) add_part(text, id);
    return text;
  }

 private:
  void add_part(std::string& text, const std::string& id) {
    for (std::size_t i = 0; i < record_.parts.size(); ++i) {
      if (record_.parts[i].id != id) continue;
      extent_.add("/hasPart/" + std::to_string(i));
      add_paragraph(text, record_.parts[i].text.view());
    }
    for (std::size_t i = 0; i < record_.questions.size(); ++i) {
      if (record_.questions[i].id != id) continue;
      extent_.add("/mainEntity/" + std::to_string(i));
      add_question(text, record_.questions[i]);
    }
  }

  // Only texts of its own: a question cannot bring the page in again.
  static void add_question(std::string& text, const Question& question) {
    add_paragraph(text, question.name.view());
    if (question.text != question.name) add_paragraph(text, question.text.view());
    for (const auto* answers : {&question.accepted, &question.suggested}) {
      for (const Answer& answer : *answers) {
        if (answer.text) add_paragraph(text, answer.text->view());
      }
    }
  }

  const Record& record_;
  Extent& extent_;
};

QaPair make_pair(const Record& record, std::size_t question, const Answer& answer,
                 const std::string& answer_pointer) {
  QaPair pair{&record, &record.questions[question], &answer, {}, {}, {}};
  Extent extent;
  const std::string base = "/mainEntity/" + std::to_string(question);
  for (const char* own : {"/name", "/text", "/author", "/medloom"}) extent.add(base + own);
  extent.add(base + answer_pointer);
  pair.text = AnswerText(record, extent).of(answer);
  for (const About& about : record.about) {
    const bool mentioned =
        std::any_of(about.mentions.begin(), about.mentions.end(),
                    [&](const Mention& mention) { return extent.holds_any(mention.at); });
    if (mentioned) pair.concepts.push_back(&about);
  }
  for (const FlagEntry& flag : record.flags) {
    if (extent.holds_any(flag.at)) pair.flags.push_back(&flag);
  }
  return pair;
}

}  // namespace

std::vector<QaPair> pairs_of(const Record& record) {
  std::vector<QaPair> pairs;
  const auto add = [&](std::size_t question, const std::vector<Answer>& answers,
                       const std::string& list) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      pairs.push_back(make_pair(record, question, answers[i], list + std::to_string(i)));
    }
  };
  for (std::size_t i = 0; i < record.questions.size(); ++i) {
    add(i, record.questions[i].accepted, "/acceptedAnswer/");
    add(i, record.questions[i].suggested, "/suggestedAnswer/");
  }
  return pairs;
}

std::string_view department_of(const Answer& answer) {
  if (!answer.author || !answer.author->department) return {};
  const Department& department = *answer.author->department;
  return department.name.empty() ? department.original.view() : std::string_view(department.name);
}

void write_content(JsonWriter& out, const QaPair& pair) {
  const Answer& answer = *pair.answer;
  out.key("id").value_or_null(answer.id);
  out.key("page_id").value_or_null(pair.record->id);
  out.key("question").value_or_null(pair.question->name.view());
  out.key("question_text").value_or_null(pair.question->text.view());
  out.key("answer").value_or_null(pair.text);
  out.key("answer_by").value_or_null(answer.author ? answer.author->name.view() : "");
  out.key("department").value_or_null(department_of(answer));
  out.key("asked").value_or_null(pair.question->date_created);
  out.key("answered").value_or_null(answer.date_created);
  out.key("language").value_or_null(pair.record->language);
  out.key("concepts").begin_array();
  for (const About* about : pair.concepts) out.value(about->concept_ref.id);
  out.end_array();
  out.key("url").value_or_null(pair.record->url);
  out.key("basis").value_or_null(answer.basis);
}

std::string content_hash(const QaPair& pair) {
  JsonWriter out;
  out.begin_object();
  write_content(out, pair);
  out.end_object();
  return sha256_hex(out.str());
}

}  // namespace medloom::renderers
