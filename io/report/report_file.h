// A run as one HTML file for people: the viewer, made of report/, with the run's data inside.
//
// The file needs no network and can reach none: its content security policy allows the viewer's own
// script and style by their hashes and nothing else, and what comes from pages stands in elements
// that are not run. Its size has a limit: texts of pages that do not fit are left out, those
// without flags first, and the report says how many.
//
// Thread-safety: belongs to one thread. Memory does not grow with pages, but with what is different
// in them (tally.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/report/packed_parts.h"
#include "io/report/tally.h"
#include "pipeline/engine/runner.h"

namespace medloom::reports {

// How a report begins, by which it is known again.
extern const std::string_view kReportBeginning;

// A row of a dictionary, as it stands on disk now.
struct DictionaryRow {
  std::string name;  // "dictionaries/terms/en-links.tsv:41"
  std::string mode;
  std::string match;
  std::string replace;
};

// What is known of the run besides its pages.
struct RunFacts {
  std::string title;                // the output, as the user named it
  std::vector<std::string> inputs;  // as the user named them; empty: unknown
  bool has_journal = false;         // rejects, duplicates and what was skipped are known
  std::vector<StageTime> stages;    // empty: unknown
  std::uint64_t reused = 0;         // pages that took no time, as an earlier run had them
  std::vector<DictionaryRow> rows;
  std::vector<std::string> remarks;  // sentences for the reader
};

class ReportBuilder {
 public:
  // Scratch files are made in `folder`.
  static Result<ReportBuilder> create(const std::string& folder);

  // In the order of the inputs. `place` is where a person finds the input, `facts` as for a tally.
  Result<void> add(const ReportPage& page, const std::string& place,
                   const RecordFacts* facts = nullptr);
  Result<void> add(const JournalEntry& entry);

  const Tally& tally() const { return tally_; }

  // Writes at most about `limit` bytes.
  Result<void> write(const RunFacts& facts, std::uint64_t limit, Writer& to);

 private:
  explicit ReportBuilder(PackedParts parts) : parts_(std::move(parts)) {}
  Result<void> add_reviews();
  Result<void> add_dictionary(const RunFacts& facts);

  PackedParts parts_;
  Tally tally_;
  std::uint64_t rows_ = 0;
};

}  // namespace medloom::reports
