// Where a page says what nobody is told: the places of changes that withhold what they replaced.
//
// An earlier change may have touched the same bytes (a full-width telephone number was narrowed
// before it was masked), so whoever prints `before`, `after`, notes or candidates of the log asks
// here first. Cost: one sort; a look-up is a binary search. Thread-safety: immutable.
#pragma once

#include <algorithm>
#include <vector>

#include "pipeline/model/edit_log.h"
#include "pipeline/model/span.h"

namespace medloom {

class WithheldPlaces {
 public:
  explicit WithheldPlaces(const EditLog& log) {
    for (const Change& change : log.changes()) {
      if (change.withheld) spans_.push_back(change.page);
    }
    spans_ = merged(std::move(spans_));
  }

  bool any() const { return !spans_.empty(); }
  const std::vector<Span>& spans() const { return spans_; }  // sorted, apart from each other

  // Whether something withheld stands in `page`, or around it.
  bool touch(Span page) const {
    const auto next = std::partition_point(spans_.begin(), spans_.end(),
                                           [page](Span span) { return span.to <= page.from; });
    return next != spans_.end() &&
           (next->from < page.to || (page.empty() && next->from < page.from));
  }

  // Whether a change may show what it replaced, and by what.
  bool hides(const Change& change) const { return !change.withheld && touch(change.page); }

 private:
  std::vector<Span> spans_;
};

}  // namespace medloom
