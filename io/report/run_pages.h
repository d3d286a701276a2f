// The pages of a run that is over, in the order of its inputs: records from its output, what became
// no record from its journal.
//
// An output without a journal gives its records alone. Thread-safety: one thread at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/journal/journal_folder.h"
#include "io/records/record_files.h"

namespace medloom::reports {

struct RunPages {
  std::vector<std::string> outputs;
  std::optional<StoredRun> run;  // of the journal, if there is a complete one
  std::string journal;           // its folder; empty: none
};

// What there is of an output. Errors: usage, where the output does not exist.
Result<RunPages> find_run(const std::string& output);

// A record with its place and line, or an entry without a record.
struct RunPage {
  const JournalEntry* entry = nullptr;  // null without a journal
  std::optional<RecordLine> record;
};

// Calls `visit` for every input. Errors: input, where output and journal disagree; those of
// `visit`.
Result<void> visit_run(const RunPages& pages,
                       const std::function<Result<void>(const RunPage&)>& visit);

}  // namespace medloom::reports
