// One loop feeds an engine, zlib or libzstd, from a buffer of fixed size and lets it write straight
// to the reader. How far data may grow is not decided here: who reads has a limit for what it
// keeps.
//
// A gzip member ends with a check sum and its length, a zstd frame with a check sum where it has
// one; behind it another one may begin. Zeros behind the last member are padding of tapes and
// blocks, as gzip itself takes them; anything else is garbage and a complaint.
//
// Tested by tests/io/bytes_test.cc.
#include "io/bytes/unpacked_stream.h"

#define ZLIB_CONST  // next_in is only read
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace medloom {
namespace {

constexpr std::size_t kBuffer = std::size_t{64} << 10;
constexpr std::string_view kGzip = "\x1F\x8B\x08";
constexpr std::string_view kZstd = "\x28\xB5\x2F\xFD";

// What one step did: bytes taken in and given out, whether a member came to its end, and what is
// wrong with the data behind the bytes given.
struct Step {
  std::size_t taken = 0;
  std::size_t given = 0;
  bool ended = false;
  std::string damage = {};
};

class Inflate {
 public:
  static constexpr std::string_view kMagic =
      kGzip;  // of another member; zlib and deflate have none

  explicit Inflate(Packing packing) : packing_(packing) {
    // As zlib wants it: with gzip's header, with its own, with none.
    const int window = packing == Packing::gzip   ? 16 + MAX_WBITS
                       : packing == Packing::zlib ? MAX_WBITS
                                                  : -MAX_WBITS;
    ready_ = inflateInit2(&stream_, window) == Z_OK;
  }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  ~Inflate() { inflateEnd(&stream_); }

  std::string_view name() const { return packing_ == Packing::gzip ? "gzip" : "deflate"; }

  void restart() { inflateReset(&stream_); }

  Step step(std::string_view in, char* to, std::size_t size) {
    if (!ready_) return {0, 0, false, "not enough memory"};
    size = std::min(size, std::size_t{1} << 30);  // zlib counts in 32 bits
    stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(size);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    Step done{in.size() - stream_.avail_in, size - stream_.avail_out, result == Z_STREAM_END};
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      done.damage = stream_.msg == nullptr ? "not readable" : stream_.msg;
    }
    return done;
  }

 private:
  Packing packing_;
  z_stream stream_ = {};
  bool ready_ = false;
};

class Zstd {
 public:
  static constexpr std::string_view kMagic = kZstd;

  explicit Zstd(Packing) : stream_(ZSTD_createDStream()) {}
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  ~Zstd() { ZSTD_freeDStream(stream_); }

  static std::string_view name() { return "zstd"; }

  void restart() { ZSTD_DCtx_reset(stream_, ZSTD_reset_session_only); }

  Step step(std::string_view in, char* to, std::size_t size) {
    if (stream_ == nullptr) return {0, 0, false, "not enough memory"};
    ZSTD_inBuffer source{in.data(), in.size(), 0};
    ZSTD_outBuffer target{to, size, 0};
    const std::size_t result = ZSTD_decompressStream(stream_, &target, &source);
    Step done{source.pos, target.pos, result == 0};
    if (ZSTD_isError(result) != 0) done.damage = ZSTD_getErrorName(result);
    return done;
  }

 private:
  ZSTD_DStream* stream_;
};

template <class Engine>
class Unpacked final : public ByteStream {
 public:
  Unpacked(std::shared_ptr<ByteStream> packed, Packing packing)
      : packed_(std::move(packed)), engine_(packing), buffer_(kBuffer) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    while (!at_end_) {
      if (between_members_) {
        if (auto more = next_member(); !more) return tl::unexpected(more.error());
        continue;
      }
      const Step step = damage_.empty() ? engine_.step(rest(), to, size) : Step();
      from_ += step.taken;
      taken_ += step.taken;
      given_ += step.given;
      if (step.ended) note_member();
      between_members_ = step.ended;
      if (damage_.empty()) damage_ = step.damage;
      if (step.given > 0) return step.given;
      if (!damage_.empty()) {
        return end(
            fail(ErrorCode::input, std::string(engine_.name()) + " data are damaged: " + damage_));
      }
      if (step.ended || step.taken > 0) continue;
      auto count = refill();
      if (!count) return tl::unexpected(count.error());
      if (*count == 0) {
        return end(fail(ErrorCode::input, std::string(engine_.name()) + " data are cut off"));
      }
    }
    return std::size_t{0};
  }

  std::string complaint() const override { return complaint_; }

  std::uint64_t packed_size() const override {
    return packed_->size() > 0 ? packed_->size() : at_end_ ? taken_ : 0;
  }

  std::optional<PackedMember> member_at(std::uint64_t offset) override {
    while (!members_.empty() && members_.front().from + members_.front().size <= offset) {
      members_.pop_front();
    }
    if (members_.empty() || members_.front().from > offset) return std::nullopt;
    return members_.front();
  }

 private:
  std::string_view rest() const { return {buffer_.data() + from_, to_ - from_}; }

  Result<std::size_t> end(Result<std::size_t> with) {
    at_end_ = true;
    return with;
  }

  void note_member() {
    const PackedMember member{member_given_, given_ - member_given_, taken_ - member_taken_};
    if (member.size > PackedMember::kLarge) members_.push_back(member);
    member_given_ = given_;
    member_taken_ = taken_;
  }

  // Moves what is left to the front and reads more behind it. The number of new bytes.
  Result<std::size_t> refill() {
    std::memmove(buffer_.data(), buffer_.data() + from_, to_ - from_);
    to_ -= from_;
    from_ = 0;
    auto count = packed_->read(buffer_.data() + to_, buffer_.size() - to_);
    if (!count) return end(std::move(count));
    to_ += *count;
    return count;
  }

  Result<void> next_member() {
    while (to_ - from_ < Engine::kMagic.size()) {
      auto count = refill();
      if (!count) return tl::unexpected(count.error());
      if (*count == 0) break;
    }
    if (rest().starts_with(Engine::kMagic)) {
      between_members_ = false;
      engine_.restart();
      return {};
    }
    at_end_ = true;
    if (rest().find_first_not_of('\0') != std::string_view::npos) {
      complaint_ = "bytes behind the " + std::string(engine_.name()) + " data are none";
    }
    return {};
  }

  std::shared_ptr<ByteStream> packed_;
  Engine engine_;
  std::vector<char> buffer_;
  std::size_t from_ = 0;  // of what the engine has not taken
  std::size_t to_ = 0;
  std::uint64_t taken_ = 0;  // by the engine, of all
  std::uint64_t given_ = 0;
  std::uint64_t member_taken_ = 0;  // before the member that is read
  std::uint64_t member_given_ = 0;
  std::deque<PackedMember> members_;  // large ones that have ended
  bool between_members_ = false;
  bool at_end_ = false;
  std::string damage_;  // told when what could be read has been given
  std::string complaint_;
};

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with(kGzip)) return Packing::gzip;
  if (head.starts_with(kZstd)) return Packing::zstd;
  return Packing::none;
}

std::unique_ptr<ByteStream> unpack(std::shared_ptr<ByteStream> packed, Packing packing) {
  if (packing == Packing::zstd) return std::make_unique<Unpacked<Zstd>>(std::move(packed), packing);
  return std::make_unique<Unpacked<Inflate>>(std::move(packed), packing);
}

}  // namespace medloom
