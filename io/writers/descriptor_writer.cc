// Tested by tests/io/writers_test.cc, on /dev/full and on a pipe that nobody reads.
#include "io/writers/descriptor_writer.h"

#include <unistd.h>

#include <cerrno>

#include "io/paths.h"

namespace medloom {
namespace {

constexpr std::size_t kBuffer = std::size_t{64} << 10;

}  // namespace

Result<void> DescriptorWriter::failed(int error_number) {
  error_number_ = error_number;
  const ErrorCode code = error_number == EPIPE ? ErrorCode::closed_pipe : ErrorCode::output;
  return fail(code, "cannot be written: " + system_message(error_number), place_);
}

Result<void> DescriptorWriter::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(file_.get(), rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(errno);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return {};
}

Result<void> DescriptorWriter::write(std::string_view bytes) {
  if (error_number_ != 0) return failed(error_number_);
  buffer_ += bytes;
  return buffer_.size() < kBuffer ? Result<void>() : flush();
}

Result<void> DescriptorWriter::sync() {
  if (error_number_ != 0) return failed(error_number_);
  if (auto flushed = flush(); !flushed) return flushed;
  return ::fsync(file_.get()) == 0 ? Result<void>() : failed(errno);
}

Result<void> DescriptorWriter::close() {
  if (!file_) return {};
  if (error_number_ != 0) return failed(error_number_);
  if (auto flushed = flush(); !flushed) return flushed;
  return ::close(file_.release()) == 0 ? Result<void>() : failed(errno);
}

}  // namespace medloom
