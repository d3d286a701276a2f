// Fills a memory: asks an engine for the segments that it lacks, and keeps what holds.
//
// Workers take batches across pages, each with an engine of its own. Every answer is examined and
// stored, good or rejected, as soon as it comes; so the end of the engine, or of medloom, loses
// nothing that was answered, and the next fill asks for the rest. An engine that cannot go on ends
// the fill with its error; what it gave stays. Thread-safety: one thread calls.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dictionaries/translation/examination.h"
#include "io/engines/engine.h"
#include "io/memory/translation_memory.h"
#include "translate/segments_of_records.h"

namespace medloom::translation {

struct FillOptions {
  std::string to;
  const engines::EngineSpec* engine = nullptr;
  engines::EngineOptions engine_options;  // without its languages
  unsigned jobs = 2;
  std::size_t batch = 16;
  bool retry_rejected = false;
  std::optional<std::uint64_t> limit;  // segments asked for at most
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const struct FillReport&)> progress;  // called by one thread at a time
};

struct FillReport {
  std::uint64_t hits = 0;  // good ones that the memory had
  std::uint64_t rejected_before = 0;
  std::uint64_t to_ask = 0;
  std::uint64_t characters = 0;  // of those
  std::uint64_t stored = 0;
  std::uint64_t without_engine = 0;  // of stored: made of protected pieces alone
  std::uint64_t calls = 0;
  double seconds = 0;
  std::map<std::string, std::uint64_t> rejected;    // by reason
  std::map<std::string, std::uint64_t> unanswered;  // the same: nothing is stored
};

// What would be asked: the report's first four numbers, and nothing else done. Without a memory all
// is missing.
Result<FillReport> plan_fill(const std::vector<WantedSegment>& wanted,
                             memory::TranslationMemory* memory, const Knowledge& knowledge,
                             const FillOptions& options);

// The error that ended it beside what was done until then.
struct Filled {
  FillReport report;
  Result<void> end;
};
Filled fill_memory(const std::vector<WantedSegment>& wanted, memory::TranslationMemory& memory,
                   const Knowledge& knowledge, const FillOptions& options);

}  // namespace medloom::translation
