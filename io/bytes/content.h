// From an open file to content: unpacked, with its first bytes looked at.
#pragma once

#include <memory>
#include <string>

#include "io/file_handle.h"
#include "pipeline/engine/ends.h"

namespace medloom {

// The content of what is behind `file`, which `from` names. One layer of gzip or zstd is taken off,
// whatever the name says; the name of what is inside is the name without ".gz" or ".zst".
Result<Input> open_content(const Input& from, FileHandle file, const SourceContext& context);

// What is behind standard input. `stop` may be null.
Result<Input> open_stdin(const std::atomic<bool>* stop);

// All of standard input, packed or not; limits and errors as below. `stop` may be null.
Result<std::string> read_stdin(std::uint64_t limit, const std::atomic<bool>* stop);

// "page larger than 16777216 bytes (limits.page_bytes)"
std::string page_too_large(std::uint64_t limit);

// "page unpacks to more than 100 times its size (limits.page_ratio)"
std::string page_unpacked_too_far(std::uint64_t ratio);

// Whether `size` bytes are more than `ratio` times the `packed` ones they came from. Little data
// may be packed as well as it can be; a ratio of 0 is none, and so is a packed size of 0.
bool is_unpacked_too_far(std::uint64_t size, std::uint64_t packed, std::uint64_t ratio);

// All bytes; fails with code `input` when there are more than `limit`, or when they were unpacked
// too far: in a file that is known as soon as it is so.
Result<std::string> read_all(ByteStream& bytes, std::uint64_t limit, std::uint64_t ratio = 0);

}  // namespace medloom
