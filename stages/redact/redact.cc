// EDIT stage `redact`: what names or reaches a person is masked, made less exact, or replaced by a
// pseudonym, before dictionaries and ids see it.
//
//   "我的手機 0912-345-678"      → "我的手機 [phone]"
//   "住在台北市大安區和平路5號"  → "住在台北市大安區"          (generalise)
//   "Miss Yang" as the alias     → left: the site shows it and it names nobody
//   "高血壓", "門診電話 02-…"    → left
//
// What to look for stands in dictionaries/privacy (dictionaries/private_data.h), what becomes of it
// in a policy by kind and voice. Behind structure, because a name is an asker's or a doctor's, and
// a number a person's or a clinic's, by who speaks. Before normalize, so that no later entry of the
// log can hold what was taken.
//
// What was taken may have held a word that spoke for or against what stands beside it, so blocks in
// which something was taken are looked at again, until nothing is found.
//
// Changes are withheld: the log knows kind, rule and place, never the words. The policy is noted as
// a fact of the document, for `check`, which looks once more when the record is made.
//
// Cases: tests/privacy/redact_test.cc; figures: tests/privacy.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/privacy_policy.h"
#include "dictionaries/private_data.h"
#include "pipeline/engine/digest.h"
#include "stages/redact/stretch.h"
#include "stages/stages.h"
#include "text/ascii.h"
#include "text/patterns_known.h"
#include "text/plain_view.h"

namespace medloom::stages {
namespace {

using dictionaries::kPolicyFact;
using dictionaries::PrivacyAction;
using dictionaries::PrivacyPolicy;
using dictionaries::PrivateData;
using dictionaries::PrivateFinding;
using dictionaries::PrivateTables;
using dictionaries::Voice;

constexpr std::string_view kName = "redact";
constexpr std::size_t kShortestKey = 16;
constexpr std::size_t kMostPasses = 4;
constexpr std::size_t kPseudonymLetters = 12;  // 48 bits: a collision in 16 million values

// Facts that reach a record.
constexpr std::string_view kShownFacts[] = {"title", "title-alone", "breadcrumb", "author",
                                            "site-name"};

// The value as it is the same however it is written: letters and digits, in lower case.
std::string same_value(std::string_view text) {
  std::string value;
  const text::PlainView view(text);
  for (const char c : view.text()) {
    const bool separates = std::string_view(" -./()\n").find(c) != std::string_view::npos;
    if (!separates) value += text::ascii_lower(c);
  }
  return value;
}

class Redact final : public Stage {
 public:
  Redact(std::shared_ptr<const PrivateData> data, PrivacyPolicy policy, std::string key)
      : data_(std::move(data)), policy_(std::move(policy)), key_(std::move(key)) {}

  Result<void> run(Document& document, Trace& trace) const override {
    if (policy_.keeps_all()) return {};
    DocumentEditor editor(document, std::string(kName));
    Job job{document, {}, {}, {}, {}};
    facts(editor, job);
    for (std::size_t pass = 0; pass < kMostPasses; ++pass) {
      job.aliases.clear();
      for (const Field& field : document.log().fields()) {
        if (field.name == "alias") alias(field, job);
      }
      for (const Stretch& stretch : stretches_of(document)) {
        if (pass == 0 || stretch.holds_any(job.changed)) look_at(stretch, job);
        if (trace.is_out_of_time(stretch.text().size())) {
          return fail(ErrorCode::rejected, trace.out_of_time());
        }
      }
      if (!replace(editor, job)) break;
    }
    if (!job.barred.empty()) {
      return fail(ErrorCode::rejected,
                  "holds personal data that the policy lets no record have: " + job.barred);
    }
    note_policy(editor);
    return {};
  }

 private:
  struct What {
    std::string kind;
    std::string origin;  // the row of the rule
  };
  static What what(const PrivateFinding& found) { return {found.rule->kind, found.rule->origin}; }

  // What is decided about a page.
  struct Job {
    const Document& document;
    std::map<BlockId, std::vector<Replacement>> replacements;
    std::map<BlockId, std::vector<Span>> aliases;
    std::set<BlockId> changed;  // by the last pass
    std::string barred;         // a kind for which the page is set aside
  };

  // Whether there was anything to replace.
  static bool replace(DocumentEditor& editor, Job& job) {
    job.changed.clear();
    for (auto& [block, replacements] : job.replacements) {
      if (replacements.empty()) continue;
      std::sort(replacements.begin(), replacements.end(),
                [](const Replacement& a, const Replacement& b) { return a.at < b.at; });
      editor.replace(block, replacements);
      job.changed.insert(block);
    }
    job.replacements.clear();
    return !job.changed.empty();
  }

  void alias(const Field& field, Job& job) const {
    const Block& block = job.document.block(field.block);
    if (block.dropped || field.at.empty()) return;
    job.aliases[field.block].push_back(field.at);
    std::vector<Replacement>& out = job.replacements[field.block];
    const std::string_view name = block.text.view().substr(field.at.from, field.at.size());
    const bool masked = name.starts_with('[') && name.ends_with(']');
    if (const auto action = policy_.action("alias", Voice::alias);
        action != PrivacyAction::keep && !masked) {
      decide({"alias", ""}, action, name, field.at, out, job);
      return;
    }
    for (const PrivateFinding& found : data_->find(name, Voice::alias)) {
      const Span at{field.at.from + found.at.from, field.at.from + found.at.to};
      decide(what(found), policy_.action(found.rule->kind, Voice::alias),
             name.substr(found.at.from, found.at.size()), at, out, job);
    }
  }

  void look_at(const Stretch& stretch, Job& job) const {
    for (const PrivateFinding& found : data_->find(stretch.text(), stretch.voice())) {
      const std::string& kind = found.rule->kind;
      if (stretch.names_stay() && (kind == "name" || kind == "surname")) continue;
      const PrivacyAction action = policy_.action(kind, stretch.voice());
      const bool cuts = action == PrivacyAction::generalise && found.cuts;
      const Span at = cuts ? found.detail : found.at;
      bool first = true;
      for (const Stretch::Part& part : stretch.parts(at)) {
        if (in_alias(part, job)) continue;
        std::vector<Replacement>& out = job.replacements[part.block];
        if (cuts || !first) {
          out.push_back(taken(what(found), part.at, ""));
        } else {
          decide(what(found), action, stretch.text().substr(at.from, at.size()), part.at, out, job);
          if (action == PrivacyAction::keep || action == PrivacyAction::drop_record) break;
        }
        first = false;
      }
    }
  }

  static bool in_alias(const Stretch::Part& part, const Job& job) {
    const auto known = job.aliases.find(part.block);
    return known != job.aliases.end() &&
           std::any_of(known->second.begin(), known->second.end(),
                       [&](Span alias) { return alias.overlaps(part.at); });
  }

  static Replacement taken(const What& rule, Span at, std::string after) {
    return {at, std::move(after), {rule.kind, rule.origin}, true};
  }

  void decide(const What& rule, PrivacyAction action, std::string_view words, Span at,
              std::vector<Replacement>& out, Job& job) const {
    switch (action) {
      case PrivacyAction::keep:
        return;
      case PrivacyAction::drop_record:
        job.barred = rule.kind;
        return;
      case PrivacyAction::generalise:
        return out.push_back(taken(rule, at, rule.kind == "age" ? "90+" : "[" + rule.kind + "]"));
      case PrivacyAction::mask:
        return out.push_back(taken(rule, at, "[" + rule.kind + "]"));
      case PrivacyAction::pseudonym:
        return out.push_back(taken(rule, at, "[" + rule.kind + "-" + pseudonym(rule, words) + "]"));
    }
  }

  // Letters only: digits could be taken for a number once more.
  std::string pseudonym(const What& rule, std::string_view words) const {
    std::string code = hmac_sha256_hex(key_, rule.kind + "\n" + same_value(words));
    code.resize(kPseudonymLetters);
    for (char& c : code) c = static_cast<char>(c <= '9' ? c - '0' + 'a' : c - 'a' + 'k');
    return code;
  }

  void facts(DocumentEditor& editor, Job& job) const {
    const std::vector<Fact>& all = job.document.facts();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::find(std::begin(kShownFacts), std::end(kShownFacts), all[i].name) ==
          std::end(kShownFacts)) {
        continue;
      }
      std::vector<Replacement> out;
      const std::string_view text = all[i].value();
      for (const PrivateFinding& found : data_->find(text, Voice::page)) {
        const PrivacyAction action = policy_.action(found.rule->kind, Voice::page);
        if (action == PrivacyAction::generalise && found.cuts) {
          out.push_back(taken(what(found), found.detail, ""));
        } else {
          decide(what(found), action, text.substr(found.at.from, found.at.size()), found.at, out,
                 job);
        }
      }
      editor.replace_in_fact(i, out);
    }
  }

  void note_policy(DocumentEditor& editor) const {
    if (editor.document().fact(kPolicyFact) != nullptr) return;
    Fact fact{std::string(kPolicyFact), {}, std::string(kName)};
    const std::string rows = policy_.canonical();
    fact.text.append_read(rows, {}, editor.intern_reading(rows));
    editor.add_fact(std::move(fact));
  }

  std::shared_ptr<const PrivateData> data_;
  PrivacyPolicy policy_;
  std::string key_;
};

PrivateTables::Source source_of_table(const std::string& path, StageContext& context) {
  auto file = std::make_shared<const dictionaries::SourceFile>(
      dictionaries::SourceFile{context.data().path(path).string(), path});
  return {context.read_data(path), std::move(file)};
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  Problems& problems = context.problems();
  const std::size_t before = problems.size();
  const auto source = [&](const char* field) {
    return source_of_table(settings.text(field), context);
  };
  PrivacyPolicy policy(source("policies"), settings.text("policy"), problems);
  for (const std::string& rule : settings.list("actions")) policy.prepend(rule, problems);
  auto data =
      context.shared<PrivateData>(settings.text("words") + "\n" + settings.text("rules"), [&] {
        auto rules = source("rules");  // first: fingerprints of the data go by this order
        auto words = source("words");
        const text::PatternsKnown patterns(
            context.data().cache_dir(),
            sha256_of_files({settings.text("words"), settings.text("rules")}, context.files_read()),
            problems);
        PrivateData made(
            PrivateTables(std::move(words), std::move(rules), problems, patterns.known()));
        patterns.keep();
        return made;
      });
  std::string key;
  if (policy.uses(PrivacyAction::pseudonym)) {
    key = context.use_pseudonym_key();
    if (key.size() < kShortestKey) {
      problems.push_back({ErrorCode::configuration,
                          "pseudonyms need a key of at least " + std::to_string(kShortestKey) +
                              " bytes in the environment variable MEDLOOM_PSEUDONYM_KEY",
                          "stage redact"});
    }
  }
  if (problems.size() > before) return nullptr;
  return std::make_unique<Redact>(std::move(data), std::move(policy), std::move(key));
}

}  // namespace

StageSpec redact_stage() {
  return {
      Phase::edit,
      std::string(kName),
      "Masks, generalises or replaces what names or reaches a person.",
      {{"policy", FieldType::text, "default",
        "What becomes of it, a preset of the policies: default, strict, off."},
       {"actions", FieldType::text_list, "",
        "Rules before those of the preset: \"phone/answer=keep\", \"email=drop-record\"."},
       {"policies", FieldType::text, "dictionaries/privacy/policies.tsv", "The table of presets."},
       {"rules", FieldType::text, "dictionaries/privacy/rules.tsv",
        "What personal data looks like."},
       {"words", FieldType::text, "dictionaries/privacy/words.tsv",
        "The words that stand around it, by class."}},
      create,
      nullptr};
}

}  // namespace medloom::stages
