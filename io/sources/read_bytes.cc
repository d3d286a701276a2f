// A regular file is read at its size, without a copy; a pipe as it comes, waiting in short turns so
// that a signal is noticed. A regular file whose size or time differs afterwards was written to or
// cut while we read it: half of a new page is worse than none.
//
// Tested by tests/io/sources_test.cc.
#include "io/sources/read_bytes.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>

#include "io/paths.h"

namespace medloom {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr int kWaitMilliseconds = 100;

Result<void> wait_until_readable(int descriptor, const std::atomic<bool>* stop) {
  while (stop == nullptr || !*stop) {
    pollfd ready{descriptor, POLLIN, 0};
    const int count = ::poll(&ready, 1, kWaitMilliseconds);
    if (count > 0) return {};
    if (count < 0 && errno != EINTR) return fail(ErrorCode::input, system_message(errno));
  }
  return fail(ErrorCode::input, "stopped while waiting for it");
}

std::string too_large(std::uint64_t limit) {
  return "page larger than " + std::to_string(limit) + " bytes (limits.page_bytes)";
}

Result<std::string> read_all(int descriptor, std::uint64_t limit, const std::atomic<bool>* stop,
                             std::size_t expected, bool may_wait) {
  std::string bytes;
  std::size_t size = 0;
  while (true) {
    if (size == bytes.size()) {
      bytes.resize(size == 0 ? expected + 1 : size + std::max(size / 2, kChunk));
    }
    if (may_wait) {
      if (auto ready = wait_until_readable(descriptor, stop); !ready) {
        return tl::unexpected(ready.error());
      }
    }
    const ssize_t count = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    if (count < 0 && (errno == EINTR || (errno == EAGAIN && may_wait))) continue;
    if (count < 0) return fail(ErrorCode::input, system_message(errno));
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > limit) return fail(ErrorCode::input, too_large(limit));
  }
  bytes.resize(size);
  return bytes;
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

Result<std::string> read_checked(int descriptor, std::uint64_t limit,
                                 const std::atomic<bool>* stop) {
  struct stat before {};
  if (::fstat(descriptor, &before) != 0) return fail(ErrorCode::input, system_message(errno));
  if (S_ISDIR(before.st_mode)) return fail(ErrorCode::input, "is a folder, not a file");
  const bool regular = S_ISREG(before.st_mode);
  if (regular && static_cast<std::uint64_t>(before.st_size) > limit) {
    return fail(ErrorCode::input, too_large(limit));
  }
  const std::size_t expected = regular ? static_cast<std::size_t>(before.st_size) : kChunk;
  Result<std::string> bytes = read_all(descriptor, limit, stop, expected, !regular);
  struct stat after {};
  if (bytes && regular && (::fstat(descriptor, &after) != 0 || !same_state(before, after))) {
    return fail(ErrorCode::input, "changed while it was read");
  }
  return bytes;
}

}  // namespace

Result<std::string> read_bytes(int descriptor, std::uint64_t limit, const std::atomic<bool>* stop) {
  try {
    return read_checked(descriptor, limit, stop);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::input, "not enough memory to read it");
  }
}

}  // namespace medloom
