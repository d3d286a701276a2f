// How many pages a second, from bytes to the JSON of a record? Against the shortest thing one would
// write instead: libxml2 for the text of the page and ten RE2 replacements, without provenance,
// structure, dictionaries or a record.
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>
#include <re2/re2.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "pipeline/engine/pipeline.h"
#include "stages/builtin.h"

namespace medloom::bench {
namespace {

std::string sample(bool html) { return html ? html_page(150 << 10) : text_page(8 << 10); }

void append_text(const xmlNode* node, std::string& out) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE) out += reinterpret_cast<const char*>(node->content);
    append_text(node->children, out);
  }
}

std::string text_of(const std::string& html) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | static_cast<int>(XML_PARSE_HUGE);
  htmlDocPtr tree =
      htmlReadMemory(html.data(), static_cast<int>(html.size()), "", "UTF-8", kOptions);
  std::string text;
  append_text(tree->children, text);
  xmlFreeDoc(tree);
  return text;
}

void composition(benchmark::State& state) {
  const bool html = state.range(0) != 0;
  const std::string page = sample(html);
  std::vector<std::pair<std::unique_ptr<RE2>, std::string>> rules;
  for (const char* pattern :
       {"[ \\t\\x{3000}\\x{00A0}]+", "[\\x{200B}-\\x{200F}\\x{FEFF}]", "[!！]{2,}", "[?？]{2,}",
        "[,，]{2,}", "\\s+\\n", "(?i)\\bwaist and leg pain\\b", "(?i)\\bregular hospital\\b",
        "\\(\\s*\\)", "\\n{2,}"}) {
    rules.emplace_back(std::make_unique<RE2>(pattern), " ");
  }
  for ([[maybe_unused]] auto _ : state) {
    std::string text = html ? text_of(page) : page;
    for (const auto& [pattern, by] : rules) RE2::GlobalReplace(&text, *pattern, by);
    benchmark::DoNotOptimize(text.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
  state.SetItemsProcessed(state.iterations());
}

std::unique_ptr<Pipeline> default_pipeline() {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  Problems problems;
  const std::string file = "profiles/pipelines/default.toml";
  Profile profile =
      read_profile(read_file(data.path(file)).value_or(""), file, builtin_stages(), {}, problems);
  return problems.empty() ? Pipeline::build(std::move(profile), data, {}, problems) : nullptr;
}

void whole_page(benchmark::State& state) {
  const bool html = state.range(0) != 0;
  const auto pipeline = default_pipeline();
  auto page = std::make_shared<Page>();
  page->bytes = sample(html);
  page->name = page->place = html ? "page.html" : "page.txt";
  if (pipeline == nullptr) return state.SkipWithError("the default profile has problems");
  for ([[maybe_unused]] auto _ : state) {
    Trace trace;
    const Outcome outcome = pipeline->process(page, trace);
    if (outcome.record() == nullptr) return state.SkipWithError(outcome.reject()->reason.c_str());
    benchmark::DoNotOptimize(to_json(*outcome.record()).data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page->bytes.size()) * state.iterations());
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(composition)->Name("html_150KB/baseline_libxml2_re2")->Arg(1);
BENCHMARK(whole_page)->Name("html_150KB/medloom")->Arg(1);
BENCHMARK(composition)->Name("text_8KB/baseline_re2")->Arg(0);
BENCHMARK(whole_page)->Name("text_8KB/medloom")->Arg(0);

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
