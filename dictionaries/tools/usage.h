// How often each row of a library acts on a corpus: which rows never do, which do far too often.
//
// Cost: one scan of the corpus; memory grows with the rows. Thread-safety: none; one counter
// belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dictionaries/library.h"
#include "dictionaries/tools/corpus.h"

namespace medloom::dictionaries {

struct RowUsage {
  const TermRow* row = nullptr;
  std::uint64_t hits = 0;       // it acted: repaired, flagged, protected or linked
  std::uint64_t held_back = 0;  // it matched, and a guard of its own said no
  std::uint64_t lost = 0;       // it matched, and another row took the place
  std::uint64_t pages = 0;      // with at least one hit
};

struct UsageReport {
  std::uint64_t pages = 0;
  std::uint64_t bytes = 0;     // of the texts scanned
  std::vector<RowUsage> rows;  // every row of the library, most hits first, then as read

  double share_of_pages(const RowUsage& usage) const;
  double per_megabyte(const RowUsage& usage) const;
  // A row that changes or flags, hits at least `kFewPages` pages, and more than `share` of all.
  bool over_hit(const RowUsage& usage, double share) const;

  static constexpr std::uint64_t kFewPages = 5;
};

class UsageCounter {
 public:
  // `library` outlives it.
  explicit UsageCounter(const Library& library);

  void add(const CorpusPage& page);
  UsageReport report() const;

 private:
  struct Tally {
    std::uint64_t hits = 0, held_back = 0, lost = 0, pages = 0, last_page = 0;
  };
  void count(const TermRow* row);

  const Library& library_;
  std::unordered_map<const TermRow*, Tally> tallies_;
  std::uint64_t pages_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace medloom::dictionaries
