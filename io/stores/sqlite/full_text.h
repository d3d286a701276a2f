// What the search index of a SQLite base needs of us: a tokenizer, and how matches are ranked.
//
// Both have to be registered with every connection that uses the index. Thread-safety: registering
// belongs to the connection's thread; a RankPlan to one search.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "io/stores/page_record.h"
#include "io/stores/search_query.h"
#include "io/stores/sqlite/database.h"

namespace medloom::stores {

// Registers the tokenizer `medloom` and the function `medloom_rank(index, plan)`.
Result<void> add_full_text(Database& database);

// The texts of a record by column, with the concepts that each column mentions behind them.
std::array<std::string, kColumns> index_columns(const PageRecord& record);

// The name of a concept as a token that no text has, in an index column or a match expression.
std::string topic_token(std::string_view id);

// How the units of a query count. Bound to a statement as Pointer{&plan, kRankPlan}.
struct RankPlan {
  struct Phrase {
    std::size_t unit;
    bool own_words;  // not the token of a concept
  };
  std::vector<Phrase> phrases;                        // of the match expression, in order
  std::vector<double> weights;                        // of each unit: the rarer, the more
  std::array<double, kColumns> average_lengths = {};  // in tokens; 0: not asked yet
};
inline constexpr char kRankPlan[] = "medloom-rank-plan";

}  // namespace medloom::stores
