// Bytes in memory as a stream.
#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>

#include "pipeline/engine/ends.h"

namespace medloom {

// The bytes outlive the stream.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : rest_(bytes) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    size = std::min(size, rest_.size());
    std::memcpy(to, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

}  // namespace medloom
