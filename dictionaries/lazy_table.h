// Values by number, made when they are first asked for and kept.
//
// Half a million rows in an image are read one by one, as they act, so opening the image costs
// nothing for those that never do. Thread-safety: const methods may run concurrently; two threads
// that ask for one value get the same one.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace medloom::dictionaries {

template <class T>
class LazyTable {
 public:
  using Make = std::function<T(std::uint32_t)>;

  // `make` is asked for each number below `size`, once.
  LazyTable(std::uint32_t size, Make make)
      : slots_(std::make_unique<std::atomic<const T*>[]>(size)),
        size_(size),
        make_(std::move(make)) {}

  std::uint32_t size() const { return size_; }

  // Null for a number that is not below size().
  const T* at(std::uint32_t number) const {
    if (number >= size_) return nullptr;
    if (const T* made = slots_[number].load(std::memory_order_acquire)) return made;
    const std::lock_guard lock(mutex_);
    if (const T* made = slots_[number].load(std::memory_order_relaxed)) return made;
    const T* made = &values_.emplace_back(make_(number));
    slots_[number].store(made, std::memory_order_release);
    return made;
  }

 private:
  std::unique_ptr<std::atomic<const T*>[]> slots_;
  std::uint32_t size_;
  Make make_;
  mutable std::mutex mutex_;
  mutable std::deque<T> values_;  // a deque, because pointers to them are out
};

}  // namespace medloom::dictionaries
