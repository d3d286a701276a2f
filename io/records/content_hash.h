// Whether the JSON of a record has the `contentHash` that belongs to what a reader sees of it.
//
// Key order counts, as it does where the record is written; white space and the way characters are
// escaped do not. Cost: a parse more. Thread-safety: pure.
#pragma once

#include <string_view>

namespace medloom {

// REQUIRES: JSON of the shape of a record (check_record_json gave no problem).
bool content_hash_holds(std::string_view record_json);

}  // namespace medloom
