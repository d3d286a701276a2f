// The search of a SQLite base.
#pragma once

#include <cstdint>
#include <vector>

#include "io/stores/search_query.h"
#include "io/stores/sqlite/database.h"

namespace medloom::stores {

struct RankedPage {
  double score = 0;
  std::int64_t page = 0;
};

struct RankedPages {
  std::vector<RankedPage> pages;  // best first, equals in the order they were loaded
  bool more = false;              // there are more matches than were looked at
};

// So many matches are ranked; of more, those with the words in titles and questions come before the
// others.
inline constexpr std::size_t kMostRanked = 5'000;

// Records that hold all units of the query, or, with `any`, at least one.
Result<RankedPages> search_pages(Database& database, const SearchQuery& query, bool any,
                                 std::size_t most_ranked = kMostRanked);

}  // namespace medloom::stores
