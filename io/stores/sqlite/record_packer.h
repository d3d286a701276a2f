// Records as a base keeps them: packed by zstd where that makes them smaller.
//
// Thread-safety: a packer belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/model/result.h"

namespace medloom::stores {

class RecordPacker {
 public:
  RecordPacker();
  RecordPacker(RecordPacker&&) noexcept;
  RecordPacker& operator=(RecordPacker&&) noexcept;
  ~RecordPacker();

  // The packed form, until the next call; empty where it would not be smaller.
  std::string_view pack(std::string_view record);
  // Errors (input): no zstd data, or too large.
  Result<std::string> unpack(std::string_view packed);

 private:
  struct Contexts;
  std::unique_ptr<Contexts> contexts_;
  std::string buffer_;
};

}  // namespace medloom::stores
