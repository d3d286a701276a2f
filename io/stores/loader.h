// Loads files of records into a store, batch by batch, and remembers what they held.
//
// Memory: one batch, and with a prune to come 36 bytes a record. Thread-safety: belongs to one
// thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "io/stores/store.h"

namespace medloom::stores {

class Loader {
 public:
  struct Options {
    std::size_t batch_bytes = std::size_t{16} << 20;  // of JSON, in one transaction
    bool keeps_ids = false;                           // for prune
    const std::atomic<bool>* stop = nullptr;          // looked at between lines
    // Is told of each line that is no record.
    std::function<void(const Error&)> bad_line = [](const Error&) {};
  };

  Loader(Store& store, Options options) : store_(store), options_(std::move(options)) {}

  // Loads one file. Errors: it cannot be read, or its first line is no record, so it is no file of
  // records. Whole batches before an error stay loaded.
  Result<void> load(const std::string& path);
  // What is still in memory. Has to be called after the last file.
  Result<void> flush();
  // Puts tombstones on what none of the files held. REQUIRES: keeps_ids, and flush was called.
  Result<std::uint64_t> prune(std::uint64_t at_most);

  const LoadCounts& counts() const { return counts_; }
  std::uint64_t bad_lines() const { return bad_lines_; }
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

 private:
  Result<void> take(PageRecord record);

  Store& store_;
  Options options_;
  RecordReader reader_;
  std::vector<PageRecord> batch_;
  std::size_t batched_bytes_ = 0;
  std::vector<Uuid> ids_;
  LoadCounts counts_;
  std::uint64_t bad_lines_ = 0;
};

}  // namespace medloom::stores
