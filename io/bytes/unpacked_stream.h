// What gzip, zstd, zlib and bare deflate packed, as a stream of the bytes inside.
#pragma once

#include <memory>
#include <string_view>

#include "pipeline/engine/ends.h"

namespace medloom {

enum class Packing : std::uint8_t { none, gzip, zstd, zlib, deflate };

// gzip or zstd, told by the first bytes of an input, never by its name. The other two, which HTTP
// has, are not told from other data.
Packing packing_of(std::string_view head);

// Unpacks one layer; members that follow one another are one stream. Reading fails with code
// `input` when the data are cut off or damaged: what was read until then is right. Bytes behind the
// last member that are no packed data are a complaint.
std::unique_ptr<ByteStream> unpack(std::shared_ptr<ByteStream> packed, Packing packing);

}  // namespace medloom
