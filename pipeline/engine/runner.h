// Runs a pipeline over a source: pages in parallel, results in input order.
//
// One thread reads, `threads` workers process and render batches of about 256 KiB of input, and the
// calling thread receives the results in input order. Both queues are bounded, and so is the window
// of finished batches that wait for a slow one, so memory does not grow with the input.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "pipeline/engine/ends.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {

// What became of one input, in input order.
struct RunItem {
  std::string place;     // where a person finds the input
  std::string name;
  std::size_t input_bytes = 0;
  std::optional<Record> record;  // either a record and its rendered bytes …
  std::string rendered;
  std::optional<Reject> reject;  // … or why there is none …
  std::string skipped;           // … or why none was wanted
  std::string trace;  // one JSON line, when asked for
};

struct RunOptions {
  unsigned threads = 1;
  bool trace = false;
};

// Hands every item to `receive`, until the source ends, `receive` returns an error, or `stop`
// becomes true (pages already begun are finished and handed over first).
Result<void> run_pages(Source& source, const Pipeline& pipeline, const Renderer& renderer,
                       const RunOptions& options, const std::atomic<bool>& stop,
                       const std::function<Result<void>(RunItem&&)>& receive);

}  // namespace medloom
