// The bytes of an open file, pipe or terminal.
#pragma once

#include <atomic>
#include <memory>

#include "io/file_handle.h"
#include "pipeline/engine/ends.h"

namespace medloom {

// Reading fails with code `input` when the system fails, when a regular file was written to or cut
// while it was read (half of a new page is worse than none), and, for anything that can keep its
// reader waiting, when `stop` becomes true. `stop` may be null.
Result<std::unique_ptr<ByteStream>> open_descriptor(FileHandle file, const std::atomic<bool>* stop);

}  // namespace medloom
