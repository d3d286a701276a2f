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

std::string traditional_prose() {
  return text::HanConverter::create("s2twp", {})->convert(chinese_prose(kBytes))->text;
}

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

void alone(benchmark::State& state, const char* config, const std::string& text) {
  const auto converter = text::HanConverter::create(config, {});
  for ([[maybe_unused]] auto _ : state) {
    const auto converted = converter->convert(text, false);
    benchmark::DoNotOptimize(&*converted);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

// For each conversion: OpenCC, ours as the pipeline uses it, and ours without a second opinion, which
// is what OpenCC does.
#define MEDLOOM_CONVERSION(config, kind, text)                                               \
  BENCHMARK_CAPTURE(opencc_itself, config##_##kind, #config, text)                           \
      ->Name(#config "_" #kind "/baseline_opencc");                                          \
  BENCHMARK_CAPTURE(ours, config##_##kind, #config, text)->Name(#config "_" #kind "/health"); \
  BENCHMARK_CAPTURE(alone, config##_##kind, #config, text)->Name(#config "_" #kind "/reference")

MEDLOOM_CONVERSION(s2t, chinese, chinese_prose(kBytes));
MEDLOOM_CONVERSION(s2tw, chinese, chinese_prose(kBytes));
MEDLOOM_CONVERSION(s2hk, chinese, chinese_prose(kBytes));
MEDLOOM_CONVERSION(s2twp, chinese, chinese_prose(kBytes));
MEDLOOM_CONVERSION(t2s, chinese, traditional_prose());
MEDLOOM_CONVERSION(tw2s, chinese, traditional_prose());
MEDLOOM_CONVERSION(tw2sp, chinese, traditional_prose());
MEDLOOM_CONVERSION(s2t, english, english_prose(kBytes));

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
