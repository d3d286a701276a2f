// Bytes that stay where they are put, as long as the arena lives: many small texts for one
// allocation in thousands. Nothing is ever taken out again.
//
// Moving an arena keeps the bytes in their place; a copy shares what is there and puts what comes
// in chunks of its own. Thread-safety: none within one arena; what is kept is never written again.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace medloom {

class TextArena {
 public:
  TextArena() = default;
  TextArena(const TextArena& other) : chunks_(other.chunks_) {}
  TextArena(TextArena&& other) noexcept { swap(other); }
  TextArena& operator=(TextArena other) noexcept {
    swap(other);
    return *this;
  }
  ~TextArena() = default;

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
    chunks_.push_back(std::make_shared_for_overwrite<char[]>(room_));
    next_ = chunks_.back().get();
  }

  void swap(TextArena& other) noexcept {
    chunks_.swap(other.chunks_);
    std::swap(next_, other.next_);
    std::swap(room_, other.room_);
  }

  static constexpr std::size_t kTwice = 6;  // so often a chunk is twice as large as the one before
  std::vector<std::shared_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
};

}  // namespace medloom
