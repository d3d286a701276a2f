// How fast is the HTML reader? Against libxml2's parser, on the same pages; both build their trees.
//
// With MEDLOOM_BENCH_PAGES=FOLDER the pages below that folder are read too (UTF-8 ones: a reader is
// given decoded text).
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "text/html_reader.h"
#include "text/utf8.h"

namespace medloom::bench {
namespace {

using Pages = std::vector<std::string>;

void read_with_libxml2(const std::string& page) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | static_cast<int>(XML_PARSE_HUGE);
  htmlDocPtr tree =
      htmlReadMemory(page.data(), static_cast<int>(page.size()), "", "UTF-8", kOptions);
  benchmark::DoNotOptimize(tree);
  xmlFreeDoc(tree);
}

void read_with_medloom(const std::string& page) {
  const auto tree = text::read_html(page);
  benchmark::DoNotOptimize(tree.has_value());
}

template <class Reader>
void read_all(benchmark::State& state, const Pages& pages, Reader reader) {
  std::int64_t bytes = 0;
  for (const std::string& page : pages) bytes += static_cast<std::int64_t>(page.size());
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string& page : pages) reader(page);
  }
  state.SetBytesProcessed(bytes * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(pages.size()) * state.iterations());
}

void compare(const std::string& name, const Pages& pages) {
  benchmark::RegisterBenchmark((name + "/baseline_libxml2").c_str(),
                               [pages](auto& state) { read_all(state, pages, read_with_libxml2); });
  benchmark::RegisterBenchmark((name + "/reader").c_str(),
                               [pages](auto& state) { read_all(state, pages, read_with_medloom); });
}

// Markup that costs other readers a stack or a square.
void hostile(const std::string& name, const std::string& markup) {
  std::string page;
  while (page.size() < (std::size_t{150} << 10)) page += markup;
  benchmark::RegisterBenchmark(("page/reader_" + name).c_str(),
                               [page](auto& state) { read_all(state, {page}, read_with_medloom); });
}

Pages pages_below(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  Pages pages;
  for (const std::filesystem::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::string page{std::istreambuf_iterator<char>(file), {}};
    if (text::is_valid_utf8(page)) pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) {
  using namespace medloom::bench;
  compare("page", {html_page(std::size_t{150} << 10)});
  hostile("nested_div", "<div>");
  hostile("unclosed_b", "<b></p>");
  if (const char* folder = std::getenv("MEDLOOM_BENCH_PAGES")) {
    compare("folder", pages_below(folder));
  }
  return run(argc, argv);
}
