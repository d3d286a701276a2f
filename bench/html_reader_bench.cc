// How fast is the HTML reader? Against libxml2's parser, on the same page; both build their tree.
#include <string>

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "text/html_reader.h"

namespace medloom::bench {
namespace {

void libxml2(benchmark::State& state) {
  const std::string page = html_page(static_cast<std::size_t>(state.range(0)) << 10);
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | static_cast<int>(XML_PARSE_HUGE);
  for ([[maybe_unused]] auto _ : state) {
    htmlDocPtr tree =
        htmlReadMemory(page.data(), static_cast<int>(page.size()), "", "UTF-8", kOptions);
    benchmark::DoNotOptimize(tree);
    xmlFreeDoc(tree);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
}

void medloom_reader(benchmark::State& state) {
  const std::string page = html_page(static_cast<std::size_t>(state.range(0)) << 10);
  for ([[maybe_unused]] auto _ : state) {
    const auto tree = text::read_html(page);
    benchmark::DoNotOptimize(&*tree);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
}

BENCHMARK(libxml2)->Name("page/baseline_libxml2")->Arg(150);
BENCHMARK(medloom_reader)->Name("page/reader")->Arg(150);

// Markup that costs other readers a stack or a square.
void hostile(benchmark::State& state) {
  std::string page;
  while (page.size() < (std::size_t{150} << 10)) page += state.range(0) == 0 ? "<div>" : "<b></p>";
  for ([[maybe_unused]] auto _ : state) {
    const auto tree = text::read_html(page);
    benchmark::DoNotOptimize(&*tree);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
}
BENCHMARK(hostile)->Name("page/reader_nested_div")->Arg(0);
BENCHMARK(hostile)->Name("page/reader_unclosed_b")->Arg(1);

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
