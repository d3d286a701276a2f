// Lines of record files, in the order of the files: what `run` wrote, packed by gzip or zstd or as
// it is. Memory is the longest line. Thread-safety: one thread at a time.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/bytes/line_reader.h"
#include "pipeline/engine/ends.h"

namespace medloom {

struct RecordLine {
  std::string_view json;     // without its end; kPadding bytes behind it may be read
  std::string place;         // "records.jsonl:41"
  std::uint64_t number = 0;  // among the lines of all files, from 0
};

class RecordFiles {
 public:
  // "-" is standard input.
  explicit RecordFiles(std::vector<std::string> paths, const std::atomic<bool>* stop = nullptr)
      : paths_(std::move(paths)), stop_(stop) {}

  // Whether there is such a file and it may be read, before anything is done with others.
  static Result<void> check_readable(const std::string& path);

  // The next line, nothing behind the last. A file that does not exist is an error of code `usage`,
  // one that cannot be read to its end of code `input`; behind an error the next file comes.
  Result<std::optional<RecordLine>> next();

 private:
  Result<void> open(const std::string& path);
  Result<std::optional<RecordLine>> next_of_file();

  std::vector<std::string> paths_;
  const std::atomic<bool>* stop_;
  std::size_t next_path_ = 0;
  std::string place_;  // of the open file
  std::shared_ptr<ByteStream> bytes_;
  std::unique_ptr<LineReader> lines_;
  std::uint64_t number_ = 0;
};

}  // namespace medloom
