// Many JSON Pointers of one record. Each begins as the one before it for most of its length, so it
// is kept as what is new of it: a page of a list has a hundred thousand, of fifty bytes each.
//
// Cost: one look-up reads at most kStride pointers; one step of a walk reads one.
// Thread-safety: a value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace medloom {

class PointerList {
 public:
  void push_back(std::string_view pointer) {
    std::size_t shared = 0;
    if (size_ % kStride == 0) {
      strides_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    } else {
      const std::size_t most = std::min({pointer.size(), last_.size(), kMostShared});
      while (shared < most && pointer[shared] == last_[shared]) ++shared;
    }
    bytes_ += static_cast<char>(shared);
    // A pointer is as long as its keys and numbers, some hundred bytes.
    const auto added = static_cast<std::uint32_t>(pointer.size() - shared);
    bytes_ += static_cast<char>(added & 0xFFU);
    bytes_ += static_cast<char>(added >> 8U & 0xFFU);
    bytes_.append(pointer, shared);
    last_ = pointer;
    ++size_;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void clear() { *this = PointerList(); }

  // REQUIRES: below size().
  std::string at(std::size_t index) const {
    Walk walk(*this, index / kStride);
    for (std::size_t i = index / kStride * kStride; i < index; ++i) walk.next();
    return std::string(walk.next());
  }

  // All of them in order; what `next` gives is valid until it is called again.
  class Walk {
   public:
    explicit Walk(const PointerList& list, std::size_t stride = 0)
        : bytes_(list.bytes_), at_(list.empty() ? 0 : list.strides_[stride]) {}
    std::string_view next() {
      const auto byte = [this](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at_ + i]));
      };
      const std::size_t added = byte(1) | byte(2) << 8U;
      pointer_.resize(byte(0));
      pointer_.append(bytes_.substr(at_ + kHead, added));
      at_ += kHead + added;
      return pointer_;
    }

   private:
    static constexpr std::size_t kHead = 3;  // how much is shared, how much is new
    std::string_view bytes_;
    std::size_t at_;
    std::string pointer_;
  };

 private:
  static constexpr std::size_t kStride = 16;
  static constexpr std::size_t kMostShared = 255;

  std::string bytes_;
  std::vector<std::uint32_t> strides_;  // where every sixteenth pointer begins
  std::string last_;
  std::size_t size_ = 0;
};

}  // namespace medloom
