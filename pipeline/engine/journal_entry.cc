// Tested by tests/engine/journal_test.cc.
#include "pipeline/engine/journal_entry.h"

#include <map>

#include "pipeline/engine/journal_bytes.h"

namespace medloom {
namespace {

std::vector<RecordFacts::Count> counts_of(const std::map<std::string, std::uint32_t>& numbers) {
  std::vector<RecordFacts::Count> counts;
  counts.reserve(numbers.size());
  for (const auto& [what, number] : numbers) counts.push_back({what, number});
  return counts;
}

std::string repair_name(const ChangeEntry& change) {
  const bool by_row = !change.rule.dictionary.empty();
  return pack_fields({change.stage, by_row ? std::string_view(change.before) : std::string_view(),
                      by_row ? std::string_view(change.after) : std::string_view(),
                      change.rule.name, change.rule.dictionary});
}

}  // namespace

std::string pack_fields(std::initializer_list<std::string_view> fields) {
  std::string packed;
  for (const std::string_view field : fields) {
    journal_bytes::put(packed, field);
  }
  return packed;
}

std::vector<std::string_view> unpack_fields(std::string_view packed, std::size_t count) {
  std::vector<std::string_view> fields(count);
  journal_bytes::Taker from(packed);
  for (std::string_view& field : fields) field = from.bytes(from.number());
  return fields;
}

std::string_view name_of(InputOutcome outcome) {
  switch (outcome) {
    case InputOutcome::record:
      return "record";
    case InputOutcome::reject:
      return "reject";
    case InputOutcome::duplicate:
      return "duplicate";
    case InputOutcome::skipped:
      return "skipped";
  }
  return "unknown";
}

RecordFacts facts_of(const Record& record) {
  RecordFacts facts;
  facts.kind = record.kind.name;
  facts.questions = static_cast<std::uint32_t>(record.questions.size());
  for (const Question& question : record.questions) {
    facts.answers +=
        static_cast<std::uint32_t>(question.accepted.size() + question.suggested.size());
  }
  facts.parts = static_cast<std::uint32_t>(record.parts.size());
  facts.teasers = static_cast<std::uint32_t>(record.related.size());
  std::map<std::string, std::uint32_t> repairs;
  for (const ChangeEntry& change : record.changes) repairs[repair_name(change)] += change.count;
  facts.repairs = counts_of(repairs);
  std::map<std::string, std::uint32_t> flags;
  for (const FlagEntry& flag : record.flags) {
    ++flags[pack_fields({flag.kind, flag.text, flag.rule.dictionary, flag.note})];
  }
  facts.flags = counts_of(flags);
  return facts;
}

RecordFacts facts_of(const Record& record, const Trace& trace) {
  RecordFacts facts = facts_of(record);
  for (const auto& [row, use] : trace.rows()) {
    if (use.kept > 0) facts.kept.push_back({row, use.kept});
    if (use.linked > 0) facts.linked.push_back({row, use.linked});
  }
  return facts;
}

}  // namespace medloom
