// One JSON text, read strictly: duplicate keys and deep nesting are problems, as is anything that
// is no JSON. The face of nlohmann/json for what comes from outside; none of its exceptions leaves
// here.
//
// Thread-safety: a pure function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "pipeline/model/result.h"

namespace medloom {

// What is wrong with one JSON text, each with its place. Of a text that is wrong all over, the
// first hundred are kept and the others counted.
class JsonProblems {
 public:
  void add(std::string_view pointer, std::string message);
  // `where` names the text: "records.jsonl:41".
  Problems take(const std::string& where);

 private:
  std::vector<std::string> messages_;
  std::size_t more_ = 0;
};

// Deeper JSON is not read: a record nests no deeper than a dozen levels.
inline constexpr std::size_t kMaxJsonDepth = 64;

// The value, or nothing when it could not be read to its end. Of a duplicate key the first value
// is kept. Linear in the text; keys cost a logarithm of how many their object has.
std::optional<nlohmann::json> parse_strictly(std::string_view text, JsonProblems& problems);

// `pointer` with one more step: "~" and "/" of a key are escaped (RFC 6901).
std::string child_pointer(std::string_view pointer, std::string_view key);

}  // namespace medloom
