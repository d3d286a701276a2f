// Bytes that stay where they are put, as long as the arena lives: many small texts for one
// allocation in thousands. Nothing is ever taken out again.
//
// Moving an arena keeps the bytes in their place. Thread-safety: none.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace medloom {

class TextArena {
 public:
  std::string_view keep(std::string_view bytes) {
    if (bytes.empty()) return {};
    if (bytes.size() > room_) add_chunk(bytes.size());
    char* const kept = next_;
    std::memcpy(kept, bytes.data(), bytes.size());
    next_ += bytes.size();
    room_ -= bytes.size();
    return {kept, bytes.size()};
  }

 private:
  static constexpr std::size_t kFirstChunk = 1024;
  static constexpr std::size_t kLargestChunk = std::size_t{64} << 10;

  void add_chunk(std::size_t least) {
    room_ =
        std::max(least, std::min(kLargestChunk, kFirstChunk << std::min(chunks_.size(), kTwice)));
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
    next_ = chunks_.back().get();
  }

  static constexpr std::size_t kTwice = 6;  // so often a chunk is twice as large as the one before
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace medloom
