// How fast is repair where it has nothing to do but look? Against one RE2 pattern with the
// beginnings of a part of the damage: other cleaners search a chain of such patterns, one a rule.
#include <string>

#include <benchmark/benchmark.h>
#include <re2/re2.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "stages/repair/scan.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kBytes = 256 << 10;

void one_pattern(benchmark::State& state, const std::string& text) {
  const re2::RE2 damage(
      R"([a-z%][.!?][A-Z]|&#?[0-9A-Za-z]+;|</?[A-Za-z]|[\x{200B}-\x{200F}\x{FEFF}]|\*\*|\(chǎn\))");
  for ([[maybe_unused]] auto _ : state) {
    re2::StringPiece rest(text);
    std::size_t found = 0;
    while (re2::RE2::FindAndConsume(&rest, damage)) ++found;
    benchmark::DoNotOptimize(found);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void fused_scan(benchmark::State& state, const std::string& text, bool latin) {
  for ([[maybe_unused]] auto _ : state) {
    const auto scanned = stages::repair::scan({text, latin, latin, !latin});
    benchmark::DoNotOptimize(&scanned);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

BENCHMARK_CAPTURE(one_pattern, english, english_prose(kBytes))->Name("english/baseline_re2");
BENCHMARK_CAPTURE(fused_scan, english, english_prose(kBytes), true)->Name("english/scan");
BENCHMARK_CAPTURE(one_pattern, chinese, chinese_prose(kBytes))->Name("chinese/baseline_re2");
BENCHMARK_CAPTURE(fused_scan, chinese, chinese_prose(kBytes), false)->Name("chinese/scan");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
