// Building. Keys become strings of codes and are sorted; a state is then a range of keys that share
// a prefix, and its children are the subranges by next code. States are placed depth first: for the
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

using Codes = std::vector<std::uint32_t>;

}  // namespace

class DoubleArrayBuilder {
 public:
  DoubleArrayBuilder(DoubleArray& out, const std::vector<std::u32string>& keys)
      : out_(out), texts_(keys) {
    assign_codes(keys);
    for (const std::u32string& key : keys) {
      Codes codes;
      for (char32_t c : key) codes.push_back(out_.code(c));
      keys_.push_back(std::move(codes));
    }
    order_.resize(keys.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys_[a] < keys_[b]; });
  }

  void build() {
    set_beginnings();
    out_.cells_.resize(kFirstCells);
    out_.cells_[0].check = 1;  // the root is taken
    std::vector<State> open = {{0, 0, order_.size(), 0}};
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      place(state, open);
    }
    out_.cells_.shrink_to_fit();
    const std::uint32_t base = out_.cells_[0].base;
    out_.first_.assign(code_count_ + 1, DoubleArray::kNone);
    for (std::uint32_t c = 1; base != 0 && c <= code_count_; ++c) out_.first_[c] = out_.child(0, c);
  }

 private:
  // At least 32 bits a key, so that few beginnings that are none pass for one.
  void set_beginnings() {
    while (out_.slot_shift_ > 8 &&
           (std::size_t{1} << (32 - out_.slot_shift_)) < 32 * texts_.size()) {
      --out_.slot_shift_;
    }
    out_.beginnings_.assign(std::size_t{1} << (26 - out_.slot_shift_), 0);
    const auto add = [this](DoubleArray::Beginning kind, char32_t a, char32_t b) {
      const std::uint32_t bit = out_.slot(kind, a, b);
      out_.beginnings_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    };
    for (const std::u32string& key : texts_) {
      const char32_t next = key.size() == 1 ? DoubleArray::kNothing : key[1];
      add(DoubleArray::kPair, key[0], next);
      if (key.size() < DoubleArray::kPrefix) {
        add(DoubleArray::kShort, key[0], next);
      } else {
        add(DoubleArray::kLong, key[0] ^ key[2] << 12, key[1] ^ key[3] << 12);
      }
      out_.has_single_ = out_.has_single_ || key.size() == 1;
    }
  }

  // The keys order_[low, high) share their first `depth` codes and lead to `cell`.
  struct State {
    std::uint32_t cell;
    std::size_t low, high, depth;
  };
  struct Child {
    std::uint32_t code;
    std::size_t low, high;
  };

  void assign_codes(const std::vector<std::u32string>& keys) {
    std::map<char32_t, std::size_t> counts;
    for (const std::u32string& key : keys) {
      for (char32_t c : key) ++counts[c];
    }
    std::vector<std::pair<std::size_t, char32_t>> by_count;
    by_count.reserve(counts.size());
    for (const auto& [c, count] : counts) by_count.emplace_back(count, c);
    std::stable_sort(by_count.begin(), by_count.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    out_.codes_.resize(1);
    for (const auto& [count, c] : by_count) set_code(c, ++code_count_);
  }

  void set_code(char32_t c, std::uint32_t code) {
    const std::size_t page = c >> DoubleArray::kPageBits;
    if (page >= out_.pages_.size()) out_.pages_.resize(page + 1);
    if (out_.pages_[page] == 0) {
      out_.pages_[page] = static_cast<std::uint16_t>(out_.codes_.size());
      out_.codes_.emplace_back();
    }
    out_.codes_[out_.pages_[page]][c & ((1U << DoubleArray::kPageBits) - 1)] = code;
  }

  void place(State state, std::vector<State>& open) {
    while (state.low < state.high && keys_[order_[state.low]].size() == state.depth) {
      out_.cells_[state.cell].key = order_[state.low++];
    }
    find_children(state);
    if (children_.empty()) return;
    const std::uint32_t base = free_base();
    out_.cells_[state.cell].base = base;
    for (const Child& child : children_) out_.cells_[base ^ child.code].check = state.cell + 1;
    for (const Child& child : children_) {
      open.push_back({base ^ child.code, child.low, child.high, state.depth + 1});
    }
  }

  void find_children(const State& state) {
    children_.clear();
    for (std::size_t i = state.low; i < state.high; ++i) {
      const std::uint32_t code = keys_[order_[i]][state.depth];
      if (children_.empty() || children_.back().code != code) children_.push_back({code, i, i});
      children_.back().high = i + 1;
    }
  }

  std::uint32_t free_base() {
    std::size_t misses = 0;
    while (first_free_ < out_.cells_.size() && out_.cells_[first_free_].check != 0) ++first_free_;
    for (std::size_t cell = first_free_;; ++cell) {
      reserve(cell);
      if (out_.cells_[cell].check != 0) continue;
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
      return out_.cells_[base ^ child.code].check == 0;
    });
  }

  void reserve(std::size_t cell) {
    if (cell >= out_.cells_.size()) out_.cells_.resize(std::max(cell + 1, out_.cells_.size() * 2));
  }

  DoubleArray& out_;
  const std::vector<std::u32string>& texts_;
  std::vector<Codes> keys_;
  std::vector<std::uint32_t> order_;
  std::vector<Child> children_;
  std::uint32_t code_count_ = 0;
  std::size_t first_free_ = 1;
};

DoubleArray::DoubleArray(const std::vector<std::u32string>& keys) {
  DoubleArrayBuilder(*this, keys).build();
}

}  // namespace medloom::text
