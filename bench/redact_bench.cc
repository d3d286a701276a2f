// How fast is the look for personal data where there is none? Against one RE2 pattern of the shapes
// alone (numbers, addresses, a few words), as a script would search for them. The prose of the
// benchmarks has ages, doses and percentages; "numbers" is prose with a date or a value in every
// sentence, in which the rules are searched near each.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <re2/re2.h>

#include <medloom_source_dir.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "dictionaries/private_data.h"

namespace medloom::bench {
namespace {

using dictionaries::PrivateData;
using dictionaries::PrivateTables;

constexpr std::size_t kBytes = 256 << 10;

PrivateTables::Source table(const std::string& name) {
  const std::string path = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries/privacy/" + name;
  std::ifstream in(path, std::ios::binary);
  return {{std::istreambuf_iterator<char>(in), {}},
          std::make_shared<const dictionaries::SourceFile>(dictionaries::SourceFile{path, name})};
}

const PrivateData& data() {
  static const PrivateData kData = [] {
    Problems problems;
    PrivateTables tables(table("words.tsv"), table("rules.tsv"), problems);
    for (const Error& problem : problems) std::cerr << to_string(problem) << '\n';
    if (!problems.empty()) std::exit(1);
    return PrivateData(std::move(tables));
  }();
  return kData;
}

void one_pattern(benchmark::State& state, const std::string& text) {
  const re2::RE2 shapes(
      R"(\d{8,18}|\d{3,4}-\d{3,4}-?\d{3,4}|[\w.]+@[\w.]+|(?i:line|wechat|qq|微信)\s*(?:id)?[:：]|先生|小姐|女士|(?:Mr|Mrs|Miss)\.? [A-Z]|身分證|身份证|我叫|my name)");
  for ([[maybe_unused]] auto _ : state) {
    re2::StringPiece rest(text);
    std::size_t found = 0;
    while (re2::RE2::FindAndConsume(&rest, shapes)) ++found;
    benchmark::DoNotOptimize(found);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void find(benchmark::State& state, const std::string& text) {
  for ([[maybe_unused]] auto _ : state) {
    const auto found = data().find(text, dictionaries::Voice::page);
    benchmark::DoNotOptimize(found.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

// Without what triggers a rule: a block of it costs the first look alone.
std::string without_triggers(std::string_view prose) {
  std::string out;
  while (!prose.empty()) {
    const std::size_t end = prose.find_first_of(".\n");
    std::size_t size = end == std::string_view::npos ? prose.size() : end + 1;
    if (const std::size_t stop = prose.find("。"); stop != std::string_view::npos) {
      size = std::min(size, stop + 3);
    }
    const std::string_view sentence = prose.substr(0, size);
    if (!data().may_hold_any(sentence)) out += sentence;
    prose.remove_prefix(size);
  }
  return out;
}

std::string numbers(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text +=
        "2020年4月23日抽血，白血球 11200，血小板 234000，醫師說再觀察兩週。吃藥 500 mg 每日三次。";
  }
  return text;
}

BENCHMARK_CAPTURE(one_pattern, en, without_triggers(english_prose(kBytes)))
    ->Name("english/baseline_re2");
BENCHMARK_CAPTURE(find, en, without_triggers(english_prose(kBytes)))->Name("english/find");
BENCHMARK_CAPTURE(one_pattern, zh, without_triggers(chinese_prose(kBytes)))
    ->Name("chinese/baseline_re2");
BENCHMARK_CAPTURE(find, zh, without_triggers(chinese_prose(kBytes)))->Name("chinese/find");
BENCHMARK_CAPTURE(one_pattern, all_en, english_prose(kBytes))->Name("english-all/baseline_re2");
BENCHMARK_CAPTURE(find, all_en, english_prose(kBytes))->Name("english-all/find");
BENCHMARK_CAPTURE(one_pattern, all_zh, chinese_prose(kBytes))->Name("chinese-all/baseline_re2");
BENCHMARK_CAPTURE(find, all_zh, chinese_prose(kBytes))->Name("chinese-all/find");
BENCHMARK_CAPTURE(one_pattern, numbers, numbers(kBytes))->Name("numbers/baseline_re2");
BENCHMARK_CAPTURE(find, numbers, numbers(kBytes))->Name("numbers/find");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
