// Texts and queries as PostgreSQL's full text search takes them, made of our own tokens, because
// its parser knows no Chinese. Pure.
#pragma once

#include <string>
#include <vector>

#include "io/stores/page_record.h"
#include "io/stores/search_query.h"

namespace medloom::stores {

// The tokens of a record as tsvector literals of bounded length. Neighbours share some tokens, so a
// phrase that the cut goes through is whole in one of them.
std::vector<std::string> passages_of(const PageRecord& record);

// A unit of a query as a tsquery literal.
std::string tsquery_of(const QueryUnit& unit);

}  // namespace medloom::stores
