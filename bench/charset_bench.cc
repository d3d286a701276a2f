// What does it cost to decide the character set of a page and to decode it? Against the C
// library's iconv, which is told the set and decides nothing; UTF-8 pages against a copy.
#include <iconv.h>

#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "text/charset.h"
#include "text/han_converter.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kBytes = 32 << 10;

// Characters that `to` does not have are left out.
std::string converted(const char* to, const char* from, std::string_view text) {
  const iconv_t converter = ::iconv_open(to, from);
  std::string out(text.size() * 2, '\0');
  char* in = const_cast<char*>(text.data());
  std::size_t left = text.size();
  char* end = out.data();
  std::size_t room = out.size();
  while (left > 0 && ::iconv(converter, &in, &left, &end, &room) == static_cast<std::size_t>(-1)) {
    ++in;
    --left;
  }
  ::iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

// 32 KiB in a legacy set.
std::string legacy(const char* charset, const std::string& prose) {
  return converted(charset, "UTF-8", prose).substr(0, kBytes);
}

std::string traditional_prose() {
  return text::HanConverter::create("s2t", {})->convert(chinese_prose(2 * kBytes))->text;
}

const std::string& gbk() {
  static const std::string kText = legacy("GBK", chinese_prose(2 * kBytes));
  return kText;
}

const std::string& big5() {
  static const std::string kText = legacy("BIG5-HKSCS", traditional_prose());
  return kText;
}

void decode(benchmark::State& state, const std::string& bytes) {
  for ([[maybe_unused]] auto _ : state) {
    const auto decoded = text::decode(bytes, {});
    benchmark::DoNotOptimize(&*decoded);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}

void by_iconv(benchmark::State& state, const char* charset, const std::string& bytes) {
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(converted("UTF-8", charset, bytes).data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}

void copy(benchmark::State& state, const std::string& bytes) {
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(std::string(bytes).data());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
}

// Once a process: the tables and the character model are built.
BENCHMARK_CAPTURE(decode, first_gbk, gbk())
    ->Name("first_page/gbk")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode, first_big5, big5())
    ->Name("second_set/big5")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

BENCHMARK_CAPTURE(by_iconv, gbk, "GBK", gbk())->Name("gbk/baseline_iconv");
BENCHMARK_CAPTURE(decode, gbk, gbk())->Name("gbk/decode");
BENCHMARK_CAPTURE(by_iconv, big5, "BIG5-HKSCS", big5())->Name("big5/baseline_iconv");
BENCHMARK_CAPTURE(decode, big5, big5())->Name("big5/decode");
BENCHMARK_CAPTURE(copy, chinese, chinese_prose(kBytes))->Name("utf8_chinese/baseline_copy");
BENCHMARK_CAPTURE(decode, chinese, chinese_prose(kBytes))->Name("utf8_chinese/decode");
BENCHMARK_CAPTURE(copy, page, html_page(kBytes))->Name("utf8_page/baseline_copy");
BENCHMARK_CAPTURE(decode, page, html_page(kBytes))->Name("utf8_page/decode");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
