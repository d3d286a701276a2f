// Two records as trees: which fields differ.
#pragma once

#include <string_view>

#include "io/diff/record_diff.h"

namespace medloom::diff {

// Fills `fields`, `rules`, `name` and `readers_see` of what two lines of record JSON have apart.
// What says only which run made a record (/medloom/pipeline) is left out. Fails with code `input`
// when a line is no JSON.
Result<void> compare_records(std::string_view before, std::string_view after, PageDiff& diff);

// Its `name` alone.
Result<void> name_record(std::string_view line, PageDiff& diff);

}  // namespace medloom::diff
