// A knowledge base: records by their id, loaded, searched, pruned and written out again.
//
// A store holds one state of each page. Loading the same record again changes nothing; a record
// with another contentHash takes the place of the one before; a page that a prune finds gone leaves
// a tombstone, its id and the day, without any of its text. Every call leaves the base as it was
// before or as it should be after, whatever ends the program: one batch, one transaction.
//
// Thread-safety: a store belongs to one thread. Several programs may read a base while one loads
// it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/stores/page_record.h"
#include "io/stores/search_query.h"
#include "pipeline/model/result.h"

namespace medloom::stores {

// The 36 characters of an id.
using Uuid = std::array<char, 36>;

struct LoadCounts {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;

  LoadCounts& operator+=(const LoadCounts& more) {
    added += more.added;
    updated += more.updated;
    unchanged += more.unchanged;
    return *this;
  }
};

// What stands under an id: a page, or a tombstone with an empty `json`.
struct StoredPage {
  std::string json;
  std::string removed;  // "2026-11-21" for a tombstone
};

struct SearchOptions {
  std::size_t limit = 10;
  bool any = false;  // records that have any of the units; else all of them
};

struct SearchHit {
  std::string id;
  double score = 0;  // of this search; larger is better
  std::string json;  // the record
};

struct SearchResult {
  std::vector<SearchHit> hits;  // best first; equals in the order they were loaded
  std::uint64_t matches = 0;    // records that match, or …
  bool more = false;            // … at least so many
};

struct StoreInfo {
  using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

  std::string kind;  // "SQLite", "PostgreSQL"
  std::uint32_t format = 0;
  std::uint64_t records = 0;
  std::uint64_t tombstones = 0;
  std::uint64_t questions = 0;
  std::uint64_t answers = 0;
  std::uint64_t topics = 0;  // concepts that some record mentions
  std::uint64_t bytes = 0;
  Counts languages;  // records of each, the most first
  Counts kinds;
};

class Store {
 public:
  virtual ~Store() = default;

  // All of the batch or nothing of it. Of records with one id the last one counts.
  virtual Result<LoadCounts> load(std::span<const PageRecord> batch) = 0;
  // Puts a tombstone on every page whose id is not among `keep` (sorted), and says on how many.
  // More than `at_most` are too many: nothing is changed, and it is an error that says how many.
  virtual Result<std::uint64_t> prune(std::span<const Uuid> keep, std::uint64_t at_most) = 0;
  // Once after the last load: what makes the base small and quick to read.
  virtual Result<void> finish() = 0;

  virtual Result<std::optional<StoredPage>> get(std::string_view id) = 0;
  virtual Result<SearchResult> search(const SearchQuery& query, const SearchOptions& options) = 0;
  virtual Result<StoreInfo> info() = 0;
  // Every record, by id. Stops at the first error of `to`.
  virtual Result<void> export_records(
      const std::function<Result<void>(std::string_view json)>& to) = 0;
};

enum class Access : std::uint8_t { read, load };

// `base` is the path of a SQLite file, or a connection of PostgreSQL (postgresql://…, or key=value
// words such as "service=kb"). To load, a base that is not there is made. Errors (usage,
// configuration): there is none, it is no knowledge base, or one of another format.
Result<std::unique_ptr<Store>> open_store(const std::string& base, Access access);

// How `base` may be shown: without a password.
std::string shown_base(const std::string& base);

}  // namespace medloom::stores
