// Where a stretch of a text comes from; text.h says what the kinds mean.
#pragma once

#include <cstdint>

#include "pipeline/model/span.h"

namespace medloom {

using ChangeId = std::uint32_t;   // index into EditLog::changes()
using ReadingId = std::uint32_t;  // index into EditLog::readings()

enum class RunKind : std::uint8_t { copied, read, edited };

struct Run {
  RunKind kind = RunKind::copied;
  std::uint32_t length = 0;  // bytes in the text
  Span page;                 // copied: the very bytes; read, edited: the hull of what it stands for
  std::uint32_t source = 0;  // ReadingId or ChangeId
  std::uint32_t offset =
      0;  // where the run's bytes begin in the reading, or in the change's `after`

  friend bool operator==(const Run&, const Run&) = default;
};

}  // namespace medloom
