// WRITE step `check`: the promises about a record, tested on every record before it leaves.
//
// Valid UTF-8 everywhere; ids; every text is replayed from the page and the log byte for byte; spans
// lie inside the page and inside the text they speak of, on character bounds; every pointer of a
// change, flag or mention names a text. A broken promise is a bug of ours: the page is set aside
// with a sentence that names it, rather than given to a knowledge base.
//
// Cost: one walk over the texts and entries. Tested by tests/stages/check_test.cc.
#include <memory>
#include <string>
#include <unordered_map>

#include "stages/stages.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

class Checker {
 public:
  Checker(const Document& document, const Record& record)
      : document_(document), record_(record) {}

  Result<void> run() {
    if (!record_.id.starts_with("urn:uuid:")) broken("the record has no id");
    if (record_.content_hash.empty()) broken("the record has no content hash");
    for (const PlacedText& placed : texts_of(record_)) check_text(placed);
    for (const ChangeEntry& change : record_.changes) {
      check_places("change " + change.rule.name, change.at, change.out);
      check_page("change " + change.rule.name, change.page);
    }
    for (const FlagEntry& flag : record_.flags) {
      check_places("flag " + flag.rule.name, flag.at, {});
      check_page("flag " + flag.rule.name, flag.page);
    }
    for (const DropEntry& drop : record_.dropped) check_page("drop " + drop.rule, drop.page);
    for (const About& about : record_.about) {
      for (const Mention& mention : about.mentions) {
        check_places("mention of " + about.concept_ref.id, mention.at, mention.out);
      }
    }
    for (const Question& question : record_.questions) check_question(question);
    if (problem_.empty()) return {};
    return fail(ErrorCode::internal, problem_);
  }

 private:
  void broken(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }

  void check_text(const PlacedText& placed) {
    const std::string_view bytes = placed.text->view();
    texts_.emplace(placed.pointer, bytes);
    if (!text::is_valid_utf8(bytes)) broken(placed.pointer + " is no valid UTF-8");
    if (document_.log().replay(document_.text(), placed.text->runs()) != bytes) {
      broken(placed.pointer + " is not what the page and the log give");
    }
  }

  static bool on_bounds(std::string_view text, Span span) {
    const auto bound = [text](std::uint32_t at) {
      return at == text.size() ||
             (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
    };
    return span.from <= span.to && bound(span.from) && bound(span.to);
  }

  void check_page(const std::string& what, Span page) {
    if (!on_bounds(document_.text(), page)) broken(what + ": its page span is outside the page");
  }

  void check_places(const std::string& what, const std::vector<std::string>& at, Span out) {
    for (const std::string& pointer : at) {
      if (texts_.contains(pointer)) continue;
      broken(std::string(what).append(": ").append(pointer).append(" names no text"));
    }
    if (at.empty() || out == Span{}) return;
    const auto text = texts_.find(at.front());
    if (text != texts_.end() && !on_bounds(text->second, out)) {
      broken(what + ": its span is outside " + at.front());
    }
  }

  void check_question(const Question& question) {
    if (question.id.empty()) broken("a question has no id");
    const bool asks = !question.text.empty() || !question.name.empty();
    const bool is_answered =
        !question.accepted.empty() || !question.suggested.empty() || !question.turns.empty();
    if (!asks && !is_answered) broken("a question says nothing");
    for (const auto* list : {&question.accepted, &question.suggested}) {
      for (const Answer& answer : *list) {
        if (answer.id.empty()) broken("an answer has no id");
        if (!answer.text && answer.basis != "page") broken("an answer says nothing");
      }
    }
  }

  const Document& document_;
  const Record& record_;
  std::unordered_map<std::string, std::string_view> texts_;
  std::string problem_;
};

class Check final : public RecordStep {
 public:
  Result<void> run(const Document& document, Record& record, Trace&) const override {
    return Checker(document, record).run();
  }
};

}  // namespace

StageSpec check_stage() {
  return {Phase::write,
          "check",
          "Tests every promise about a record before it leaves.",
          {},
          nullptr,
          [](const Settings&, StageContext&) { return std::make_unique<Check>(); }};
}

}  // namespace medloom::stages
