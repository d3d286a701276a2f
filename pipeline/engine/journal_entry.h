// One entry of a run's journal: what became of one input.
//
// An entry is enough to count the input again, to find its lines in the output, and to say in a
// later run that nothing has to be done for it. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/journal_key.h"
#include "pipeline/engine/trace.h"
#include "pipeline/model/record.h"

namespace medloom {

// What a summary counts of a record. Repairs and flags are named by packed fields: stage, before,
// after, rule, dictionary (before and after only of a dictionary's row); kind, text, dictionary,
// note.
struct RecordFacts {
  struct Count {
    std::string what;
    std::uint32_t number = 0;
    friend bool operator==(const Count&, const Count&) = default;
  };

  std::string kind;
  std::uint32_t questions = 0;
  std::uint32_t answers = 0;
  std::uint32_t parts = 0;
  std::uint32_t teasers = 0;
  std::vector<Count> repairs;
  std::vector<Count> flags;
  // Rows of dictionaries, by their names: how often they protected words, and how often they linked
  // them. The journal of an older program may not say.
  bool knows_rows = true;
  std::vector<Count> kept;
  std::vector<Count> linked;

  friend bool operator==(const RecordFacts&, const RecordFacts&) = default;
};

RecordFacts facts_of(const Record& record);
// The same, with the rows that were met when the record was made.
RecordFacts facts_of(const Record& record, const Trace& trace);

// Several strings as one, whatever bytes they hold.
std::string pack_fields(std::initializer_list<std::string_view> fields);
// Missing fields are empty.
std::vector<std::string_view> unpack_fields(std::string_view packed, std::size_t count);

enum class InputOutcome : std::uint8_t { record = 1, reject = 2, duplicate = 3, skipped = 4 };
std::string_view name_of(InputOutcome outcome);

// Where the lines of a record are: `length` bytes at `within` of what is stored at `offset` of an
// output file, `stored` bytes of it, packed or as they are.
struct StoredAt {
  std::uint32_t part = 0;  // the output file, counted from 0
  std::uint64_t offset = 0;
  std::uint32_t stored = 0;
  std::uint32_t within = 0;
  std::uint32_t length = 0;
  friend bool operator==(const StoredAt&, const StoredAt&) = default;
};

struct JournalEntry {
  InputOutcome outcome = InputOutcome::record;
  std::string place;             // where a person finds the input
  std::string name;              // of the page: below the input root, or the id of a crawl's line
  std::string sha256;            // of the page's bytes, in hexadecimal; empty for what is no page
  Id128 key;                     // what the result depends on; zero for what is no page
  Id128 page_id;                 // of a record and a duplicate
  std::string stage;             // of a reject
  std::string reason;            // of all but a record
  RecordFacts facts;             // of a record
  StoredAt at;                   // of a record
  std::uint64_t lines_hash = 0;  // of a record's lines, by which they are known again

  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

}  // namespace medloom
