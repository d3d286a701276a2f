// A pipe is read as its bytes come, waiting in short turns so that a signal is noticed. Of a
// regular file, size and time are looked at before the first byte and behind the last.
//
// Tested by tests/io/bytes_test.cc.
#include "io/bytes/descriptor_stream.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "io/paths.h"

namespace medloom {
namespace {

constexpr int kWaitMilliseconds = 100;

class DescriptorStream final : public ByteStream {
 public:
  DescriptorStream(FileHandle file, const struct stat& opened, const std::atomic<bool>* stop,
                   std::atomic<std::uint64_t>* count)
      : file_(std::move(file)), opened_(opened), stop_(stop), count_(count) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (true) {
      if (!is_regular()) {
        if (auto ready = wait_until_readable(); !ready) return tl::unexpected(ready.error());
      }
      const ssize_t count = ::read(file_.get(), to, size);
      if (count > 0) {
        if (count_ != nullptr) *count_ += static_cast<std::uint64_t>(count);
        return static_cast<std::size_t>(count);
      }
      if (count == 0) {
        if (changed()) return fail(ErrorCode::input, "changed while it was read");
        return std::size_t{0};
      }
      const bool again = errno == EINTR || (errno == EAGAIN && !is_regular());
      if (!again) return fail(ErrorCode::input, system_message(errno));
    }
  }

  std::uint64_t size() const override {
    return is_regular() ? static_cast<std::uint64_t>(opened_.st_size) : 0;
  }

 private:
  bool is_regular() const { return S_ISREG(opened_.st_mode); }

  Result<void> wait_until_readable() const {
    while (stop_ == nullptr || !*stop_) {
      pollfd ready{file_.get(), POLLIN, 0};
      const int count = ::poll(&ready, 1, kWaitMilliseconds);
      if (count > 0) return {};
      if (count < 0 && errno != EINTR) return fail(ErrorCode::input, system_message(errno));
    }
    return fail(ErrorCode::input, "stopped while waiting for it");
  }

  bool changed() const {
    if (!is_regular()) return false;
    struct stat now {};
    if (::fstat(file_.get(), &now) != 0) return true;
    return now.st_size != opened_.st_size || now.st_mtim.tv_sec != opened_.st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != opened_.st_mtim.tv_nsec;
  }

  FileHandle file_;
  struct stat opened_;
  const std::atomic<bool>* stop_;
  std::atomic<std::uint64_t>* count_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_descriptor(FileHandle file, const std::atomic<bool>* stop,
                                                    std::atomic<std::uint64_t>* count) {
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return fail(ErrorCode::input, system_message(errno));
  if (S_ISDIR(info.st_mode)) return fail(ErrorCode::input, "is a folder, not a file");
  return std::make_unique<DescriptorStream>(std::move(file), info, stop, count);
}

}  // namespace medloom
