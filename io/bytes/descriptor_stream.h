// The bytes of an open file, pipe or terminal.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "io/file_handle.h"
#include "pipeline/engine/ends.h"

namespace medloom {

// Reading fails with code `input` when the system fails, when a regular file was written to or cut
// while it was read (half of a new page is worse than none), and, for anything that can keep its
// reader waiting, when `stop` becomes true. What is read is added to `count`. Both may be null.
Result<std::unique_ptr<ByteStream>> open_descriptor(FileHandle file, const std::atomic<bool>* stop,
                                                    std::atomic<std::uint64_t>* count = nullptr);

}  // namespace medloom
