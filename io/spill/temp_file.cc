// Linux opens a file without a name where the file system can; elsewhere the name is taken away at
// once.
//
// Tested by tests/io/external_sort_test.cc.
#include "io/spill/temp_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "io/paths.h"

namespace medloom {
namespace {
constexpr std::size_t kBuffer = std::size_t{64} << 10;
}  // namespace

Result<TempFile> TempFile::create(const std::string& folder) {
  const std::string where = folder.empty() ? "." : folder;
  FileHandle file(::open(where.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (!file && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    std::string name = where + "/.medloom-XXXXXX";
    file = FileHandle(::mkostemp(name.data(), O_CLOEXEC));  // 0600
    if (file) ::unlink(name.c_str());
  }
  const std::string place = path_as_utf8(where);
  if (!file) {
    return fail(ErrorCode::output, "no temporary file can be made there: " + system_message(errno),
                place);
  }
  return TempFile(std::move(file), "a temporary file in " + place);
}

Result<std::uint64_t> TempFile::append(std::string_view bytes) {
  const std::uint64_t at = size_ + buffer_.size();
  buffer_ += bytes;
  if (buffer_.size() >= kBuffer) {
    if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  }
  return at;
}

Result<void> TempFile::flush() {
  if (auto written = put(size_, buffer_); !written) return written;
  size_ += buffer_.size();
  buffer_.clear();
  return {};
}

Result<void> TempFile::read(std::uint64_t at, char* to, std::size_t size) {
  if (!buffer_.empty()) {
    if (auto flushed = flush(); !flushed) return flushed;
  }
  while (size > 0) {
    const ssize_t count = ::pread(file_.get(), to, size, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorCode::input, system_message(errno), place_);
    if (count == 0) {  // a hole at the end
      std::memset(to, 0, size);
      return {};
    }
    to += count;
    at += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return {};
}

Result<void> TempFile::write(std::uint64_t at, std::string_view bytes) {
  if (!buffer_.empty()) {
    if (auto flushed = flush(); !flushed) return flushed;
  }
  return put(at, bytes);
}

Result<void> TempFile::put(std::uint64_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(file_.get(), bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return fail(ErrorCode::output, "cannot be written: " + system_message(errno), place_);
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
    at += static_cast<std::uint64_t>(count);
  }
  return {};
}

}  // namespace medloom
