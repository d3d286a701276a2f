// Lines of a stream, with their numbers, in bounded memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/engine/ends.h"

namespace medloom {

struct Line {
  std::uint64_t number = 0;  // from 1
  std::string_view text;     // without its end ("\n", "\r\n"); until the next call
  bool too_long = false;     // `text` is empty: the line was passed over
};

class LineReader {
 public:
  // Lines of more than `limit` bytes are passed over. The stream outlives the reader.
  LineReader(ByteStream& bytes, std::uint64_t limit) : bytes_(bytes), limit_(limit) {}

  // The next line; nothing at the end. A last line needs no line break. When reading fails, what
  // stands behind the last line break is given up, as nobody knows whether it is whole.
  Result<std::optional<Line>> next();

  // How many bytes behind the end of the line just read may be read too, whatever they hold: what
  // simdjson wants.
  static constexpr std::size_t kPadding = 64;

 private:
  std::optional<Line> take(std::size_t length, std::size_t line_break);
  Result<std::size_t> refill();

  ByteStream& bytes_;
  std::uint64_t limit_;
  std::string buffer_;
  std::size_t from_ = 0;     // of the line to come
  std::size_t to_ = 0;       // of the bytes read
  std::size_t scanned_ = 0;  // from here on a line break may come
  std::uint64_t number_ = 0;
  bool passing_over_ = false;
  bool at_end_ = false;
};

}  // namespace medloom
