// How far a run is: one line on a terminal, refreshed at most ten times a second.
//
// What there is to read is added up by a thread of its own, as a folder of a million files takes
// seconds; until it knows, and for standard input and lists, there is no estimate of the end.
//
// Thread-safety: belongs to one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "apps/medloom/run/summary.h"

namespace medloom {

// "1,234 pages  310/s  55.2 MB/s  3 rejects  ETA 0:01:12"; without an estimate where `total` is 0.
std::string progress_line(const RunSummary& summary, double seconds, std::uint64_t bytes,
                          std::uint64_t total);

class RunProgress {
 public:
  RunProgress(std::ostream& err, const std::vector<std::string>& paths, bool wanted);
  RunProgress(const RunProgress&) = delete;
  RunProgress& operator=(const RunProgress&) = delete;
  ~RunProgress();

  // Where sources count what they read.
  std::atomic<std::uint64_t>& bytes_read() { return bytes_read_; }
  void show(const RunSummary& summary);
  // Takes the line away, so that other talk stands by itself.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& err_;
  bool wanted_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point shown_ = begun_;
  std::size_t width_ = 0;  // of the line on the terminal
  std::atomic<std::uint64_t> bytes_read_{0};
  std::atomic<std::uint64_t> total_{0};
  std::jthread adder_;
};

}  // namespace medloom
