// WRITE step `check`: the promises about a record, tested on every record before it leaves.
//
// Valid UTF-8 everywhere; ids; every text is replayed from the page and the log byte for byte;
// spans lie inside the page and inside the text they speak of, on character bounds; every pointer
// of a change, flag or mention names a text. And what redact was to take is nowhere (then the page
// is set aside: second_privacy_look.h). A broken promise is a bug of ours: the page is set
// aside with a sentence that names it, rather than given to a knowledge base.
//
// Cost: one walk over the texts and entries. Tested by tests/stages/check_test.cc.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/engine/only_reads.h"
#include "stages/check/second_privacy_look.h"
#include "stages/stages.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

class Checker final : public PlaceVisitor {
 public:
  Checker(const Document& document, const Record& record) : document_(document), record_(record) {}

  Result<void> run() {
    if (!record_.id.starts_with("urn:uuid:")) broken("the record has no id");
    if (record_.content_hash.empty()) broken("the record has no content hash");
    find_named();
    visit_places(record_, *this);
    for (const ChangeEntry& change : record_.changes) {
      const auto what = [&] { return "change " + change.rule.name; };
      check_places(what, change.at, change.out);
      check_page(what, change.page);
    }
    for (const FlagEntry& flag : record_.flags) {
      const auto what = [&] { return "flag " + flag.rule.name; };
      check_places(what, flag.at, {});
      check_page(what, flag.page);
    }
    for (const DropEntry& drop : record_.dropped) {
      check_page([&] { return "drop " + drop.rule; }, drop.page);
    }
    for (const About& about : record_.about) {
      const auto what = [&] { return "mention of " + about.concept_ref.id; };
      for (const Mention& mention : about.mentions) check_places(what, mention.at, mention.out);
    }
    for (const WorkTranslation& translation : record_.translations) {
      for (const TranslatedText& text : translation.texts) check_translated(text);
    }
    for (const Question& question : record_.questions) check_question(question);
    if (problem_.empty()) return {};
    return fail(ErrorCode::internal, problem_);
  }

 private:
  void broken(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }

  // The pointers that entries name: only their texts are looked for again. An entry names mostly
  // the same as the one before.
  void find_named() {
    const std::vector<std::string>* last = nullptr;
    const auto add = [&](const std::vector<std::string>& at) {
      if (last != nullptr && at == *last) return;
      last = &at;
      for (const std::string& pointer : at) texts_.try_emplace(pointer);
    };
    for (const ChangeEntry& change : record_.changes) add(change.at);
    for (const FlagEntry& flag : record_.flags) add(flag.at);
    for (const About& about : record_.about) {
      for (const Mention& mention : about.mentions) add(mention.at);
    }
    for (const WorkTranslation& translation : record_.translations) {
      for (const TranslatedText& text : translation.texts) texts_.try_emplace(text.at);
    }
  }

  void text(std::string_view pointer, const Text& text) override {
    const std::string_view bytes = text.view();
    if (const auto named = texts_.find(pointer); named != texts_.end()) named->second = bytes;
    if (!text::is_valid_utf8(bytes)) broken(std::string(pointer) + " is no valid UTF-8");
    if (!document_.log().replays(document_.text(), text)) {
      broken(std::string(pointer) + " is not what the page and the log give");
    }
  }

  static bool on_bounds(std::string_view text, Span span) {
    const auto bound = [text](std::uint32_t at) {
      return at == text.size() ||
             (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
    };
    return span.from <= span.to && bound(span.from) && bound(span.to);
  }

  // `what` is put into words only where a promise is broken.
  template <class Name>
  void check_page(const Name& what, Span page) {
    if (!on_bounds(document_.text(), page)) broken(what() + ": its page span is outside the page");
  }

  template <class Name>
  void check_places(const Name& what, const std::vector<std::string>& at, Span out) {
    if (at.empty()) return;
    if (at_ == nullptr || at != *at_) {
      at_ = nullptr;
      for (const std::string& pointer : at) {
        if (!texts_.find(pointer)->second)
          return broken(what() + ": " + pointer + " names no text");
      }
      at_ = &at;
      first_ = *texts_.find(at.front())->second;
    }
    if (out == Span{}) return;
    if (!on_bounds(first_, out)) broken(what() + ": its span is outside " + at.front());
  }

  void check_translated(const TranslatedText& translated) {
    const std::optional<std::string_view> text = texts_.find(translated.at)->second;
    if (!text) return broken("a translation: " + translated.at + " names no text");
    std::uint32_t last = 0;
    for (const TranslatedSegment& segment : translated.segments) {
      if (segment.source.from < last || !on_bounds(*text, segment.source)) {
        broken("a translation: its segments do not lie one behind the other in " + translated.at);
      }
      if (!text::is_valid_utf8(segment.text)) broken("a translation is no valid UTF-8");
      last = segment.source.to;
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
  // By the pointers that entries name (the record keeps their bytes): the text, if there is one.
  std::unordered_map<std::string_view, std::optional<std::string_view>> texts_;
  const std::vector<std::string>* at_ = nullptr;  // of the entry before, which names texts
  std::string_view first_;                        // the first of them
  std::string problem_;
};

class Check final : public RecordStep, public OnlyReads {
 public:
  explicit Check(SecondPrivacyLook privacy) : privacy_(std::move(privacy)) {}

  Result<void> run(const Document& document, Record& record, Trace&) const override {
    if (auto held = Checker(document, record).run(); !held) return held;
    const std::string left = privacy_.left_in(document, record);
    if (left.empty()) return {};
    return fail(ErrorCode::rejected, "personal data would be left in the record: " + left);
  }

 private:
  SecondPrivacyLook privacy_;
};

}  // namespace

StageSpec check_stage() {
  return {Phase::write,
          "check",
          "Tests every promise about a record before it leaves.",
          SecondPrivacyLook::fields(),
          nullptr,
          [](const Settings& settings, StageContext& context) {
            return std::make_unique<Check>(SecondPrivacyLook::read(settings, context));
          }};
}

}  // namespace medloom::stages
