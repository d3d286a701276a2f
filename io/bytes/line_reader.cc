// One buffer holds the line to come and what was read with it. It grows with the longest line, up
// to the limit; a longer line is thrown away piece by piece. Each byte is searched once.
//
// Tested by tests/io/bytes_test.cc.
#include "io/bytes/line_reader.h"

#include <algorithm>
#include <cstring>

namespace medloom {
namespace {
constexpr std::size_t kChunk = std::size_t{256} << 10;
}  // namespace

Result<std::optional<Line>> LineReader::next() {
  while (true) {
    const char* found =
        to_ > scanned_
            ? static_cast<const char*>(std::memchr(buffer_.data() + scanned_, '\n', to_ - scanned_))
            : nullptr;
    if (found != nullptr) {
      const auto at = static_cast<std::size_t>(found - buffer_.data());
      return take(at - from_, 1);
    }
    scanned_ = to_;
    if (at_end_) {
      if (from_ == to_ && !passing_over_) return std::optional<Line>();
      return take(to_ - from_, 0);
    }
    if (to_ - from_ > limit_) {
      passing_over_ = true;
      from_ = scanned_ = to_;
    }
    auto count = refill();
    if (!count) {
      at_end_ = true;
      from_ = to_ = scanned_ = 0;
      passing_over_ = false;
      return tl::unexpected(count.error());
    }
    at_end_ = *count == 0;
  }
}

std::optional<Line> LineReader::take(std::size_t length, std::size_t line_break) {
  Line line{++number_, std::string_view(buffer_).substr(from_, length), false};
  from_ += length + line_break;
  scanned_ = from_;
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  if (passing_over_ || line.text.size() > limit_) {
    line.text = {};
    line.too_long = true;
    passing_over_ = false;
  }
  return line;
}

Result<std::size_t> LineReader::refill() {
  std::memmove(buffer_.data(), buffer_.data() + from_, to_ - from_);
  to_ -= from_;
  scanned_ -= from_;
  from_ = 0;
  if (buffer_.size() < to_ + kChunk + kPadding) {
    buffer_.resize(std::max(buffer_.size() * 2, to_ + kChunk + kPadding));
  }
  auto count = bytes_.read(buffer_.data() + to_, buffer_.size() - kPadding - to_);
  if (count) to_ += *count;
  return count;
}

}  // namespace medloom
