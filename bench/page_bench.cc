// How many pages a second, from bytes to the JSON of a record? Against what one would put together
// from libraries instead (compose_baseline.h), in the same run and with the same 20,000 terms.
//
// The profile is `hant-tw`, which converts Chinese. The portal page is what a crawl brings: 180 KB
// with 16 KB of text. The dense page is the opposite, 150 KB of which 65 KB are text in 920 blocks
// and two languages. The label of a row tells where its time goes.
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include <benchmark/benchmark.h>

#include <medloom_source_dir.h>

#include "bench/compose_baseline.h"
#include "bench/pages.h"
#include "bench/report.h"
#include "bench/term_sets.h"
#include "pipeline/engine/pipeline.h"
#include "stages/builtin.h"
#include "text/fold.h"

namespace medloom::bench {
namespace {

enum Case : std::uint8_t { portal, dense, plain_text };

std::string sample(Case which) {
  switch (which) {
    case portal:
      return portal_page(180'000);
    case dense:
      return html_page(150 << 10);
    case plain_text:
      break;
  }
  return text_page(8 << 10);
}

void count(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(state.iterations());
}

// Without those that are one in Simplified and in Traditional script, as a dictionary asks for.
const std::vector<std::string>& terms() {
  static const std::vector<std::string> kTerms = [] {
    std::vector<std::string> terms = chinese_terms(20'100, 0).terms;
    std::unordered_set<std::string> seen;
    std::erase_if(terms, [&](const auto& term) { return !seen.insert(text::fold(term)).second; });
    terms.resize(std::min<std::size_t>(terms.size(), 20'000));
    return terms;
  }();
  return kTerms;
}

void composition(benchmark::State& state) {
  const auto which = static_cast<Case>(state.range(0));
  const std::string page = sample(which);
  static ComposeBaseline baseline("s2twp", terms());
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(baseline.process(page, which != plain_text).data());
  }
  count(state, page.size());
}

// The terms as a dictionary of the user's; each protects itself, as nothing is known of them.
std::string dictionary() {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("page_bench-" + std::to_string(getpid()) + ".tsv");
  std::ofstream out(file);
  out << "match\treplace\tmode\tlang\n";
  for (const std::string& term : terms()) out << term << "\t\tkeep\tzh\n";
  return file.string();
}

std::unique_ptr<Pipeline> built(const std::string& profile_name) {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  const std::string file = "profiles/pipelines/" + profile_name + ".toml";
  const std::string extra = dictionary();
  Problems problems;
  Profile profile =
      read_profile(read_file(data.path(file)).value_or(""), file, builtin_stages(), {}, problems);
  auto pipeline = Pipeline::build(std::move(profile), data, {extra}, problems);
  std::filesystem::remove(extra);
  for (const Error& problem : problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  return pipeline;
}

// What share of a page's time each stage takes, and what is not a stage: the JSON, and freeing.
class Shares {
 public:
  void add(const Trace& trace, std::chrono::nanoseconds page) {
    whole_ += static_cast<double>(page.count());
    for (const Trace::Step& step : trace.steps()) {
      spent_[step.stage] += static_cast<double>(step.nanoseconds);
    }
  }
  std::string label() const {
    std::string text;
    double rest = whole_;
    for (const auto& [stage, spent] : spent_) {
      text += stage + " " + std::to_string(std::lround(100 * spent / whole_)) + " %, ";
      rest -= spent;
    }
    return text + "rest " + std::to_string(std::lround(100 * rest / whole_)) + " %";
  }

 private:
  double whole_ = 0;
  std::map<std::string, double> spent_;
};

void whole_page(benchmark::State& state) {
  const auto which = static_cast<Case>(state.range(0));
  static const auto kPipeline = built("hant-tw");
  if (kPipeline == nullptr) return state.SkipWithError("the profile has problems");
  auto page = std::make_shared<Page>();
  page->bytes = sample(which);
  page->name = page->place = which == plain_text ? "page.txt" : "page.html";
  Shares shares;
  for ([[maybe_unused]] auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    Trace trace;
    {
      const Outcome outcome = kPipeline->process(page, trace);
      if (outcome.record() == nullptr) return state.SkipWithError(outcome.reject()->reason.c_str());
      benchmark::DoNotOptimize(to_json(*outcome.record()).data());
    }
    shares.add(trace, std::chrono::steady_clock::now() - start);
  }
  count(state, page->bytes.size());
  state.SetLabel(shares.label());
}

BENCHMARK(composition)->Name("html_portal_180KB/baseline_composition")->Arg(portal);
BENCHMARK(whole_page)->Name("html_portal_180KB/medloom")->Arg(portal);
BENCHMARK(composition)->Name("html_dense_150KB/baseline_composition")->Arg(dense);
BENCHMARK(whole_page)->Name("html_dense_150KB/medloom")->Arg(dense);
BENCHMARK(composition)->Name("text_8KB/baseline_composition")->Arg(plain_text);
BENCHMARK(whole_page)->Name("text_8KB/medloom")->Arg(plain_text);

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
