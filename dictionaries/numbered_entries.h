// The rows and concepts that patterns name by number: those of a library in memory, or those of an
// image, read when they are first asked for.
//
// Thread-safety: const methods may run concurrently.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/lazy_table.h"

namespace medloom::dictionaries {

class NumberedEntries {
 public:
  NumberedEntries() = default;
  // Both must outlive it.
  NumberedEntries(std::span<const TermRow> rows, std::vector<const Concept*> concepts)
      : rows_(rows), concepts_(std::move(concepts)) {}
  NumberedEntries(std::unique_ptr<LazyTable<TermRow>> rows,
                  std::unique_ptr<LazyTable<Concept>> concepts)
      : lazy_rows_(std::move(rows)), lazy_concepts_(std::move(concepts)) {}

  // Null for a number that is none.
  const TermRow* row(std::uint32_t number) const {
    if (lazy_rows_) return lazy_rows_->at(number);
    return number < rows_.size() ? &rows_[number] : nullptr;
  }
  const Concept* target(std::uint32_t number) const {
    if (lazy_concepts_) return lazy_concepts_->at(number);
    return number < concepts_.size() ? concepts_[number] : nullptr;
  }

 private:
  std::span<const TermRow> rows_;
  std::vector<const Concept*> concepts_;
  std::unique_ptr<LazyTable<TermRow>> lazy_rows_;
  std::unique_ptr<LazyTable<Concept>> lazy_concepts_;
};

}  // namespace medloom::dictionaries
