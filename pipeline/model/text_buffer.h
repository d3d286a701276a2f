// The bytes and the runs of a text in one piece of memory, and nothing for an empty one.
//
// A page of a list has a text for every word, and a record has a dozen for every answer, most of
// them empty: a string and a vector apiece took ten times the page.
//
// Growing moves both and leaves half as much room again, `reserve` leaves none; a copy has no room
// to spare. Moving a buffer keeps its bytes in their place. Thread-safety: a value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <utility>

#include "pipeline/model/run.h"

namespace medloom {

class TextBuffer {
 public:
  TextBuffer() = default;
  TextBuffer(TextBuffer&&) noexcept = default;
  TextBuffer& operator=(TextBuffer&&) noexcept = default;
  TextBuffer(const TextBuffer& other) {
    reserve(other.bytes().size(), other.runs().size());
    append(other.bytes());
    for (const Run& run : other.runs()) append(run);
  }
  TextBuffer& operator=(const TextBuffer& other) {
    return *this = TextBuffer(other);  // NOLINT(misc-unconventional-assign-operator)
  }
  ~TextBuffer() = default;

  std::string_view bytes() const {
    return head_ ? std::string_view(bytes_at(*head_), head_->bytes) : std::string_view();
  }
  std::span<const Run> runs() const {
    return head_ ? std::span<const Run>(runs_at(*head_), head_->runs) : std::span<const Run>();
  }
  // REQUIRES: there is one.
  Run& last_run() { return runs_at(*head_)[head_->runs - 1]; }

  // REQUIRES: not of this buffer.
  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    make_room(bytes.size(), 0);
    std::memcpy(bytes_at(*head_) + head_->bytes, bytes.data(), bytes.size());
    head_->bytes += static_cast<std::uint32_t>(bytes.size());
  }
  void append(const Run& run) {
    make_room(0, 1);
    new (runs_at(*head_) + head_->runs) Run(run);
    ++head_->runs;
  }

  // How much there will be in all.
  void reserve(std::size_t bytes, std::size_t runs) {
    const auto wanted_bytes = static_cast<std::uint32_t>(bytes);
    const auto wanted_runs = static_cast<std::uint32_t>(runs);
    if (head_ && wanted_bytes <= head_->byte_room && wanted_runs <= head_->run_room) return;
    if (!head_ && bytes == 0 && runs == 0) return;
    const Head old = head_ ? *head_ : Head{};
    move_to(std::max(wanted_bytes, old.byte_room), std::max(wanted_runs, old.run_room));
  }

 private:
  // Behind it stand the runs, then the bytes.
  struct Head {
    std::uint32_t bytes = 0;
    std::uint32_t byte_room = 0;
    std::uint32_t runs = 0;
    std::uint32_t run_room = 0;
  };
  struct Free {
    void operator()(Head* head) const { ::operator delete(head); }
  };
  static_assert(alignof(Run) <= alignof(Head) && sizeof(Head) % alignof(Run) == 0);

  static Run* runs_at(Head& head) { return reinterpret_cast<Run*>(&head + 1); }
  static const Run* runs_at(const Head& head) { return reinterpret_cast<const Run*>(&head + 1); }
  static char* bytes_at(Head& head) {
    return reinterpret_cast<char*>(runs_at(head) + head.run_room);
  }
  static const char* bytes_at(const Head& head) {
    return reinterpret_cast<const char*>(runs_at(head) + head.run_room);
  }

  void make_room(std::size_t bytes, std::size_t runs) {
    const Head old = head_ ? *head_ : Head{};
    const auto grown = [](std::uint32_t used, std::size_t more, std::uint32_t room) {
      const auto needed = used + static_cast<std::uint32_t>(more);
      return needed <= room ? room : room == 0 ? needed : std::max(needed, room + room / 2);
    };
    const std::uint32_t byte_room = grown(old.bytes, bytes, old.byte_room);
    const std::uint32_t run_room = grown(old.runs, runs, old.run_room);
    if (byte_room != old.byte_room || run_room != old.run_room) move_to(byte_room, run_room);
  }

  void move_to(std::uint32_t byte_room, std::uint32_t run_room) {
    const std::size_t size = sizeof(Head) + run_room * sizeof(Run) + byte_room;
    std::unique_ptr<Head, Free> next(new (::operator new(size)) Head{0, byte_room, 0, run_room});
    if (head_) {
      next->bytes = head_->bytes;
      next->runs = head_->runs;
      std::uninitialized_copy_n(runs_at(*head_), head_->runs, runs_at(*next));
      std::memcpy(bytes_at(*next), bytes_at(*head_), head_->bytes);
    }
    head_ = std::move(next);
  }

  std::unique_ptr<Head, Free> head_;
};

}  // namespace medloom
