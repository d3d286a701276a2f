// Tested by tests/io/loader_test.cc.
#include "io/stores/loader.h"

#include <algorithm>

#include "io/records/record_files.h"
#include "text/ascii.h"

namespace medloom::stores {
namespace {

// A batch has to fit in memory several times over while a store takes it.
constexpr std::size_t kMostRecords = 20'000;

}  // namespace

Result<void> Loader::load(const std::string& path) {
  RecordFiles lines({path}, options_.stop);
  bool first = true;
  while (!stopped()) {
    const Result<std::optional<RecordLine>> line = lines.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    if (text::trim_ascii((*line)->json).empty()) continue;
    Result<PageRecord> record = reader_.read((*line)->json);
    if (!record) {
      record.error().where = (*line)->place;
      if (first) {
        record.error().message += "; this is no file of records";
        return tl::unexpected(record.error());
      }
      ++bad_lines_;
      options_.bad_line(record.error());
      continue;
    }
    first = false;
    if (auto taken = take(std::move(*record)); !taken) return taken;
  }
  return {};
}

Result<void> Loader::take(PageRecord record) {
  if (options_.keeps_ids) {
    Uuid& id = ids_.emplace_back();
    std::copy_n(record.id.begin(), id.size(), id.begin());
  }
  batched_bytes_ += record.json.size();
  batch_.push_back(std::move(record));
  const bool full = batched_bytes_ >= options_.batch_bytes || batch_.size() >= kMostRecords;
  return full ? flush() : Result<void>();
}

Result<void> Loader::flush() {
  if (batch_.empty()) return {};
  const Result<LoadCounts> counts = store_.load(batch_);
  if (!counts) return tl::unexpected(counts.error());
  counts_ += *counts;
  batch_.clear();
  batched_bytes_ = 0;
  return {};
}

Result<std::uint64_t> Loader::prune(std::uint64_t at_most) {
  std::sort(ids_.begin(), ids_.end());
  return store_.prune(ids_, at_most);
}

}  // namespace medloom::stores
