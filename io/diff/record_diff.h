// What changed between two record files: pages by id, and of changed pages the fields.
//
// Neither file need be sorted, nor fit into memory. Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

// A value that is not the same in both. Of strings the text, of others their JSON; absent values
// are empty.
struct FieldChange {
  std::string field;    // without positions: "/mainEntity/acceptedAnswer/text"
  std::string pointer;  // where it stands in the record that has it
  std::string before;
  std::string after;
};

// An edit that only one of the two records has: in `changes`, by stage, rule and dictionary row.
struct RuleChange {
  std::string rule;  // "normalize fix dictionaries/terms/en-mt-slips.tsv:6"
  std::string before;
  std::string after;
  bool added = false;  // else it is gone
};

struct PageDiff {
  enum class Kind : std::uint8_t { added, removed, changed };

  Kind kind = Kind::changed;
  std::string id;
  std::string name;          // address, else source path
  bool readers_see = false;  // contentHash differs
  std::vector<FieldChange> fields;
  std::vector<RuleChange> rules;
};

struct DiffCounts {
  std::uint64_t before = 0;  // pages of the first
  std::uint64_t after = 0;
  std::uint64_t same = 0;     // not a byte differs
  std::uint64_t ignored = 0;  // what differs says only which run made the record
  std::uint64_t changed = 0;
  std::uint64_t added = 0;
  std::uint64_t removed = 0;
};

struct DiffOptions {
  std::string folder;  // of temporary files
  std::size_t memory = std::size_t{256} << 20;
};

// Hands every difference to `receive`, by id. A line that is no record ends it with its place, as
// two runs cannot be compared then. Of lines with one id in a file, each is compared with that in
// the same order among them.
Result<DiffCounts> diff_records(const std::string& before, const std::string& after,
                                const DiffOptions& options,
                                const std::function<Result<void>(const PageDiff&)>& receive);

}  // namespace medloom
