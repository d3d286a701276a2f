// The head is read once and handed out again by the stream, so whoever looks at it takes nothing
// from whoever reads.
//
// Tested by tests/io/bytes_test.cc.
#include "io/bytes/content.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "io/bytes/descriptor_stream.h"
#include "io/bytes/unpacked_stream.h"
#include "io/paths.h"

namespace medloom {
namespace {

constexpr std::size_t kHead = 4096;
constexpr std::size_t kChunk = std::size_t{64} << 10;

// A stream whose first bytes are known. An error met while reading them comes in its turn.
class HeadedStream final : public ByteStream {
 public:
  explicit HeadedStream(std::shared_ptr<ByteStream> rest) : rest_(std::move(rest)) {
    head_.resize(kHead);
    std::size_t size = 0;
    while (size < kHead) {
      ended_ = rest_->read(head_.data() + size, kHead - size);
      if (!ended_ || *ended_ == 0) break;
      size += *ended_;
    }
    head_.resize(size);
  }

  const std::string& head() const { return head_; }

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (given_ == head_.size()) {
      if (head_.size() < kHead) return ended_;
      return rest_->read(to, size);
    }
    size = std::min(size, head_.size() - given_);
    std::memcpy(to, head_.data() + given_, size);
    given_ += size;
    return size;
  }

  std::uint64_t size() const override { return rest_->size(); }
  std::uint64_t packed_size() const override { return rest_->packed_size(); }
  std::optional<PackedMember> member_at(std::uint64_t offset) override {
    return rest_->member_at(offset);
  }
  std::string complaint() const override { return rest_->complaint(); }

 private:
  std::shared_ptr<ByteStream> rest_;
  std::string head_;
  std::size_t given_ = 0;
  Result<std::size_t> ended_ = std::size_t{0};  // how reading the head ended
};

Result<std::string> read_to_the_end(ByteStream& bytes, std::uint64_t limit, std::uint64_t ratio) {
  const auto too_large = [limit] { return fail(ErrorCode::input, page_too_large(limit)); };
  const auto too_far = [ratio] { return fail(ErrorCode::input, page_unpacked_too_far(ratio)); };
  if (bytes.size() > limit) return too_large();
  std::string all;
  std::size_t size = 0;
  while (true) {
    if (size == all.size()) {
      const std::size_t expected = static_cast<std::size_t>(bytes.size()) + 1;
      all.resize(size == 0 ? std::max(expected, kHead) : size + std::max(size / 2, kChunk));
    }
    auto count = bytes.read(all.data() + size, all.size() - size);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    size += *count;
    if (is_unpacked_too_far(size, bytes.packed_size(), ratio)) return too_far();
    if (size > limit) return too_large();
  }
  // Of a pipe the packed size is known only now.
  if (is_unpacked_too_far(size, bytes.packed_size(), ratio)) return too_far();
  all.resize(size);
  return all;
}

}  // namespace

Result<Input> open_content(const Input& from, FileHandle file, const SourceContext& context) {
  auto opened = open_descriptor(std::move(file), context.stop, context.bytes_read);
  if (!opened) return tl::unexpected(opened.error());
  auto bytes = std::make_shared<HeadedStream>(std::move(*opened));
  Input content = from;
  content.kind = Input::Kind::content;
  if (const Packing packing = packing_of(bytes->head()); packing != Packing::none) {
    bytes = std::make_shared<HeadedStream>(unpack(std::move(bytes), packing));
    content.path = without_packing(from.path);
  }
  content.head = bytes->head();
  content.bytes = std::move(bytes);
  return content;
}

std::string page_too_large(std::uint64_t limit) {
  return "page larger than " + std::to_string(limit) + " bytes (limits.page_bytes)";
}

std::string page_unpacked_too_far(std::uint64_t ratio) {
  return "page unpacks to more than " + std::to_string(ratio) +
         " times its size (limits.page_ratio)";
}

bool is_unpacked_too_far(std::uint64_t size, std::uint64_t packed, std::uint64_t ratio) {
  return ratio > 0 && packed > 0 && size > PackedMember::kLarge && size / ratio >= packed &&
         size > packed * ratio;
}

Result<Input> open_stdin(const std::atomic<bool>* stop) {
  FileHandle file(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!file) return fail(ErrorCode::input, system_message(errno));
  SourceContext context;
  context.stop = stop;
  return open_content({}, std::move(file), context);
}

Result<std::string> read_stdin(std::uint64_t limit, const std::atomic<bool>* stop) {
  const auto content = open_stdin(stop);
  if (!content) return tl::unexpected(content.error());
  return read_all(*content->bytes, limit);
}

Result<std::string> read_all(ByteStream& bytes, std::uint64_t limit, std::uint64_t ratio) {
  try {
    return read_to_the_end(bytes, limit, ratio);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::input, "not enough memory to read it");
  }
}

}  // namespace medloom
