// A part of the inputs: the first so many, a sample, a shard.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "pipeline/engine/ends.h"

namespace medloom {

struct Selection {
  std::optional<std::uint64_t> limit = std::nullopt;  // of what is selected otherwise
  double sample = 1;                                  // this share of the inputs, 0 to 1 …
  std::uint64_t seed = 0;                             // … chosen by this
  std::uint64_t shard = 0;                            // every `shards`-th input, from this one on
  std::uint64_t shards = 1;

  bool is_all() const { return !limit && sample >= 1 && shards == 1; }
};

// The inputs that are selected, by their position among all; what gives no page has a position too.
// So n shards are together what one run is, and a sample is the same for any shards.
std::unique_ptr<Source> select(std::unique_ptr<Source> source, const Selection& selection);

// "2/8": the shard and how many there are, counted from 0. Errors: usage.
Result<void> read_shard(const std::string& word, Selection& selection);

}  // namespace medloom
