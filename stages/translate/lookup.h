// Translations of a memory by segment, as a run looks them up.
//
// A translation whose terms are no longer what the dictionaries say is as good as none. That is
// asked the first time an entry is met, once for all pages: finding terms costs a hundred times
// what finding the entry does. Thread-safety: const methods may run concurrently.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dictionaries/translation/term_finder.h"
#include "pipeline/engine/stored_translations.h"

namespace medloom::stages {

class TranslationLookup {
 public:
  TranslationLookup(std::vector<StoredTranslation> rows,
                    std::optional<translation::TermFinder> terms);

  // The first entry of the segment that still holds, or null. `segment` is a normal_segment().
  const StoredTranslation* find(std::string_view from, std::string_view to,
                                std::string_view segment) const;

 private:
  enum State : std::uint8_t { unknown, holds, stale };

  bool still_holds(std::size_t row) const;

  std::vector<StoredTranslation> rows_;
  // By segment the first of its rows; those of one segment lie side by side.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_segment_;
  std::optional<translation::TermFinder> terms_;
  mutable std::unique_ptr<std::atomic<std::uint8_t>[]> states_;
};

}  // namespace medloom::stages
