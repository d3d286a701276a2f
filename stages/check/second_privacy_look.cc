// Tested by tests/privacy/redact_test.cc.
#include "stages/check/second_privacy_look.h"

#include <string_view>
#include <vector>

#include "dictionaries/privacy_policy.h"

namespace medloom::stages {
namespace {

using dictionaries::kPolicyFact;
using dictionaries::PrivacyAction;
using dictionaries::PrivacyPolicy;
using dictionaries::PrivateData;
using dictionaries::PrivateTables;
using dictionaries::Voice;

PrivacyPolicy policy_of(std::string_view rows) {
  PrivacyPolicy policy;
  Problems none;
  while (!rows.empty()) {
    const std::size_t end = rows.find('\n');
    policy.prepend(rows.substr(0, end), none);
    rows.remove_prefix(std::min(rows.size(), end + 1));
  }
  return policy;
}

// Who speaks in the text that a pointer names.
Voice voice_of(std::string_view pointer) {
  if (pointer.ends_with("/alternateName")) return Voice::alias;
  const bool answers = pointer.find("Answer/") != std::string_view::npos ||
                       pointer.find("/turns/") != std::string_view::npos;
  if (answers) return Voice::answer;
  return pointer.starts_with("/mainEntity/") ? Voice::asker : Voice::page;
}

// Where names stand on purpose, or the same text stands a second time.
bool is_name_of_professional(std::string_view pointer) {
  return pointer.ends_with("/signature") || pointer.ends_with("/author/name") ||
         pointer.starts_with("/contributor") || pointer == "/author";
}
bool is_shape(std::string_view pointer) {
  return pointer.find("/blocks/") != std::string_view::npos;
}

class Look final : public PlaceVisitor {
 public:
  Look(const dictionaries::PrivateData& data, const PrivacyPolicy& policy)
      : data_(data), policy_(policy) {}

  void text(std::string_view pointer, const Text& text) override {
    if (!left.empty() || is_shape(pointer)) return;
    look_at(text.view(), voice_of(pointer), pointer);
  }

  void look_at(std::string_view text, Voice voice, std::string_view where) {
    for (const dictionaries::PrivateFinding& found : data_.find(text, voice)) {
      const std::string& kind = found.rule->kind;
      const PrivacyAction action = policy_.action(kind, voice);
      const bool is_name = kind == "name" || kind == "surname";
      if (action == PrivacyAction::keep || (is_name && is_name_of_professional(where))) continue;
      left = "a " + kind + " (" + found.rule->name + ") at " + std::string(where);
    }
  }

  std::string left;

 private:
  const dictionaries::PrivateData& data_;
  const PrivacyPolicy& policy_;
};

}  // namespace

SecondPrivacyLook SecondPrivacyLook::read(const Settings& settings, StageContext& context) {
  const auto source = [&](const char* field) {
    const std::string& path = settings.text(field);
    auto file = std::make_shared<const dictionaries::SourceFile>(
        dictionaries::SourceFile{context.data().path(path).string(), path});
    return PrivateTables::Source{context.read_data(path), std::move(file)};
  };
  SecondPrivacyLook look;
  look.data_ =
      context.shared<PrivateData>(settings.text("words") + "\n" + settings.text("rules"), [&] {
        return PrivateData(PrivateTables(source("words"), source("rules"), context.problems()));
      });
  return look;
}

std::vector<FieldSpec> SecondPrivacyLook::fields() {
  return {{"rules", FieldType::text, "dictionaries/privacy/rules.tsv",
           "What personal data looks like, as stage redact has it."},
          {"words", FieldType::text, "dictionaries/privacy/words.tsv",
           "The words that stand around it, as stage redact has them."}};
}

std::string SecondPrivacyLook::left_in(const Document& document, const Record& record) const {
  const Fact* const policy = document.fact(kPolicyFact);
  if (policy == nullptr) return {};
  const PrivacyPolicy rules = policy_of(policy->value());
  Look look(*data_, rules);
  visit_places(record, look);
  for (const ChangeEntry& change : record.changes) {
    look.look_at(change.before, Voice::answer, "/medloom/changes");
    look.look_at(change.after, Voice::answer, "/medloom/changes");
  }
  for (const FlagEntry& flag : record.flags) {
    look.look_at(flag.note, Voice::answer, "/medloom/flags");
    for (const std::string& candidate : flag.candidates) {
      look.look_at(candidate, Voice::answer, "/medloom/flags");
    }
  }
  return std::move(look.left);
}

}  // namespace medloom::stages
