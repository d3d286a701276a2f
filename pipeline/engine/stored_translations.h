// What a run may know of translations: those of a memory, read as data before the first page.
//
// A memory is a database, and a stage reads none. Whoever builds a pipeline gives it the reader
// (translate/memory_rows.h); what was read is part of the data fingerprint of every record.
// Thread-safety: plain values.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

struct StoredTranslation {
  std::string from;     // "zh-Hans"
  std::string to;       // "en"
  std::string segment;  // normal_segment()
  std::string terms;    // digest of the segment's terms, or empty
  std::string text;
  std::string by;  // engine and model
  std::vector<std::string> flags;
};

struct StoredTranslations {
  std::vector<StoredTranslation> rows;  // of one segment the one to be taken first
  std::string digest;                   // of all of them
};

// Reads those into these languages, by that engine ("" for any).
using TranslationsReader = std::function<Result<StoredTranslations>(
    const std::string& path, const std::vector<std::string>& to, const std::string& engine)>;

}  // namespace medloom
