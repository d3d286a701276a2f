// OpenCC's data as plain values: where it lies, its dictionaries, its conversions.
//
// Only the implementation knows OpenCC's types, and its exceptions end there. The data is looked
// for in MEDLOOM_OPENCC_DIR if that is set (it must be an absolute path), else where packages put
// it; never in the working directory, where OpenCC itself would look first. Reading the largest
// dictionary takes some 20 ms, so callers keep what they make of it. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::text {

struct LexiconEntry {
  std::string key;
  std::vector<std::string> values;  // the first is the default; never empty
};
using Lexicon = std::vector<LexiconEntry>;  // sorted by key

// The folder of OpenCC's data, absolute.
Result<std::string> opencc_data_directory();

// One dictionary by its bare name, such as "TSCharacters".
Result<Lexicon> read_opencc_lexicon(std::string_view name);

// What a conversion consists of. Dictionaries are indices into `lexicons`; where several stand
// together, the first that has an entry for a place wins, even if a later one has a longer entry.
struct ConversionPlan {
  std::vector<Lexicon> lexicons;
  std::vector<std::size_t> segmentation;
  std::vector<std::vector<std::size_t>> chain;
};

// A conversion by the name of its configuration, such as "s2twp". Between the two Traditional
// regions OpenCC has none: "hk2tw" and "tw2hk" are its two conversions by way of its standard,
// joined.
Result<ConversionPlan> read_conversion_plan(std::string_view config);

// A digest of the files that a conversion is read from: equal files, equal plans. Much faster than
// reading the plan, and not against attackers.
Result<std::string> conversion_digest(std::string_view config);

}  // namespace medloom::text
