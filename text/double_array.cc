// Building. Keys are sorted; a state is then a range of keys that share a prefix, and its children
// are the subranges by next character. States are placed depth first: for the
// codes of the children, find a base so that every cell `base ^ code` is free. The search starts at
// the first free cell and gives up a region once it has become crowded (kCrowded misses), so that
// building stays close to linear at the price of a few unused cells.

#include "text/double_array.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace medloom::text {
namespace {

constexpr std::size_t kCrowded = 64;
constexpr std::size_t kFirstCells = 1024;
constexpr std::uint32_t kWordShift = 26;  // slots that leave 64 bits: one word

}  // namespace

class DoubleArrayBuilder {
 public:
  using Tables = DoubleArray::Tables;

  DoubleArrayBuilder(DoubleArray& out, std::span<const std::u32string_view> keys)
      : out_(out), keys_(keys), order_(keys.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    if (!std::is_sorted(keys.begin(), keys.end())) {
      std::sort(order_.begin(), order_.end(),
                [&](std::uint32_t a, std::uint32_t b) { return keys_[a] < keys_[b]; });
    }
  }

  Tables build() {
    assign_codes();
    set_beginnings();
    tables_.cells.resize(kFirstCells);
    tables_.cells[0].check = 1;  // the root is taken
    std::vector<State> open = {{0, 0, order_.size(), 0}};
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      place(state, open);
    }
    tables_.cells.shrink_to_fit();
    tables_.keys.resize(tables_.cells.size(), DoubleArray::kNoKey);
    set_first();
    return std::move(tables_);
  }

 private:
  // The keys order_[low, high) share their first `depth` characters and lead to `cell`.
  struct State {
    std::uint32_t cell;
    std::size_t low, high, depth;
  };
  struct Child {
    std::uint32_t code;
    std::size_t low, high;
  };

  void set_beginnings() {
    collect_beginnings();
    constexpr std::size_t kBitsAPair = 8;        // one in ten that is none passes for one,
    constexpr std::size_t kBitsABeginning = 16;  // and one in twenty of these
    fill(tables_.pairs, out_.shape_.pair_shift, pairs_, kBitsAPair);
    fill(tables_.beginnings, out_.shape_.slot_shift, beginnings_, kBitsABeginning);
  }

  static void fill(std::vector<std::uint64_t>& set, std::uint32_t& shift,
                   const std::vector<std::uint32_t>& hashes, std::size_t bits_each) {
    while (shift > 8 && (std::size_t{1} << (32 - shift)) < bits_each * hashes.size()) --shift;
    set.assign(std::size_t{1} << (kWordShift - shift), 0);
    for (const std::uint32_t hash : hashes) {
      const std::uint32_t bit = hash >> shift;
      set[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
  }

  // Keys that follow one another mostly begin alike: what the last one added is not added again.
  void collect_beginnings() {
    const auto add = [](std::vector<std::uint32_t>& to, std::uint32_t hash) {
      if (to.empty() || to.back() != hash) to.push_back(hash);
    };
    for (const std::uint32_t at : order_) {
      const std::u32string_view key = keys_[at];
      if (key.size() == 1) {
        out_.shape_.singles[key[0] >> 6 & 63] |= std::uint64_t{1} << (key[0] & 63);
        continue;
      }
      add(pairs_, DoubleArray::hash(DoubleArray::kPair, key[0], key[1]));
      add(beginnings_, key.size() < DoubleArray::kPrefix
                           ? DoubleArray::hash(DoubleArray::kShort, key[0], key[1])
                           : DoubleArray::hash(DoubleArray::kLong, key[0] ^ key[2] << 12,
                                               key[1] ^ key[3] << 12));
    }
  }

  void assign_codes() {
    std::map<char32_t, std::size_t> counts;
    for (const std::u32string_view key : keys_) {
      for (const char32_t c : key) ++counts[c];
    }
    std::vector<std::pair<std::size_t, char32_t>> by_count;
    by_count.reserve(counts.size());
    for (const auto& [c, count] : counts) by_count.emplace_back(count, c);
    std::stable_sort(by_count.begin(), by_count.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    tables_.codes.resize(1);
    for (const auto& [count, c] : by_count) set_code(c, ++code_count_);
  }

  void set_code(char32_t c, std::uint32_t code) {
    const std::size_t page = c >> DoubleArray::kPageBits;
    if (page >= tables_.pages.size()) tables_.pages.resize(page + 1);
    if (tables_.pages[page] == 0) {
      tables_.pages[page] = static_cast<std::uint16_t>(tables_.codes.size());
      tables_.codes.emplace_back();
    }
    tables_.codes[tables_.pages[page]][c & ((1U << DoubleArray::kPageBits) - 1)] = code;
  }

  // REQUIRES: c stands in a key.
  std::uint32_t code(char32_t c) const {
    return tables_.codes[tables_.pages[c >> DoubleArray::kPageBits]]
                        [c & ((1U << DoubleArray::kPageBits) - 1)];
  }

  void place(State state, std::vector<State>& open) {
    std::vector<DoubleArray::Cell>& cells = tables_.cells;
    while (state.low < state.high && keys_[order_[state.low]].size() == state.depth) {
      set_key(state.cell, order_[state.low++]);
    }
    find_children(state);
    if (children_.empty()) {
      const std::uint32_t key = (cells[state.cell].base & DoubleArray::kHasKey) != 0
                                    ? tables_.keys[state.cell]
                                    : DoubleArray::kNoKey;
      if (key <= DoubleArray::kLeafKey) {
        cells[state.cell].base = DoubleArray::kHasKey | DoubleArray::kIsLeaf | key;
      }
      return;
    }
    const std::uint32_t base = free_base();
    cells[state.cell].base |= base;
    for (const Child& child : children_) cells[base ^ child.code].check = state.cell + 1;
    for (const Child& child : children_) {
      open.push_back({base ^ child.code, child.low, child.high, state.depth + 1});
    }
  }

  void set_key(std::uint32_t cell, std::uint32_t key) {
    tables_.cells[cell].base = DoubleArray::kHasKey;
    if (tables_.keys.size() <= cell) tables_.keys.resize(tables_.cells.size(), DoubleArray::kNoKey);
    tables_.keys[cell] = key;
  }

  void find_children(const State& state) {
    children_.clear();
    char32_t last = 0;
    for (std::size_t i = state.low; i < state.high; ++i) {
      const char32_t c = keys_[order_[i]][state.depth];
      if (children_.empty() || c != last) children_.push_back({code(c), i, i});
      children_.back().high = i + 1;
      last = c;
    }
  }

  std::uint32_t free_base() {
    std::size_t misses = 0;
    while (first_free_ < tables_.cells.size() && tables_.cells[first_free_].check != 0) {
      ++first_free_;
    }
    for (std::size_t cell = first_free_;; ++cell) {
      reserve(cell);
      if (tables_.cells[cell].check != 0) continue;
      const auto base = static_cast<std::uint32_t>(cell) ^ children_[0].code;
      if (base != 0 && fits(base)) {
        if (misses > kCrowded) first_free_ += (cell - first_free_) / 2;
        return base;
      }
      ++misses;
    }
  }

  bool fits(std::uint32_t base) {
    return std::all_of(children_.begin(), children_.end(), [&](const Child& child) {
      reserve(base ^ child.code);
      return tables_.cells[base ^ child.code].check == 0;
    });
  }

  void reserve(std::size_t cell) {
    std::vector<DoubleArray::Cell>& cells = tables_.cells;
    if (cell >= cells.size()) cells.resize(std::max(cell + 1, cells.size() * 2));
  }

  void set_first() {
    const std::vector<DoubleArray::Cell>& cells = tables_.cells;
    tables_.first.assign(code_count_ + 1, DoubleArray::kNone);
    const std::uint32_t base = cells[0].base & ~DoubleArray::kHasKey;
    for (std::uint32_t c = 1; base != 0 && c <= code_count_; ++c) {
      const std::uint32_t next = base ^ c;
      if (next < cells.size() && cells[next].check == 1) tables_.first[c] = next;
    }
  }

  DoubleArray& out_;
  Tables tables_;
  std::span<const std::u32string_view> keys_;
  std::vector<std::uint32_t> order_;
  std::vector<Child> children_;
  std::vector<std::uint32_t> pairs_, beginnings_;  // hashes
  std::uint32_t code_count_ = 0;
  std::size_t first_free_ = 1;
};

DoubleArray::DoubleArray(std::span<const std::u32string_view> keys) {
  shape_.keys = static_cast<std::uint32_t>(keys.size());
  own(DoubleArrayBuilder(*this, keys).build());
}

DoubleArray::DoubleArray(const std::vector<std::u32string>& keys)
    : DoubleArray(std::vector<std::u32string_view>(keys.begin(), keys.end())) {}

void DoubleArray::own(Tables tables) {
  owned_ = std::make_shared<const Tables>(std::move(tables));
  pages_ = owned_->pages;
  codes_ = owned_->codes;
  cells_ = owned_->cells;
  keys_ = owned_->keys;
  first_ = owned_->first;
  pairs_ = owned_->pairs;
  beginnings_ = owned_->beginnings;
}

void DoubleArray::save(ImageWriter& image, std::uint32_t first_id) const {
  image.add_value(first_id, shape_);
  image.add(first_id + 1, pages_);
  image.add(first_id + 2, codes_);
  image.add(first_id + 3, cells_);
  image.add(first_id + 4, keys_);
  image.add(first_id + 5, first_);
  image.add(first_id + 6, beginnings_);
  image.add(first_id + 7, pairs_);
}

Result<DoubleArray> DoubleArray::load(const ImageFile& image, std::uint32_t first_id) {
  const auto shape = image.value<Shape>(first_id);
  const auto pages = image.array<std::uint16_t>(first_id + 1);
  const auto codes = image.array<CodePage>(first_id + 2);
  const auto cells = image.array<Cell>(first_id + 3);
  const auto keys = image.array<std::uint32_t>(first_id + 4);
  const auto first = image.array<std::uint32_t>(first_id + 5);
  const auto beginnings = image.array<std::uint64_t>(first_id + 6);
  const auto pairs = image.array<std::uint64_t>(first_id + 7);
  if (!shape || !pages || !codes || !cells || !keys || !first || !beginnings || !pairs) {
    return tl::unexpected(image.damaged("an automaton is not whole"));
  }
  DoubleArray array;
  array.shape_ = *shape;
  array.pages_ = *pages;
  array.codes_ = *codes;
  array.cells_ = *cells;
  array.keys_ = *keys;
  array.first_ = *first;
  array.beginnings_ = *beginnings;
  array.pairs_ = *pairs;
  if (!array.is_sound()) return tl::unexpected(image.damaged("an automaton points nowhere"));
  return array;
}

// Cells are many and checked by whoever goes to one; of the rest, every index leads somewhere.
bool DoubleArray::is_sound() const {
  const auto page_exists = [this](std::uint16_t page) { return page < codes_.size(); };
  const auto cell_exists = [this](std::uint32_t cell) { return cell < cells_.size(); };
  const auto fits = [](std::span<const std::uint64_t> set, std::uint32_t shift) {
    return shift >= 6 && shift <= kWordShift &&
           set.size() == std::size_t{1} << (kWordShift - shift);
  };
  return shape_.format == kFormat && keys_.size() == cells_.size() &&
         fits(pairs_, shape_.pair_shift) && fits(beginnings_, shape_.slot_shift) &&
         std::all_of(pages_.begin(), pages_.end(), page_exists) &&
         std::all_of(first_.begin(), first_.end(), cell_exists);
}

}  // namespace medloom::text
