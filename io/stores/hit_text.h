// What of a record answers a query: the words to show, with the hits marked.
//
// Found with the tokens of the index and the record's own mentions, so what is marked is what the
// search found. Pure; linear in the texts of the record.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "io/stores/page_record.h"
#include "io/stores/search_query.h"

namespace medloom::stores {

// A text or a piece of one; marks are bytes of `text`, in order, apart.
struct MarkedText {
  std::string pointer;  // where in the record the whole text stands
  std::string text;
  std::vector<Span> marks;
  bool cut_before = false;  // the text goes on at that side
  bool cut_after = false;
};

struct HitText {
  MarkedText title;  // the page's name, whole
  MarkedText body;   // the piece of another text that shows most of the query; empty without texts
};

HitText hit_text(const PageRecord& record, const SearchQuery& query, std::size_t characters = 90);

}  // namespace medloom::stores
