// Lines and blocks of one stream, with a look ahead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/engine/ends.h"

namespace medloom {

// After an error of the stream it is as if the stream ended there; `error` tells.
class BlockReader {
 public:
  explicit BlockReader(ByteStream& bytes) : bytes_(bytes) {}

  // What follows, at least `size` bytes of it if there are so many; until the next call.
  std::string_view peek(std::size_t size);
  // The next line with its end, or what there is of it, up to `limit` bytes; until the next call.
  std::string_view peek_line(std::size_t limit);
  // Passes over bytes, whether they were looked at or not. False when there are not so many.
  bool skip(std::uint64_t size);

  // How many bytes have been passed over.
  std::uint64_t position() const { return dropped_ + from_; }

  const std::optional<Error>& error() const { return error_; }

 private:
  bool refill();

  ByteStream& bytes_;
  std::string buffer_;
  std::size_t from_ = 0;
  std::uint64_t dropped_ = 0;  // from the buffer
  bool at_end_ = false;
  std::optional<Error> error_;
};

}  // namespace medloom
