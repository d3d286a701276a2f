// A translation memory: a SQLite file of segments with their translations, good ones and rejected.
//
// A translation belongs to its segment, the languages, the engine and model that gave it, the
// version of the protection and the digest of the terms that the dictionaries found. So another
// model, or a changed term, asks again for what it touches and for nothing else. Rejected answers
// are kept with their reason: nobody pays twice for them, and they are never shown.
//
// Formats are not migrated. Thread-safety: one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "io/stores/sqlite/database.h"
#include "pipeline/model/result.h"

namespace medloom::memory {

struct MemoryKey {
  std::string from;
  std::string to;
  std::string segment;
  std::string engine;  // "command"
  std::string model;   // "eng-spa"
  std::uint32_t protection = 0;
  std::string terms;
};

struct MemoryEntry {
  MemoryKey key;
  std::string text;    // empty: rejected
  std::string reason;  // of a rejected one
  std::vector<std::string> flags;

  bool rejected() const { return text.empty(); }
};

// Entries of all languages and engines where these are empty.
struct MemoryFilter {
  std::string from;
  std::string to;
  std::string engine;
  bool rejected = true;  // whether those are wanted too
};

struct MemoryCount {
  std::string from, to, engine, model, reason;  // reason: of rejected ones
  std::uint32_t protection = 0;
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;  // of the sources
};

class TranslationMemory {
 public:
  using Mode = stores::Database::Mode;

  // To write, a file that is not there is made, readable by its owner alone. Errors: usage where
  // it is no memory, configuration where it is of another format.
  static Result<TranslationMemory> open(const std::string& path, Mode mode);

  // Between these two every `store` outlives the end of this program at once, and the end of the
  // machine once `make_durable` has returned.
  Result<void> begin_fill();
  Result<void> make_durable();
  Result<void> end_fill();

  // Good or rejected; nothing where nobody asked yet.
  Result<std::optional<MemoryEntry>> find(const MemoryKey& key);
  // Takes the place of entries with the same key. All or none.
  Result<void> store(const std::vector<MemoryEntry>& entries);
  // In a fixed order: that of languages, segments, engines.
  Result<void> each(const MemoryFilter& filter,
                    const std::function<Result<void>(const MemoryEntry&)>& visit);
  Result<std::vector<MemoryCount>> counts();
  // Removes the entries that `unwanted` names; how many.
  Result<std::uint64_t> prune(const std::function<bool(const MemoryEntry&)>& unwanted);

 private:
  explicit TranslationMemory(stores::Database database) : database_(std::move(database)) {}

  stores::Database database_;
};

}  // namespace medloom::memory
