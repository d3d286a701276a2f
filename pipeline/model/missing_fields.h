// What is null in a record, and why: JSON Pointers, and a few reasons that come again and again.
//
// Thread-safety: a value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/pointer_list.h"

namespace medloom {

class MissingFields {
 public:
  using Entry = std::pair<std::string_view, std::string_view>;  // pointer and reason

  MissingFields() = default;
  MissingFields(std::initializer_list<Entry> entries) {
    for (const auto& [pointer, reason] : entries) emplace_back(pointer, reason);
  }

  void emplace_back(std::string_view pointer, std::string_view reason) {
    const auto known = std::find(reasons_.begin(), reasons_.end(), reason);
    reason_of_.push_back(static_cast<std::uint16_t>(known - reasons_.begin()));
    if (known == reasons_.end()) reasons_.emplace_back(reason);
    pointers_.push_back(pointer);
  }

  std::size_t size() const { return reason_of_.size(); }
  bool empty() const { return reason_of_.empty(); }
  void clear() { *this = {}; }

  // An entry is valid until the next step.
  class Iterator {
   public:
    Iterator(const MissingFields& fields, std::size_t at)
        : fields_(&fields), walk_(fields.pointers_), at_(at) {
      read();
    }
    Entry operator*() const { return {pointer_, fields_->reasons_[fields_->reason_of_[at_]]}; }
    Iterator& operator++() {
      ++at_;
      read();
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void read() {
      if (at_ < fields_->size()) pointer_ = walk_.next();
    }
    const MissingFields* fields_;
    PointerList::Walk walk_;
    std::string pointer_;
    std::size_t at_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  PointerList pointers_;
  std::vector<std::string> reasons_;
  std::vector<std::uint16_t> reason_of_;
};

}  // namespace medloom
