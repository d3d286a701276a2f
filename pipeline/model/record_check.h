// The two halves of checking a record's JSON: its shape, and what must hold between its places.
//
// Private to the model. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "pipeline/model/strict_json.h"

namespace medloom {

// What a walk along the shapes has met, by JSON Pointer.
struct RecordPlaces {
  std::unordered_map<std::string, std::string_view> texts;  // of the page; views into the JSON
  std::vector<std::string> nulls;                           // outside /medloom, in order
};

// Reports whatever is not as record_shape() says.
RecordPlaces check_record_shape(const nlohmann::json& record, JsonProblems& problems);

// Reports promises that are broken between places which have the right shape; what has not is
// passed over, for it has been reported.
void check_record_promises(const nlohmann::json& record, const RecordPlaces& places,
                           JsonProblems& problems);

}  // namespace medloom
