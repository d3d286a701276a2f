// How many pages a second, from bytes to blocks? Decoding, reading, content, facts: stages `decode`
// and `extract`, against the HTML reader alone and against libxml2 building a tree without more. On
// a page as crawls bring it, and on a dense one of which nearly half is text.
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>

#include <medloom_source_dir.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "pipeline/engine/stage.h"
#include "stages/stages.h"
#include "text/html_reader.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kPage = std::size_t{150} << 10;

void count(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(state.iterations());
}

std::string sample(const benchmark::State& state) {
  return state.range(0) == 0 ? portal_page(kPage) : html_page(kPage);
}

void libxml2(benchmark::State& state) {
  const std::string page = sample(state);
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | static_cast<int>(XML_PARSE_HUGE);
  for ([[maybe_unused]] auto _ : state) {
    htmlDocPtr tree =
        htmlReadMemory(page.data(), static_cast<int>(page.size()), "", "UTF-8", kOptions);
    benchmark::DoNotOptimize(tree);
    xmlFreeDoc(tree);
  }
  count(state, page.size());
}

void reader(benchmark::State& state) {
  const std::string page = sample(state);
  for ([[maybe_unused]] auto _ : state) {
    const auto tree = text::read_html(page);
    benchmark::DoNotOptimize(&*tree);
  }
  count(state, page.size());
}

std::unique_ptr<Stage> made(const StageSpec& spec) {
  Problems problems;
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  StageContext context(data, {}, problems);
  return spec.create(read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems),
                     context);
}

void bytes_to_blocks(benchmark::State& state) {
  const auto page = std::make_shared<const Page>(
      Page{sample(state), "page.html", "page.html", "", "text/html; charset=utf-8", ""});
  const std::unique_ptr<Stage> decode = made(stages::decode_stage());
  const std::unique_ptr<Stage> extract = made(stages::extract_stage());
  for ([[maybe_unused]] auto _ : state) {
    Document document(page);
    Trace trace;
    if (!decode->run(document, trace) || !extract->run(document, trace)) {
      return state.SkipWithError("the page was rejected");
    }
    benchmark::DoNotOptimize(document.blocks().size());
  }
  count(state, page->bytes.size());
}

BENCHMARK(libxml2)->Name("portal/baseline_libxml2_tree")->Arg(0);
BENCHMARK(reader)->Name("portal/reader_alone")->Arg(0);
BENCHMARK(bytes_to_blocks)->Name("portal/bytes_to_blocks")->Arg(0);
BENCHMARK(libxml2)->Name("dense/baseline_libxml2_tree")->Arg(1);
BENCHMARK(reader)->Name("dense/reader_alone")->Arg(1);
BENCHMARK(bytes_to_blocks)->Name("dense/bytes_to_blocks")->Arg(1);

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
