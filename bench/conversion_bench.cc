// How fast is script conversion with a span for each change, and how fast is it opened? Against
// opencc::SimpleConverter, which has the same data and tells no spans.
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <opencc/SimpleConverter.hpp>

#include <medloom_source_dir.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "stages/convert/knowledge.h"
#include "stages/convert/target.h"
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

// As the stage does it by default: with the rows, words and labels of the dictionaries.
void with_dictionaries(benchmark::State& state, const char* target, const std::string& text) {
  const DataFiles data(MEDLOOM_SOURCE_DIR);
  Problems problems;
  StageContext context(data, {}, problems);
  const stages::HanKnowledge known = stages::read_knowledge(context, true);
  const stages::HanWay& way = *stages::ways_to(target, false).front();
  const auto conversion =
      stages::HanConversion::create(way, stages::phrases_for(way, known), known.words, true, {});
  for ([[maybe_unused]] auto _ : state) {
    const auto pieces = conversion->convert(text);
    benchmark::DoNotOptimize(&*pieces);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void open_opencc(benchmark::State& state, const char* config) {
  const std::string path = *text::opencc_data_directory() + "/" + config + ".json";
  for ([[maybe_unused]] auto _ : state) {
    const opencc::SimpleConverter converter(path);
    benchmark::DoNotOptimize(converter.Convert("x").data());
  }
}

// Compiled without a folder of images, loaded with one.
void open_ours(benchmark::State& state, const char* config, bool from_image) {
  const std::filesystem::path folder =
      from_image ? std::filesystem::temp_directory_path() / "medloom-bench-images"
                 : std::filesystem::path();
  for ([[maybe_unused]] auto _ : state) {
    const auto converter = text::HanConverter::create(config, {}, folder);
    benchmark::DoNotOptimize(&*converter);
  }
  if (from_image) std::filesystem::remove_all(folder);
}

// For each conversion: OpenCC, ours as the pipeline uses it, and ours without a second opinion,
// which is what OpenCC does.
#define MEDLOOM_CONVERSION(config, kind, text)                                                \
  BENCHMARK_CAPTURE(opencc_itself, config##_##kind, #config, text)                            \
      ->Name(#config "_" #kind "/baseline_opencc");                                           \
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

BENCHMARK_CAPTURE(with_dictionaries, s2tw, "zh-Hant-TW", chinese_prose(kBytes))
    ->Name("s2tw_chinese/health_with_dictionaries");
BENCHMARK_CAPTURE(with_dictionaries, s2hk, "zh-Hant-HK", chinese_prose(kBytes))
    ->Name("s2hk_chinese/health_with_dictionaries");
BENCHMARK_CAPTURE(with_dictionaries, tw2s, "zh-Hans-CN", traditional_prose())
    ->Name("tw2s_chinese/health_with_dictionaries");

BENCHMARK_CAPTURE(open_opencc, s2twp, "s2twp")->Name("open_s2twp/baseline_opencc");
BENCHMARK_CAPTURE(open_ours, s2twp_compiled, "s2twp", false)->Name("open_s2twp/compiled");
BENCHMARK_CAPTURE(open_ours, s2twp_image, "s2twp", true)->Name("open_s2twp/from_image");
BENCHMARK_CAPTURE(open_ours, s2tw_image, "s2tw", true)->Name("open_s2tw/from_image");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
