// How fast is the one scan of all dictionaries? Our own rows over prose, against a search for each
// surface by itself, which finds a part of what the scan does and knows neither words nor guards.
// And rows of any number over prose that is full of them, against a literal engine that resolves
// its matches, which knows neither words nor spellings.
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include <medloom_source_dir.h>

#include "bench/literal_baseline.h"
#include "bench/pages.h"
#include "bench/report.h"
#include "bench/term_sets.h"
#include "dictionaries/dictionary_files.h"
#include "dictionaries/library.h"

namespace medloom::bench {
namespace {

using dictionaries::Library;

const Library& library() {
  static const Library kLibrary = [] {
    Problems problems;
    const std::filesystem::path root = std::filesystem::path(MEDLOOM_SOURCE_DIR) / "dictionaries";
    auto files = dictionaries::read_dictionary_files({root}, problems);
    return Library(dictionaries::read_entries(std::move(files.layers), problems));
  }();
  return kLibrary;
}

std::string prose(bool chinese) {
  constexpr std::size_t kBytes = 8 << 10;
  return chinese ? chinese_prose(kBytes) : english_prose(kBytes);
}

// As blocks of a page: some 400 bytes, cut behind a full stop.
std::vector<std::string_view> in_paragraphs(std::string_view text) {
  std::vector<std::string_view> paragraphs;
  while (!text.empty()) {
    const std::size_t from = std::min<std::size_t>(400, text.size());
    const std::size_t latin = text.find(". ", from);
    const std::size_t han = text.find("。", from);
    const std::size_t stop = std::min(
        {latin == text.npos ? text.size() : latin + 2, han == text.npos ? text.size() : han + 3});
    paragraphs.push_back(text.substr(0, stop));
    text.remove_prefix(stop);
  }
  return paragraphs;
}

void find_each(benchmark::State& state) {
  const std::string text = prose(state.range(0) != 0);
  std::vector<std::string> surfaces;
  for (const auto& row : library().entries().rows) surfaces.push_back(row.match);
  for ([[maybe_unused]] auto _ : state) {
    std::size_t found = 0;
    for (const std::string& surface : surfaces) {
      for (auto at = text.find(surface); at != std::string::npos; at = text.find(surface, at + 1))
        ++found;
    }
    benchmark::DoNotOptimize(found);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
  state.counters["rows"] = static_cast<double>(surfaces.size());
}

void scan(benchmark::State& state) {
  const std::string text = prose(state.range(0) != 0);
  const char* language = state.range(0) != 0 ? "zh-Hans" : "en";
  const dictionaries::PageWords page(text);
  const std::vector<std::string_view> paragraphs = in_paragraphs(text);
  std::size_t hits = 0;
  for ([[maybe_unused]] auto _ : state) {
    hits = 0;
    for (const std::string_view paragraph : paragraphs) {
      const auto reading = library().matcher().read(paragraph, language, page);
      hits += reading.repairs.hits.size() + reading.repairs.flags.size() + reading.links.size();
    }
    benchmark::DoNotOptimize(hits);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
  state.counters["hits"] = static_cast<double>(hits);
}

constexpr std::size_t kProse = 4 << 20;

// A term set, and the library in which each term is a row that links it.
struct Generated {
  explicit Generated(TermSet terms, std::string_view lang) : set(std::move(terms)) {
    std::string table = "match\tmode\tlang\tconcept\n";
    for (const std::string& term : set.terms) {
      table.append(term).append("\tlink\t").append(lang).append("\tit\n");
    }
    for (const std::string& paragraph : set.paragraphs) bytes += paragraph.size();
    std::vector<dictionaries::Layer> layers;
    layers.push_back({{"id\ttype\nit\tcondition\n", "concepts.tsv", "concepts.tsv"}});
    layers.push_back({{std::move(table), "terms.tsv", "terms.tsv"}});
    Problems problems;
    library = Library(dictionaries::read_entries(std::move(layers), problems));
  }

  TermSet set;
  std::size_t bytes = 0;
  Library library{dictionaries::Entries()};
};

const Generated& generated(bool chinese, std::size_t terms) {
  static std::map<std::pair<bool, std::size_t>, Generated> kept;
  const auto at = kept.find({chinese, terms});
  if (at != kept.end()) return at->second;
  TermSet set = chinese ? chinese_terms(terms, kProse) : english_terms(terms, kProse);
  return kept.try_emplace({chinese, terms}, std::move(set), std::string_view(chinese ? "zh" : "en"))
      .first->second;
}

void scan_generated(benchmark::State& state) {
  const bool chinese = state.range(0) != 0;
  const Generated& made = generated(chinese, static_cast<std::size_t>(state.range(1)));
  const dictionaries::PageWords page;
  std::size_t hits = 0;
  for ([[maybe_unused]] auto _ : state) {
    hits = 0;
    for (const std::string& paragraph : made.set.paragraphs) {
      hits += made.library.matcher().read(paragraph, chinese ? "zh-Hans" : "en", page).links.size();
    }
    benchmark::DoNotOptimize(hits);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(made.bytes) * state.iterations());
  state.counters["hits"] = static_cast<double>(hits);
}

void scan_literals(benchmark::State& state) {
  const Generated& made = generated(state.range(0) != 0, static_cast<std::size_t>(state.range(1)));
  LiteralBaseline engine(made.set.terms);
  std::size_t hits = 0;
  for ([[maybe_unused]] auto _ : state) {
    hits = 0;
    for (const std::string& paragraph : made.set.paragraphs) hits += engine.count(paragraph);
    benchmark::DoNotOptimize(hits);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(made.bytes) * state.iterations());
  state.counters["hits"] = static_cast<double>(hits);
}

BENCHMARK(find_each)->Name("english/baseline_find")->Arg(0);
BENCHMARK(scan)->Name("english/scan_and_links")->Arg(0);
BENCHMARK(find_each)->Name("chinese/baseline_find")->Arg(1);
BENCHMARK(scan)->Name("chinese/scan_and_links")->Arg(1);
BENCHMARK(scan_literals)->Name("chinese_20k/baseline_hyperscan")->Args({1, 20000});
BENCHMARK(scan_generated)->Name("chinese_20k/scan_and_links")->Args({1, 20000});
BENCHMARK(scan_literals)->Name("english_20k/baseline_hyperscan")->Args({0, 20000});
BENCHMARK(scan_generated)->Name("english_20k/scan_and_links")->Args({0, 20000});
BENCHMARK(scan_generated)->Name("chinese_500k/scan_and_links")->Args({1, 500000});
BENCHMARK(scan_generated)->Name("english_500k/scan_and_links")->Args({0, 500000});

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
