// A number for each of many ids, in memory that does not grow with them.
//
// Cost: up to 100,000 ids in memory (3 MB); beyond that a file of 24 to 60 bytes an id, and one
// read and one write of 4 KiB a new id, which the system's cache makes a few microseconds.
//
// Thread-safety: belongs to one thread; whoever shares it locks it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/spill/temp_file.h"
#include "pipeline/engine/journal_key.h"

namespace medloom {

class IdTable {
 public:
  // `folder` takes the file, should there be one.
  explicit IdTable(std::string folder);

  // The number that was given with this id before. If there is none, `number` is kept.
  Result<std::optional<std::uint64_t>> insert(Id128 id, std::uint64_t number);
  Result<std::optional<std::uint64_t>> find(Id128 id);

  std::uint64_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::uint64_t number_plus_one = 0;  // 0: an empty slot
  };
  static constexpr std::size_t kSlotsInBlock = 170;  // 4080 bytes
  static constexpr std::uint64_t kBlockBytes = 4096;
  using Block = std::array<Slot, kSlotsInBlock>;

  // The slot of this id, or the empty one where it belongs.
  Result<Slot*> slot_of(Id128 id);
  Result<void> load(std::uint64_t block);
  Result<void> store();
  Result<void> grow();
  Result<void> grow_in_memory();
  Result<void> grow_in_file();

  std::uint64_t blocks_;
  std::uint64_t size_ = 0;
  std::vector<Block> memory_;  // empty once the table is a file
  std::string folder_;
  std::optional<TempFile> file_;
  Block block_ = {};  // the one of the file that is looked at
  std::uint64_t block_number_ = 0;
  bool block_changed_ = false;
};

}  // namespace medloom
