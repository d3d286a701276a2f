// What a report carries inside: JSON values in parts of about half a megabyte, each packed by gzip
// and written as base64 into a script element that no browser runs.
//
// Until they are written parts wait in a file without a name, so memory is one part of each kind.
// Thread-safety: belongs to one thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/spill/temp_file.h"
#include "pipeline/engine/ends.h"

namespace medloom::reports {

// In the order in which they are written: what stands last is left out first.
enum class PartKind : std::uint8_t { rows, review, dictionary, flagged, changed };

class PackedParts {
 public:
  // Scratch files are made in `folder`.
  static Result<PackedParts> create(const std::string& folder);

  // Where a value is: the number of its part, among those of all kinds, and its place in it.
  struct At {
    std::uint32_t part = 0;
    std::uint32_t place = 0;
  };
  Result<At> add(PartKind kind, std::string_view json);
  // All values were added.
  Result<void> finish();

  // Writes parts as elements as long as `budget` bytes last. Flagged and changed pages that do not
  // fit are left out; returns how many values that were.
  Result<std::uint64_t> write(Writer& to, std::uint64_t budget);

 private:
  static constexpr std::size_t kKinds = 5;
  struct Part {
    PartKind kind = PartKind::rows;
    std::uint32_t number = 0;
    std::uint32_t values = 0;
    std::uint64_t at = 0;
    std::size_t size = 0;
  };
  struct Open {
    std::string json;
    std::uint32_t number = 0;
    std::uint32_t values = 0;
  };

  explicit PackedParts(TempFile file) : file_(std::move(file)) {}
  Result<void> close(PartKind kind);

  TempFile file_;
  std::vector<Part> parts_;
  std::array<Open, kKinds> open_;
  std::uint32_t next_number_ = 0;
};

}  // namespace medloom::reports
