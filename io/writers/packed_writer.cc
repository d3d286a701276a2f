// Pieces of a mebibyte, one behind the other: the usual tools read them as one file.
//
// Tested by tests/io/pack_test.cc.
#include "io/writers/packed_writer.h"

namespace medloom {
namespace {
constexpr std::size_t kPiece = std::size_t{1} << 20;
}  // namespace

Result<void> PackedWriter::flush() {
  auto packed = pack(piece_, packing_);
  if (!packed) return tl::unexpected(packed.error());
  piece_.clear();
  any_ = true;
  return to_->write(*packed);
}

Result<void> PackedWriter::write(std::string_view bytes) {
  piece_ += bytes;
  return piece_.size() < kPiece ? Result<void>() : flush();
}

Result<void> PackedWriter::close() {
  if (!piece_.empty() || !any_) {
    if (auto flushed = flush(); !flushed) return flushed;
  }
  return to_->close();
}

}  // namespace medloom
