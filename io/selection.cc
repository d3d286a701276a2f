// Tested by tests/io/selection_test.cc.
#include "io/selection.h"

#include <charconv>
#include <utility>

namespace medloom {
namespace {

// SplitMix64: positions in a row become numbers that look random, the same on every machine.
std::uint64_t scattered(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

class Selected final : public Source {
 public:
  Selected(std::unique_ptr<Source> source, const Selection& selection)
      : source_(std::move(source)), selection_(selection) {}

  std::optional<SourceItem> next() override {
    while (!selection_.limit || taken_ < *selection_.limit) {
      std::optional<SourceItem> item = source_->next();
      if (!item) return std::nullopt;
      if (!wants(position_++)) continue;
      ++taken_;
      return item;
    }
    return std::nullopt;
  }

 private:
  bool wants(std::uint64_t position) const {
    if (position % selection_.shards != selection_.shard) return false;
    if (selection_.sample >= 1) return true;
    constexpr double kRange = 9007199254740992;  // 2^53: exact in a double
    const auto chance = static_cast<double>(scattered(scattered(selection_.seed) ^ position) >> 11);
    return chance < selection_.sample * kRange;
  }

  std::unique_ptr<Source> source_;
  Selection selection_;
  std::uint64_t position_ = 0;
  std::uint64_t taken_ = 0;
};

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::unique_ptr<Source> select(std::unique_ptr<Source> source, const Selection& selection) {
  if (selection.is_all()) return source;
  return std::make_unique<Selected>(std::move(source), selection);
}

Result<void> read_shard(const std::string& word, Selection& selection) {
  const std::string_view text = word;
  const std::size_t slash = text.find('/');
  const bool good =
      slash != std::string_view::npos && read_number(text.substr(0, slash), selection.shard) &&
      read_number(text.substr(slash + 1), selection.shards) && selection.shard < selection.shards;
  if (good) return {};
  return fail(ErrorCode::usage, "'" + word + "' is no shard; 0/8 to 7/8 are those of 8", "--shard");
}

}  // namespace medloom
