// Sorts more items than fit into memory.
//
// An item is any bytes; the order is bytewise, so a key stands in front, numbers as in item_key.h.
// Equal items all stay. `memory` bounds what is held, but for one item of each run that is merged
// (an item is never cut). Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/spill/temp_file.h"

namespace medloom {

class ExternalSort {
 public:
  // Temporary files are made in `folder`, only when `memory` bytes are not enough.
  ExternalSort(std::string folder, std::size_t memory);
  ExternalSort(ExternalSort&&) noexcept;
  ExternalSort& operator=(ExternalSort&&) noexcept;
  ~ExternalSort();

  Result<void> add(std::string_view item);
  std::uint64_t size() const { return size_; }

  // Ends the adding and goes to the first item; may be called again to read once more.
  Result<void> rewind();
  // The items in order, each until the next call; nothing at the end.
  Result<std::optional<std::string_view>> next();

 private:
  struct Run;
  class RunReader;

  std::string_view held(std::size_t i) const;
  Result<void> spill();
  Result<void> merge_some();
  Result<void> open_readers(std::size_t from, std::size_t count);
  Result<std::optional<std::string_view>> next_merged();
  Result<void> advance(std::size_t reader);

  std::string folder_;
  std::size_t memory_;
  std::uint64_t size_ = 0;

  std::string bytes_;  // of the items held
  struct Place {
    std::size_t at;
    std::size_t size;
  };
  std::vector<Place> items_;
  bool sorted_ = false;
  std::size_t given_ = 0;

  std::vector<Run> runs_;
  std::vector<std::unique_ptr<RunReader>> readers_;
  std::vector<std::size_t> heap_;  // of readers, the smallest item at the front
  bool holds_given_ = false;       // the front's item has been given and is to be passed
};

}  // namespace medloom
