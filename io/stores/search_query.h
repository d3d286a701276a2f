// What a user typed into a search, as units that a record has to hold: words, phrases, concepts.
//
// The typed text has no syntax that could be wrong. White space separates words; a run of Han is
// one phrase; quotes ("…", “…”, 「…」) hold a phrase together; a star behind a Latin word asks for
// words that begin so. Everything else is text. Which concepts the words name is told by the
// caller, who knows dictionaries: such a unit is met by its words or by any mention of the concept,
// in whatever language. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace medloom::stores {

// A concept that bytes of the typed text name.
struct QueryConcept {
  Span at;
  std::string id;
};

struct QueryUnit {
  std::string text;        // has at least one token
  std::string topic = {};  // a concept's id, or empty
  bool prefix = false;
};

struct SearchQuery {
  std::vector<QueryUnit> units;
};

inline constexpr std::size_t kMaxQueryBytes = 1000;
inline constexpr std::size_t kMaxQueryUnits = 32;

// Concepts are in order and do not overlap; those inside quotes are not asked. Errors (usage):
// nothing to look for, or too much.
Result<SearchQuery> parse_query(std::string_view typed, const std::vector<QueryConcept>& concepts);

}  // namespace medloom::stores
