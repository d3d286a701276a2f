// The flat form: one line of JSON for each pair of a question and an answer, for whoever wants rows
// and no tree. A question without an answer gives no line, nor does a page without a question.
//
// What belongs to a pair is told by JSON Pointers: a concept or a flag is the pair's when it stands
// in the question itself, in this answer, or in a part that the answer is made of. An answer by the
// page as a whole has no text of its own; its parts are rendered in the order of the answer, their
// texts joined by a blank line, a question among them with its own answers.
//
// `content_hash` covers what a reader of the line sees, and nothing else of the page: a new
// neighbour or a new flag changes no hash.
//
// Tested by tests/io/renderers_test.cc.
#include <algorithm>
#include <string_view>

#include "io/renderers/renderers.h"
#include "pipeline/engine/digest.h"
#include "pipeline/model/json_writer.h"

namespace medloom::renderers {
namespace {

void add_paragraph(std::string& text, std::string_view paragraph) {
  if (paragraph.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += paragraph;
}

// The places of the record that one line is made of, as prefixes of JSON Pointers.
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

std::string_view department_of(const Answer& answer) {
  if (!answer.author || !answer.author->department) return {};
  const Department& department = *answer.author->department;
  return department.name.empty() ? department.original.view() : std::string_view(department.name);
}

class Pair {
 public:
  Pair(const Record& record, std::size_t question, const Answer& answer,
       const std::string& answer_pointer)
      : record_(record), question_(record.questions[question]), answer_(answer) {
    const std::string base = "/mainEntity/" + std::to_string(question);
    for (const char* own : {"/name", "/text", "/author", "/medloom"}) extent_.add(base + own);
    extent_.add(base + answer_pointer);
    text_ = AnswerText(record, extent_).of(answer);
  }

  std::string line() const {
    JsonWriter out;
    out.begin_object();
    content(out);
    flags(out);
    out.key("content_hash").value(sha256_hex(content_json()));
    out.end_object();
    return out.take() + "\n";
  }

 private:
  std::string content_json() const {
    JsonWriter out;
    out.begin_object();
    content(out);
    out.end_object();
    return out.take();
  }

  void content(JsonWriter& out) const {
    out.key("id").value_or_null(answer_.id);
    out.key("page_id").value_or_null(record_.id);
    out.key("question").value_or_null(question_.name.view());
    out.key("question_text").value_or_null(question_.text.view());
    out.key("answer").value_or_null(text_);
    out.key("answer_by").value_or_null(answer_.author ? answer_.author->name.view() : "");
    out.key("department").value_or_null(department_of(answer_));
    out.key("asked").value_or_null(question_.date_created);
    out.key("answered").value_or_null(answer_.date_created);
    out.key("language").value_or_null(record_.language);
    out.key("concepts").begin_array();
    for (const About& about : record_.about) {
      const bool mentioned =
          std::any_of(about.mentions.begin(), about.mentions.end(),
                      [this](const Mention& mention) { return extent_.holds_any(mention.at); });
      if (mentioned) out.value(about.concept_ref.id);
    }
    out.end_array();
    out.key("url").value_or_null(record_.url);
    out.key("basis").value_or_null(answer_.basis);
  }

  void flags(JsonWriter& out) const {
    out.key("flags").begin_array();
    for (const FlagEntry& flag : record_.flags) {
      if (!extent_.holds_any(flag.at)) continue;
      out.begin_object();
      out.key("kind").value(flag.kind);
      out.key("text").value(flag.text);
      out.key("note").value_or_null(flag.note);
      out.key("action").value(flag.action);
      out.key("candidates").begin_array();
      for (const std::string& candidate : flag.candidates) out.value(candidate);
      out.end_array();
      out.end_object();
    }
    out.end_array();
  }

  const Record& record_;
  const Question& question_;
  const Answer& answer_;
  Extent extent_;
  std::string text_;
};

class QaRenderer final : public Renderer {
 public:
  std::string render(const Record& record) const override {
    std::string lines;
    for (std::size_t i = 0; i < record.questions.size(); ++i) {
      const Question& question = record.questions[i];
      add_lines(lines, record, i, question.accepted, "/acceptedAnswer/");
      add_lines(lines, record, i, question.suggested, "/suggestedAnswer/");
    }
    return lines;
  }

 private:
  static void add_lines(std::string& lines, const Record& record, std::size_t question,
                        const std::vector<Answer>& answers, const std::string& list) {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      lines += Pair(record, question, answers[i], list + std::to_string(i)).line();
    }
  }
};

}  // namespace

RendererSpec qa_renderer() {
  return {"qa",
          "The flat form, one line of JSON for each pair of a question and an answer.",
          {},
          [](const Settings&) { return std::make_unique<QaRenderer>(); }};
}

}  // namespace medloom::renderers
