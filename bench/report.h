// The report of a benchmark program: Google Benchmark's, with one column more.
//
// Benchmarks are named CASE/WHO. The WHO that begins with "baseline" stands first in its case, and
// every other one of the case shows `ratio`, its bytes a second over those of the baseline: both
// are measured in the same run, so that a busy machine does not spoil the comparison.
#pragma once

namespace medloom::bench {

// What main() returns.
int run(int argc, char** argv);

}  // namespace medloom::bench
