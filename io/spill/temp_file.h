// A file for what does not fit into memory. It has no name, so that nothing is left behind however
// the program ends, and only its owner may read it: it holds text of pages.
//
// Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/file_handle.h"
#include "pipeline/model/result.h"

namespace medloom {

class TempFile {
 public:
  // On the disk that `folder` is on. An empty folder is the current one.
  static Result<TempFile> create(const std::string& folder);

  // Appends; returns where the bytes begin.
  Result<std::uint64_t> append(std::string_view bytes);
  // Exactly `size` bytes, all of which have been written.
  Result<void> read(std::uint64_t at, char* to, std::size_t size);
  // Over what is there or behind its end; what was never written is zero.
  Result<void> write(std::uint64_t at, std::string_view bytes);

 private:
  TempFile(FileHandle file, std::string place) : file_(std::move(file)), place_(std::move(place)) {}
  Result<void> flush();
  Result<void> put(std::uint64_t at, std::string_view bytes);

  FileHandle file_;
  std::string place_;
  std::string buffer_;      // appended, not yet written
  std::uint64_t size_ = 0;  // without the buffer
};

}  // namespace medloom
