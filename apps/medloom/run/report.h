// What a run did, for scripts: the manifest of its journal and the file of --stats.
//
// Thread-safety: values and pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/medloom/run/arguments.h"
#include "apps/medloom/run/summary.h"
#include "pipeline/engine/pipeline.h"
#include "pipeline/engine/runner.h"

namespace medloom {

struct RunReport {
  std::string_view state;  // "complete", "stopped", "too many rejects"
  const RunArguments& arguments;
  const PipelineInfo& pipeline;
  const RunSummary& summary;
  const std::vector<std::string>& outputs;
};

// How every file of statistics begins.
inline constexpr std::string_view kStatsBeginning = "{\"medloomRun\":";

// One object, with a line break behind it. Of equal runs equal: it holds no times.
std::string manifest_json(const RunReport& report);
// The same counts, and what the run took.
struct RunCosts {
  double seconds = 0;
  unsigned threads = 1;
  std::uint64_t bytes_read = 0;
  std::vector<StageTime> stages;
};
std::string stats_json(const RunReport& report, const RunCosts& costs);

// A line of --log-format json: when, what, and fields of text.
std::string log_line(std::string_view level, std::string_view event,
                     const std::vector<std::pair<std::string, std::string>>& fields);
// The same for the end of a run, with its counts.
std::string log_end(const RunReport& report, const RunCosts& costs);

}  // namespace medloom
