// Bytes packed by gzip or zstd, a piece by itself: pieces behind one another are one packed file.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/bytes/unpacked_stream.h"
#include "pipeline/model/result.h"

namespace medloom {

// One gzip member or zstd frame; with Packing::none the bytes themselves. The same bytes give the
// same piece: no times, no names. Errors: internal.
Result<std::string> pack(std::string_view bytes, Packing packing);

// All that packed bytes hold. Errors: input, also for more than `limit` bytes, and for more than
// `ratio` times the packed ones (content.h).
Result<std::string> unpack_all(std::string_view packed, Packing packing, std::uint64_t limit,
                               std::uint64_t ratio = 0);

// "gzip", "zstd" and "none", and the packing that an ending stands for (".gz", ".zst").
std::string_view name_of(Packing packing);
std::optional<Packing> packing_named(std::string_view name);
Packing packing_of_name(std::string_view path);

}  // namespace medloom
