// Levels are what the tools have by default: 6 for gzip, 3 for zstd. A zstd frame has its check
// sum, as a gzip member always has.
//
// Tested by tests/io/pack_test.cc.
#include "io/bytes/pack.h"

#define ZLIB_CONST  // next_in is only read
#include <zlib.h>
#include <zstd.h>

#include <memory>

#include "io/bytes/content.h"
#include "io/bytes/memory_stream.h"
#include "io/paths.h"

namespace medloom {
namespace {

constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;
constexpr int kGzipWindow = 16 + MAX_WBITS;
constexpr int kGzipMemory = 8;

Result<std::string> gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, kGzipMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return fail(ErrorCode::internal, "gzip cannot be started");
  }
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) return fail(ErrorCode::internal, "gzip did not come to its end");
  return packed;
}

Result<std::string> zstd_packed(std::string_view bytes) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                     ZSTD_freeCCtx);
  if (context == nullptr) return fail(ErrorCode::internal, "zstd cannot be started");
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kZstdLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) return fail(ErrorCode::internal, ZSTD_getErrorName(size));
  packed.resize(size);
  return packed;
}

}  // namespace

Result<std::string> pack(std::string_view bytes, Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return gzipped(bytes);
    case Packing::zstd:
      return zstd_packed(bytes);
    default:
      return std::string(bytes);
  }
}

Result<std::string> unpack_all(std::string_view packed, Packing packing, std::uint64_t limit,
                               std::uint64_t ratio) {
  if (packing == Packing::none) return std::string(packed);
  const auto stream = unpack(std::make_shared<MemoryStream>(packed), packing);
  return read_all(*stream, limit, ratio);
}

std::string_view name_of(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return "gzip";
    case Packing::zstd:
      return "zstd";
    default:
      return "none";
  }
}

std::optional<Packing> packing_named(std::string_view name) {
  for (const Packing packing : {Packing::none, Packing::gzip, Packing::zstd}) {
    if (name == name_of(packing)) return packing;
  }
  return std::nullopt;
}

Packing packing_of_name(std::string_view path) {
  const std::string ending = ending_of(path);
  if (ending == ".gz") return Packing::gzip;
  return ending == ".zst" ? Packing::zstd : Packing::none;
}

}  // namespace medloom
