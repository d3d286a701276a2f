// The marks of a second pass, put into a record's line without touching anything else of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/dedup/text_clusters.h"
#include "io/records/record_text.h"

namespace medloom::dedup {

// What is known of a page that is in a cluster.
struct PageMark {
  std::string cluster;  // the smallest id
  std::uint64_t size = 0;
  Basis basis = Basis::first;
  unsigned similarity = 1000;
};

// The same for a question that stands in other places too.
struct QuestionMark {
  std::string cluster;
  std::uint64_t size = 0;
  Basis basis = Basis::first;
  bool answers_differ = false;
};

// The line with these marks and no earlier ones; `questions` are those of the record, in order.
std::string marked(std::string_view line, const RecordTexts& record,
                   const std::optional<PageMark>& page,
                   const std::vector<std::optional<QuestionMark>>& questions);

}  // namespace medloom::dedup
