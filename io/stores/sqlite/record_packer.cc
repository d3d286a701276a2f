// A record of 10 KB packs to a quarter; one of a few hundred bytes hardly packs. Unlike
// io/bytes/pack.h, which is for long pieces, the contexts of zstd are kept from one record to the
// next: making them takes longer than packing a record of 1 KB.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/record_packer.h"

#include <zstd.h>

#include <utility>

namespace medloom::stores {
namespace {

constexpr int kLevel = 1;
constexpr std::size_t kWorthPacking = 512;
// More than any page may have; a damaged or hostile base must not take all memory.
constexpr unsigned long long kMaxRecord = 1ULL << 30;

}  // namespace

struct RecordPacker::Contexts {
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> packing{ZSTD_createCCtx(), ZSTD_freeCCtx};
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> unpacking{ZSTD_createDCtx(), ZSTD_freeDCtx};
};

RecordPacker::RecordPacker() : contexts_(std::make_unique<Contexts>()) {}
RecordPacker::RecordPacker(RecordPacker&&) noexcept = default;
RecordPacker& RecordPacker::operator=(RecordPacker&&) noexcept = default;
RecordPacker::~RecordPacker() = default;

std::string_view RecordPacker::pack(std::string_view record) {
  if (record.size() < kWorthPacking) return {};
  buffer_.resize(ZSTD_compressBound(record.size()));
  const std::size_t size = ZSTD_compressCCtx(contexts_->packing.get(), buffer_.data(),
                                             buffer_.size(), record.data(), record.size(), kLevel);
  if (ZSTD_isError(size) != 0 || size >= record.size()) return {};
  return std::string_view(buffer_).substr(0, size);
}

Result<std::string> RecordPacker::unpack(std::string_view packed) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxRecord) {
    return fail(ErrorCode::input, "the base is damaged: a record is no zstd data");
  }
  std::string record(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompressDCtx(contexts_->unpacking.get(), record.data(),
                                              record.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != record.size()) {
    return fail(ErrorCode::input, "the base is damaged: a record cannot be unpacked");
  }
  return record;
}

}  // namespace medloom::stores
