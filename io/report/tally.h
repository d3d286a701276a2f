// What a report counts over all pages.
//
// Memory grows with the number of different rules, rows and flagged passages, not with pages, and
// not without end: beyond the limits below new ones are counted together.
// Thread-safety: belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/report/report_page.h"
#include "pipeline/engine/journal_entry.h"

namespace medloom::reports {

// A flagged passage, wherever it stands.
struct Review {
  FlaggedPassage passage;  // the first one, with its context
  std::uint64_t count = 0;
  std::uint64_t pages = 0;
  struct Example {
    std::uint64_t row = 0;  // of the table of pages
    std::string pointer;
    std::string context;
  };
  std::vector<Example> examples;
  std::string language;
};

struct RowUse {
  std::uint64_t changes = 0;
  std::uint64_t flags = 0;
  std::uint64_t kept = 0;    // words that it protected
  std::uint64_t linked = 0;  // words that it linked to its concept
  std::uint64_t pages = 0;
};

struct Tally {
  static constexpr std::size_t kMostKinds = 50000;  // of sites, rows, passages
  static constexpr std::size_t kMostExamples = 5;   // of a passage

  using Counts = std::map<std::string, std::uint64_t>;

  // `row` is the page's number in the table of pages; `facts` what the journal says of its record,
  // null without a journal.
  void add(const ReportPage& page, std::uint64_t row, const RecordFacts* facts = nullptr);
  // What became no record.
  void add(const JournalEntry& entry);

  std::uint64_t inputs = 0, records = 0, rejects = 0, duplicates = 0, skipped = 0;
  std::uint64_t changes = 0, flags = 0, changed_pages = 0, flagged_pages = 0;
  std::uint64_t untold_reviews = 0;  // beyond kMostKinds
  std::uint64_t rows_unknown = 0;    // records of which nobody knows what was protected and linked
  Counts kinds, languages, sites, skipped_reasons;
  std::map<std::pair<std::string, std::string>, std::uint64_t> rules;     // stage, rule
  std::map<std::pair<std::string, std::string>, std::uint64_t> rejected;  // stage, reason
  std::map<std::string, RowUse> rows;               // of dictionaries: "terms/en.tsv:41"
  std::map<std::string, Review> reviews;            // by packed fields
  std::map<std::string, std::string> dictionaries;  // file, its SHA-256
  std::set<std::string> made_by;
};

}  // namespace medloom::reports
