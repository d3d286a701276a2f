// Runs of sorted items are written whenever the memory is full, and merged by a heap. No more than
// kWays runs are merged at once, so that buffers stay large and descriptors few; when there are
// more, the oldest are merged into one first. Items are read and written a few times at most:
// N log N comparisons in all, of which most end in the first bytes.
//
// Tested by tests/io/external_sort_test.cc.
#include "io/spill/external_sort.h"

#include <algorithm>
#include <cstring>

#include "io/spill/item_key.h"

namespace medloom {
namespace {

constexpr std::size_t kWays = 64;
constexpr std::size_t kLength = 8;  // in front of each item of a run
constexpr std::size_t kLeastMemory = std::size_t{64} << 10;

}  // namespace

struct ExternalSort::Run {
  TempFile file;
  std::uint64_t size = 0;
};

// The items of one run, in order.
class ExternalSort::RunReader {
 public:
  RunReader(Run& run, std::size_t buffer) : run_(run), chunk_(buffer) {}

  bool at_end() const { return at_end_; }
  std::string_view item() const { return item_; }

  Result<void> next() {
    if (auto more = have(kLength); !more) return more;
    if (to_ == from_) {
      at_end_ = true;
      return {};
    }
    std::string_view length(buffer_.data() + from_, kLength);
    const auto size = static_cast<std::size_t>(take_number(length));
    if (auto more = have(kLength + size); !more) return more;
    item_ = std::string_view(buffer_).substr(from_ + kLength, size);
    from_ += kLength + size;
    return {};
  }

 private:
  // At least `size` bytes from from_ on, unless the run is at its end.
  Result<void> have(std::size_t size) {
    if (to_ - from_ >= size || read_ == run_.size) return {};
    std::memmove(buffer_.data(), buffer_.data() + from_, to_ - from_);
    to_ -= from_;
    from_ = 0;
    if (buffer_.size() < std::max(size, chunk_)) buffer_.resize(std::max(size, chunk_));
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size() - to_, run_.size - read_));
    auto done = run_.file.read(read_, buffer_.data() + to_, count);
    if (done) {
      read_ += count;
      to_ += count;
    }
    return done;
  }

  Run& run_;
  std::size_t chunk_;
  std::string buffer_;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  std::uint64_t read_ = 0;
  std::string_view item_;
  bool at_end_ = false;
};

ExternalSort::ExternalSort(std::string folder, std::size_t memory)
    : folder_(std::move(folder)), memory_(std::max(memory, kLeastMemory)) {}
ExternalSort::ExternalSort(ExternalSort&&) noexcept = default;
ExternalSort& ExternalSort::operator=(ExternalSort&&) noexcept = default;
ExternalSort::~ExternalSort() = default;

std::string_view ExternalSort::held(std::size_t i) const {
  return std::string_view(bytes_).substr(items_[i].at, items_[i].size);
}

Result<void> ExternalSort::add(std::string_view item) {
  // Growing doubles what is held for a moment, and sorting takes a little more.
  const std::size_t held = bytes_.size() + item.size() + (items_.size() + 1) * sizeof(Place);
  if (held > memory_ / 2 && !items_.empty()) {
    if (auto spilled = spill(); !spilled) return spilled;
  }
  items_.push_back({bytes_.size(), item.size()});
  bytes_ += item;
  sorted_ = false;
  ++size_;
  return {};
}

Result<void> ExternalSort::spill() {
  const auto before = [this](const Place& a, const Place& b) {
    const std::string_view all = bytes_;
    return all.substr(a.at, a.size) < all.substr(b.at, b.size);
  };
  std::sort(items_.begin(), items_.end(), before);
  auto file = TempFile::create(folder_);
  if (!file) return tl::unexpected(file.error());
  Run run{std::move(*file), 0};
  std::string length;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    length.clear();
    put_number(length, items_[i].size);
    if (auto done = run.file.append(length); !done) return tl::unexpected(done.error());
    if (auto done = run.file.append(held(i)); !done) return tl::unexpected(done.error());
    run.size += kLength + items_[i].size;
  }
  items_.clear();
  bytes_.clear();
  runs_.push_back(std::move(run));
  return {};
}

Result<void> ExternalSort::rewind() {
  given_ = 0;
  if (runs_.empty()) {
    if (sorted_) return {};
    std::sort(items_.begin(), items_.end(), [this](const Place& a, const Place& b) {
      const std::string_view all = bytes_;
      return all.substr(a.at, a.size) < all.substr(b.at, b.size);
    });
    sorted_ = true;
    return {};
  }
  if (!items_.empty()) {
    if (auto spilled = spill(); !spilled) return spilled;
  }
  std::string().swap(bytes_);
  std::vector<Place>().swap(items_);
  while (runs_.size() > kWays) {
    if (auto merged = merge_some(); !merged) return merged;
  }
  return open_readers(0, runs_.size());
}

// The oldest kWays runs become one, the last.
Result<void> ExternalSort::merge_some() {
  if (auto opened = open_readers(0, kWays); !opened) return opened;
  auto file = TempFile::create(folder_);
  if (!file) return tl::unexpected(file.error());
  Run run{std::move(*file), 0};
  std::string length;
  while (true) {
    auto item = next_merged();
    if (!item) return tl::unexpected(item.error());
    if (!*item) break;
    length.clear();
    put_number(length, (*item)->size());
    if (auto done = run.file.append(length); !done) return tl::unexpected(done.error());
    if (auto done = run.file.append(**item); !done) return tl::unexpected(done.error());
    run.size += kLength + (*item)->size();
  }
  readers_.clear();
  runs_.erase(runs_.begin(), runs_.begin() + kWays);
  runs_.push_back(std::move(run));
  return {};
}

Result<void> ExternalSort::open_readers(std::size_t from, std::size_t count) {
  readers_.clear();
  heap_.clear();
  holds_given_ = false;
  const std::size_t buffer = std::max<std::size_t>(memory_ / (count + 1), 4096);
  for (std::size_t i = 0; i < count; ++i) {
    readers_.push_back(std::make_unique<RunReader>(runs_[from + i], buffer));
    if (auto moved = advance(i); !moved) return moved;
  }
  return {};
}

// The reader's next item, put into the heap.
Result<void> ExternalSort::advance(std::size_t reader) {
  if (auto moved = readers_[reader]->next(); !moved) return moved;
  if (readers_[reader]->at_end()) return {};
  heap_.push_back(reader);
  std::push_heap(heap_.begin(), heap_.end(), [this](std::size_t a, std::size_t b) {
    return readers_[a]->item() > readers_[b]->item();
  });
  return {};
}

Result<std::optional<std::string_view>> ExternalSort::next_merged() {
  if (holds_given_) {
    holds_given_ = false;
    const std::size_t passed = heap_.back();
    heap_.pop_back();
    if (auto moved = advance(passed); !moved) return tl::unexpected(moved.error());
  }
  if (heap_.empty()) return std::optional<std::string_view>();
  // The smallest goes to the back and stays there until its item is no longer looked at.
  std::pop_heap(heap_.begin(), heap_.end(), [this](std::size_t a, std::size_t b) {
    return readers_[a]->item() > readers_[b]->item();
  });
  holds_given_ = true;
  return std::optional(readers_[heap_.back()]->item());
}

Result<std::optional<std::string_view>> ExternalSort::next() {
  if (!runs_.empty()) return next_merged();
  if (given_ == items_.size()) return std::optional<std::string_view>();
  return std::optional(held(given_++));
}

}  // namespace medloom
