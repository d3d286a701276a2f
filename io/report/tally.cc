// Tested by tests/io/report_test.cc.
#include "io/report/tally.h"

namespace medloom::reports {
namespace {

// The count of a key; beyond the limit, that of all others.
template <class Value>
Value& entry_of(std::map<std::string, Value>& map, const std::string& key) {
  if (map.size() < Tally::kMostKinds || map.contains(key)) return map[key];
  return map["(others)"];
}

}  // namespace

void Tally::add(const ReportPage& page, std::uint64_t row, const RecordFacts* facts) {
  ++inputs;
  ++records;
  ++entry_of(kinds, page.kind);
  ++entry_of(languages, page.language);
  ++entry_of(sites, page.site);
  changes += page.changes;
  flags += page.flags;
  if (page.changes > 0) ++changed_pages;
  if (page.flags > 0) ++flagged_pages;
  if (made_by.size() < 10) made_by.insert(page.made_by);
  for (const DictionaryRef& file : page.dictionaries) dictionaries[file.file] = file.sha256;
  std::set<std::string> rows_seen;
  for (const auto& [use, number] : page.rules) {
    rules[{use.stage, use.rule}] += number;
    if (use.dictionary.empty()) continue;
    RowUse& counted = entry_of(rows, use.dictionary);
    counted.changes += number;
    if (rows_seen.insert(use.dictionary).second) ++counted.pages;
  }
  const auto count = [&](const std::vector<RecordFacts::Count>& uses, std::uint64_t RowUse::*sum) {
    for (const RecordFacts::Count& use : uses) {
      RowUse& counted = entry_of(rows, use.what);
      counted.*sum += use.number;
      if (rows_seen.insert(use.what).second) ++counted.pages;
    }
  };
  if (facts != nullptr && facts->knows_rows) {
    count(facts->kept, &RowUse::kept);
    count(facts->linked, &RowUse::linked);
  } else {
    ++rows_unknown;
  }
  std::set<std::string> passages_seen;
  for (const FlaggedPassage& passage : page.flagged) {
    if (!passage.dictionary.empty()) {
      RowUse& counted = entry_of(rows, passage.dictionary);
      ++counted.flags;
      if (rows_seen.insert(passage.dictionary).second) ++counted.pages;
    }
    std::string key = pack_fields({passage.kind, passage.rule, passage.dictionary, passage.text,
                                   passage.note, page.language});
    for (const std::string& candidate : passage.candidates) key += pack_fields({candidate});
    if (reviews.size() >= kMostKinds && !reviews.contains(key)) {
      ++untold_reviews;
      continue;
    }
    Review& review = reviews[key];
    if (review.count++ == 0) {
      review.passage = passage;
      review.language = page.language;
    }
    if (passages_seen.insert(key).second) ++review.pages;
    if (review.examples.size() < kMostExamples) {
      review.examples.push_back({row, passage.pointer, passage.context});
    }
  }
}

void Tally::add(const JournalEntry& entry) {
  ++inputs;
  switch (entry.outcome) {
    case InputOutcome::reject:
      ++rejects;
      ++rejected[{entry.stage, entry.reason}];
      break;
    case InputOutcome::duplicate:
      ++duplicates;
      break;
    case InputOutcome::skipped:
      ++skipped;
      ++entry_of(skipped_reasons, entry.reason);
      break;
    case InputOutcome::record:
      break;
  }
}

}  // namespace medloom::reports
