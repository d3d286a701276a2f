// Linear probing over blocks: an id belongs to the block that its first bits name, or to the next
// one with room. Ids are hashes, so their bits are as good as random. Because the first bits
// decide, a table of twice the size has everything in the same order, and growing goes through both
// once.
//
// Tested by tests/io/seen_pages_test.cc.
#include "io/journal/id_table.h"

#include <string_view>
#include <utility>

namespace medloom {
namespace {

constexpr std::uint64_t kFirstBlocks = 16;
constexpr std::uint64_t kBlocksInMemory = 768;  // 3 MB

// A number below `blocks`, of which there are fewer than 2^32, by the first bits of the id.
std::uint64_t block_of(Id128 id, std::uint64_t blocks) { return (id.high >> 32) * blocks >> 32; }

}  // namespace

IdTable::IdTable(std::string folder)
    : blocks_(kFirstBlocks), memory_(kFirstBlocks), folder_(std::move(folder)) {}

Result<void> IdTable::store() {
  if (!block_changed_) return {};
  block_changed_ = false;
  return file_->write(block_number_ * kBlockBytes,
                      {reinterpret_cast<const char*>(block_.data()), sizeof block_});
}

Result<void> IdTable::load(std::uint64_t block) {
  if (block == block_number_) return {};
  if (auto stored = store(); !stored) return stored;
  block_number_ = block;
  return file_->read(block * kBlockBytes, reinterpret_cast<char*>(block_.data()), sizeof block_);
}

Result<IdTable::Slot*> IdTable::slot_of(Id128 id) {
  for (std::uint64_t block = block_of(id, blocks_);; block = (block + 1) % blocks_) {
    if (memory_.empty()) {
      if (auto loaded = load(block); !loaded) return tl::unexpected(loaded.error());
    }
    for (Slot& slot : memory_.empty() ? block_ : memory_[block]) {
      const bool same = slot.high == id.high && slot.low == id.low;
      if (slot.number_plus_one == 0 || same) return &slot;
    }
  }
}

Result<std::optional<std::uint64_t>> IdTable::find(Id128 id) {
  auto slot = slot_of(id);
  if (!slot) return tl::unexpected(slot.error());
  if ((*slot)->number_plus_one == 0) return std::optional<std::uint64_t>();
  return std::optional((*slot)->number_plus_one - 1);
}

Result<std::optional<std::uint64_t>> IdTable::insert(Id128 id, std::uint64_t number) {
  auto slot = slot_of(id);
  if (!slot) return tl::unexpected(slot.error());
  if ((*slot)->number_plus_one != 0) return std::optional((*slot)->number_plus_one - 1);
  **slot = {id.high, id.low, number + 1};
  block_changed_ = memory_.empty();
  ++size_;
  if (size_ * 4 > blocks_ * kSlotsInBlock * 3) {
    if (auto grown = grow(); !grown) return tl::unexpected(grown.error());
  }
  return std::optional<std::uint64_t>();
}

Result<void> IdTable::grow() {
  return !memory_.empty() && blocks_ * 2 <= kBlocksInMemory ? grow_in_memory() : grow_in_file();
}

Result<void> IdTable::grow_in_memory() {
  const std::vector<Block> old = std::exchange(memory_, std::vector<Block>(blocks_ * 2));
  blocks_ *= 2;
  for (const Block& block : old) {
    for (const Slot& slot : block) {
      if (slot.number_plus_one == 0) continue;
      auto place = slot_of({slot.high, slot.low});
      if (!place) return tl::unexpected(place.error());
      **place = slot;
    }
  }
  return {};
}

Result<void> IdTable::grow_in_file() {
  if (auto stored = store(); !stored) return stored;
  const std::vector<Block> old = std::exchange(memory_, {});
  std::optional<TempFile> old_file = std::exchange(file_, std::nullopt);
  auto file = TempFile::create(folder_);
  if (!file) return tl::unexpected(file.error());
  file_.emplace(std::move(*file));
  const std::uint64_t old_blocks = std::exchange(blocks_, blocks_ * 2);
  block_ = {};
  block_number_ = 0;
  for (std::uint64_t number = 0; number < old_blocks; ++number) {
    Block block{};
    if (!old.empty()) {
      block = old[number];
    } else if (auto read = old_file->read(number * kBlockBytes,
                                          reinterpret_cast<char*>(block.data()), sizeof block);
               !read) {
      return read;
    }
    for (const Slot& slot : block) {
      if (slot.number_plus_one == 0) continue;
      auto place = slot_of({slot.high, slot.low});
      if (!place) return tl::unexpected(place.error());
      **place = slot;
      block_changed_ = true;
    }
  }
  return {};
}

}  // namespace medloom
