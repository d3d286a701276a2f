// An immutable set of keys that is walked from a place in a text: a double-array trie over
// characters.
//
// Characters get small codes, the frequent ones first. A state is a cell; the cell of its child by
// code c is `base ^ c`, and it is that child if its `check` names the parent. One array access per
// character, no hashing, and nothing that depends on the number of keys. At most places of a text
// no key begins; a set of hashed beginnings tells that of most of them without a walk.
//
// Cost: a walk is linear in the characters it takes, at most the longest key, and reads eight bytes
// a character; about 12 bytes per state, and four bytes per key for the beginnings. Building places
// each state's children in the first gap that fits.
//
// What it reads may be its own or lie in an image (text/image_file.h). An image is not believed:
// the small tables are checked at loading, and a walk checks every cell that it goes to, so that
// bytes of anybody's making give wrong matches at worst. Copies share what they read.
// Thread-safety: immutable once built; const methods may run concurrently.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "text/image_file.h"

namespace medloom::text {

class DoubleArray {
 public:
  DoubleArray() = default;
  // REQUIRES: keys are distinct and not empty. A match is told by the index of its key here. Keys
  // in order are not sorted once more.
  explicit DoubleArray(std::span<const std::u32string_view> keys);
  explicit DoubleArray(const std::vector<std::u32string>& keys);

  // As the sections first_id, first_id + 1 … of an image; it takes kSections of them. The array
  // must outlive the writing, and the image whatever was loaded of it.
  static constexpr std::uint32_t kSections = 8;
  void save(ImageWriter& image, std::uint32_t first_id) const;
  static Result<DoubleArray> load(const ImageFile& image, std::uint32_t first_id);

  // The number of keys: what a match tells is below it.
  std::uint32_t size() const { return shape_.keys; }

  // Calls visit(key, end) for every key that begins at `from`, the shorter ones first.
  template <class Visit>
  void matches(std::u32string_view text, std::size_t from, Visit&& visit) const {
    if (may_begin(text.substr(from))) walk(text, from, visit);
  }
  // The same for who has asked may_begin. REQUIRES: from < text.size().
  template <class Visit>
  void walk(std::u32string_view text, std::size_t from, Visit&& visit) const;

  // Whether some key may begin with `c` and `next` behind it; `next` is any value that is no
  // character where `c` is the last one. Never wrong when it says no.
  bool may_begin(char32_t c, char32_t next) const { return has_pair(c, next) || may_be_key(c); }

  // The same from all of what follows, and right more often: of Latin words, the first two letters
  // tell little.
  bool may_begin(std::u32string_view text) const {
    if (text.size() < 2) return !text.empty() && may_be_key(text[0]);
    if (!has_pair(text[0], text[1])) return may_be_key(text[0]);
    if (text.size() < kPrefix || has(kShort, text[0], text[1])) return true;
    return has(kLong, text[0] ^ text[2] << 12, text[1] ^ text[3] << 12) || may_be_key(text[0]);
  }

  // A walk: the state behind the first character, then behind each further one, until it is kNone.
  std::uint32_t first(char32_t c) const { return first_by_code(code(c)); }
  std::uint32_t next(std::uint32_t state, char32_t c) const {
    const std::uint32_t by = code(c);
    return by == 0 ? kNone : next_by_code(state, by);
  }
  // The key that ends in a state, or kNoKey.
  std::uint32_t key(std::uint32_t state) const {
    const std::uint32_t base = cells_[state].base;
    if ((base & kHasKey) == 0) return kNoKey;
    const std::uint32_t key = (base & kIsLeaf) != 0 ? base & kLeafKey : keys_[state];
    return key < shape_.keys ? key : kNoKey;
  }

  // The same by codes, for who keeps a text as codes: a small number for each character that stands
  // in a key, 0 for all others.
  std::uint32_t code(char32_t c) const {
    const std::size_t page = c >> kPageBits;
    if (page >= pages_.size()) return 0;
    return codes_[pages_[page]][c & ((1U << kPageBits) - 1)];
  }
  std::uint32_t first_by_code(std::uint32_t code) const {
    return code < first_.size() ? first_[code] : kNone;
  }
  std::uint32_t next_by_code(std::uint32_t state, std::uint32_t code) const {
    const std::uint32_t base = cells_[state].base & ~kHasKey;
    const std::uint32_t next = base ^ code;
    // A state without children has the base 0, where no cell names it as its parent.
    return next < cells_.size() && cells_[next].check == state + 1 ? next : kNone;
  }

  // The same in two halves without a branch, for who walks from many places at once: where the
  // child by a code would be, and whether it is there. REQUIRES: a state that is not kNone.
  std::uint32_t place_of_child(std::uint32_t state, std::uint32_t code) const {
    const std::uint32_t cell = (cells_[state].base & ~kHasKey) ^ code;
    return cell < cells_.size() ? cell : kNone;
  }
  bool is_child(std::uint32_t state, std::uint32_t cell, std::uint32_t code) const {
    return (cells_[cell].check == state + 1) & (code != 0);
  }
  // REQUIRES: a place of a child.
  void prefetch(std::uint32_t cell) const { __builtin_prefetch(&cells_[cell]); }
  bool has_key(std::uint32_t state) const { return cells_[state].base >> 31 != 0; }

  static constexpr std::uint32_t kNone = 0;  // cell 0 is the root and nobody's child
  static constexpr std::uint32_t kNoKey = 0xFFFFFFFF;

 private:
  friend class DoubleArrayBuilder;

  static constexpr std::uint32_t kPageBits = 8;
  struct Cell {
    // 0: no children; kHasKey beside it: a key ends here. With kIsLeaf too, it is that key, and no
    // walk goes on: as a place of children it lies behind all cells.
    std::uint32_t base = 0;
    std::uint32_t check = 0;  // parent's cell + 1; 0: free
  };
  static constexpr std::uint32_t kHasKey = 0x80000000;
  static constexpr std::uint32_t kIsLeaf = 0x40000000;
  static constexpr std::uint32_t kLeafKey = kIsLeaf - 1;

  // Three sets of beginnings. Of each key of more than one character: its first two, in a set that
  // is small enough to stay near; and once more, or where it is as long its first kPrefix, in a set
  // that errs less. Keys of one character are the third.
  static constexpr std::size_t kPrefix = 4;
  enum Beginning : std::uint32_t { kPair = 0x9E3779B1, kShort = 0x7FEB352D, kLong = 0x846CA68B };
  static std::uint32_t hash(Beginning kind, char32_t a, char32_t b) {
    return (a * kind ^ b) * 0xC2B2AE35U;
  }
  bool has_pair(char32_t a, char32_t b) const {
    const std::uint32_t bit = hash(kPair, a, b) >> shape_.pair_shift;
    return (pairs_[bit >> 6] >> (bit & 63) & 1) != 0;
  }
  bool has(Beginning kind, char32_t a, char32_t b) const {
    const std::uint32_t bit = hash(kind, a, b) >> shape_.slot_shift;
    return (beginnings_[bit >> 6] >> (bit & 63) & 1) != 0;
  }
  bool may_be_key(char32_t c) const { return (shape_.singles[c >> 6 & 63] >> (c & 63) & 1) != 0; }

  using CodePage = std::array<std::uint32_t, 1U << kPageBits>;
  // What a built array owns.
  struct Tables {
    std::vector<std::uint16_t> pages;
    std::vector<CodePage> codes;
    std::vector<Cell> cells;
    std::vector<std::uint32_t> keys;
    std::vector<std::uint32_t> first;
    std::vector<std::uint64_t> pairs;
    std::vector<std::uint64_t> beginnings;
  };
  static constexpr std::uint32_t kFormat = 3;  // to be raised when any of this is read otherwise
  struct Shape {
    std::uint32_t format = kFormat;
    std::uint32_t keys = 0;
    std::uint32_t pair_shift = 26;  // leaves as many bits of a hash as the set of pairs has
    std::uint32_t slot_shift = 26;  // and that of longer beginnings
    std::array<std::uint64_t, 64> singles = {};  // keys of one character, by its lowest 12 bits
  };
  static constexpr std::array<std::uint64_t, 1> kNoBeginnings = {0};

  void own(Tables tables);
  bool is_sound() const;

  std::span<const std::uint16_t> pages_;  // which code page a page of characters uses
  std::span<const CodePage> codes_;       // page 0 is all zero
  std::span<const Cell> cells_;
  std::span<const std::uint32_t> keys_;   // by cell that is no leaf: the key that ends there
  std::span<const std::uint32_t> first_;  // by code: the root's child
  std::span<const std::uint64_t> pairs_ = kNoBeginnings;  // sets of hashes, one bit each
  std::span<const std::uint64_t> beginnings_ = kNoBeginnings;
  Shape shape_;
  std::shared_ptr<const Tables> owned_;  // null when all of it lies in an image
};

template <class Visit>
void DoubleArray::walk(std::u32string_view text, std::size_t from, Visit&& visit) const {
  std::uint32_t state = first(text[from]);
  for (std::size_t end = from + 1; state != kNone; ++end) {
    if (const std::uint32_t found = key(state); found != kNoKey) visit(found, end);
    if (end == text.size()) return;
    state = next(state, text[end]);
  }
}

}  // namespace medloom::text
