// How fast is script conversion with a span for each change? Against opencc::SimpleConverter, which
// has the same data and tells no spans.
#include <string>

#include <benchmark/benchmark.h>
#include <opencc/SimpleConverter.hpp>

#include "bench/pages.h"
#include "bench/report.h"
#include "text/han_converter.h"
#include "text/opencc_data.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kBytes = 16 << 10;

void opencc_itself(benchmark::State& state, const char* config, const std::string& text) {
  // An absolute path, or OpenCC would look in the working directory first.
  const opencc::SimpleConverter converter(*text::opencc_data_directory() + "/" + config + ".json");
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(converter.Convert(text).data());
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void ours(benchmark::State& state, const char* config, const std::string& text) {
  const auto converter = text::HanConverter::create(config, {});
  for ([[maybe_unused]] auto _ : state) {
    const auto converted = converter->convert(text);
    benchmark::DoNotOptimize(&*converted);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

BENCHMARK_CAPTURE(opencc_itself, s2t, "s2t", chinese_prose(kBytes))
    ->Name("s2t_chinese/baseline_opencc");
BENCHMARK_CAPTURE(ours, s2t, "s2t", chinese_prose(kBytes))->Name("s2t_chinese/converter");
BENCHMARK_CAPTURE(opencc_itself, s2twp, "s2twp", chinese_prose(kBytes))
    ->Name("s2twp_chinese/baseline_opencc");
BENCHMARK_CAPTURE(ours, s2twp, "s2twp", chinese_prose(kBytes))->Name("s2twp_chinese/converter");
BENCHMARK_CAPTURE(opencc_itself, english, "s2t", english_prose(kBytes))
    ->Name("s2t_english/baseline_opencc");
BENCHMARK_CAPTURE(ours, english, "s2t", english_prose(kBytes))->Name("s2t_english/converter");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
