// Two threads that meet an entry at the same time both ask and find the same.
// Tested by tests/stages/translate_test.cc.
#include "stages/translate/lookup.h"

#include "pipeline/engine/digest.h"

namespace medloom::stages {

TranslationLookup::TranslationLookup(std::vector<StoredTranslation> rows,
                                     std::optional<translation::TermFinder> terms)
    : rows_(std::move(rows)),
      terms_(std::move(terms)),
      states_(std::make_unique<std::atomic<std::uint8_t>[]>(rows_.size())) {
  by_segment_.reserve(rows_.size());
  for (std::uint32_t row = 0; row < rows_.size(); ++row) {
    by_segment_[rows_[row].segment].push_back(row);
  }
}

const StoredTranslation* TranslationLookup::find(std::string_view from, std::string_view to,
                                                 std::string_view segment) const {
  const auto here = by_segment_.find(segment);
  if (here == by_segment_.end()) return nullptr;
  for (const std::uint32_t row : here->second) {
    const StoredTranslation& entry = rows_[row];
    if (entry.from == from && entry.to == to && still_holds(row)) return &entry;
  }
  return nullptr;
}

bool TranslationLookup::still_holds(std::size_t row) const {
  std::atomic<std::uint8_t>& state = states_[row];
  if (state.load(std::memory_order_relaxed) == unknown) {
    const StoredTranslation& entry = rows_[row];
    const bool same =
        !terms_ || translation::terms_digest(terms_->signature(entry.segment, entry.from, entry.to),
                                             sha256_hex) == entry.terms;
    state.store(same ? holds : stale, std::memory_order_relaxed);
  }
  return state.load(std::memory_order_relaxed) == holds;
}

}  // namespace medloom::stages
