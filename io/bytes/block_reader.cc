// Tested by tests/io/warc_test.cc.
#include "io/bytes/block_reader.h"

#include <algorithm>

namespace medloom {
namespace {
constexpr std::size_t kChunk = std::size_t{64} << 10;
}  // namespace

bool BlockReader::refill() {
  if (at_end_) return false;
  if (from_ >= kChunk || from_ == buffer_.size()) {
    buffer_.erase(0, from_);
    dropped_ += from_;
    from_ = 0;
  }
  const std::size_t size = buffer_.size();
  buffer_.resize(size + std::max(kChunk, size / 2));
  auto count = bytes_.read(buffer_.data() + size, buffer_.size() - size);
  buffer_.resize(size + (count ? *count : 0));
  if (!count) error_ = count.error();
  at_end_ = !count || *count == 0;
  return !at_end_;
}

std::string_view BlockReader::peek(std::size_t size) {
  while (buffer_.size() - from_ < size && refill()) {
  }
  return std::string_view(buffer_).substr(from_);
}

std::string_view BlockReader::peek_line(std::size_t limit) {
  std::size_t searched = 0;
  while (true) {
    const std::string_view text = std::string_view(buffer_).substr(from_);
    const std::size_t end = text.find('\n', searched);
    if (end != std::string_view::npos) return text.substr(0, std::min(end + 1, limit));
    if (text.size() >= limit) return text.substr(0, limit);
    searched = text.size();
    if (!refill()) return text;
  }
}

bool BlockReader::skip(std::uint64_t size) {
  while (size > buffer_.size() - from_) {
    size -= buffer_.size() - from_;
    from_ = buffer_.size();
    if (!refill()) return false;
  }
  from_ += static_cast<std::size_t>(size);
  return true;
}

}  // namespace medloom
