// The ratio is added to the counters of a finished run, so that console and JSON output both have
// it.
#include "bench/report.h"

#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace medloom::bench {
namespace {

constexpr const char* kRate = "bytes_per_second";

class RatioReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(
      const std::vector<Run>& finished) override {  // NOLINT(readability-identifier-naming)
    std::vector<Run> runs = finished;
    for (Run& run : runs) {
      const auto rate = run.counters.find(kRate);
      if (rate == run.counters.end()) continue;
      const std::string name = run.run_name.function_name;
      const auto slash = name.find('/');
      const std::string which = name.substr(0, slash);
      if (name.find("baseline", slash) != std::string::npos) baselines_[which] = rate->second.value;
      const auto baseline = baselines_.find(which);
      if (baseline != baselines_.end()) {
        run.counters["ratio"] = rate->second.value / baseline->second;
      }
    }
    ConsoleReporter::ReportRuns(runs);
  }

 private:
  std::map<std::string, double> baselines_;
};

}  // namespace

int run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
  return 0;
}

}  // namespace medloom::bench
