// Reads one page's bytes from an open file: all of it, or the reason why not.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "pipeline/model/result.h"

namespace medloom {

// Reads to the end. Fails with code `input` when there are more than `limit` bytes, when a regular
// file changes while it is read, when the system fails, and, for anything that can keep its reader
// waiting (a pipe, a terminal), when `stop` becomes true. `stop` may be null.
Result<std::string> read_bytes(int descriptor, std::uint64_t limit, const std::atomic<bool>* stop);

}  // namespace medloom
