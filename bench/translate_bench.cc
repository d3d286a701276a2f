// What does looking up every sentence of a page in a translation memory cost? Against the same
// pages without a memory, in the same run: `ratio` is the share of a run's speed that stays.
//
// Pages are 8 KB of text in sentences that stand nowhere else, as pages of a crawl are; the memory
// has them all among 200,000 more. The label tells what stage `translate` looks up in a second of
// its own time, and its share of the page. Bytes are those of the text.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <medloom_source_dir.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"
#include "stages/builtin.h"
#include "translate/knowledge.h"
#include "translate/segments_of_records.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kPages = 64;
constexpr std::size_t kPageBytes = 8 << 10;
constexpr std::size_t kOthers = 200'000;

struct Language {
  const char* to;
  std::string prose;
  const char* end;   // of its sentences
  const char* name;  // opens what makes a sentence differ from all others
};

const Language& language(std::int64_t which) {
  static const Language kEnglish{"es", english_prose(64 << 10), ". ", "Case"};
  static const Language kChinese{"en", chinese_prose(64 << 10), "。", "病例"};
  return which == 0 ? kEnglish : kChinese;
}

// Sentences of the prose, each with a number that no other has.
class Sentences {
 public:
  explicit Sentences(const Language& language) : language_(language) {}

  std::string next() {
    const std::string& prose = language_.prose;
    std::size_t end = prose.find(language_.end, at_);
    if (end == std::string::npos) end = prose.find(language_.end, at_ = 0);
    end += std::string_view(language_.end).size();
    const std::string sentence = prose.substr(at_, end - at_);
    at_ = end;
    return language_.name + std::to_string(++number_) + ", " + sentence;
  }

 private:
  const Language& language_;
  std::size_t at_ = 0;
  int number_ = 10'000;
};

struct Corpus {
  std::vector<std::shared_ptr<const Page>> pages;
  std::vector<StoredTranslation> rows;
  std::size_t bytes = 0;
};

std::unique_ptr<Pipeline> pipeline_over(const std::vector<StoredTranslation>& rows,
                                        const Language& language, const DataFiles& data,
                                        bool with_memory) {
  const std::string file = "profiles/pipelines/default.toml";
  std::vector<std::string> set;
  if (with_memory) {
    set = {"translate.to=" + std::string(language.to), "translate.memory=bench.tm"};
  }
  Problems problems;
  Profile profile =
      read_profile(read_file(data.path(file)).value_or(""), file, builtin_stages(), set, problems);
  auto pipeline =
      Pipeline::build(std::move(profile), data, {}, problems,
                      [&](const std::string&, const std::vector<std::string>&, const std::string&) {
                        return Result<StoredTranslations>(StoredTranslations{rows, "bench"});
                      });
  for (const Error& problem : problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  return pipeline;
}

// What a run without a memory wants is what the memory gets, as `medloom tm fill` does.
Corpus corpus_of(const Language& language, const DataFiles& data) {
  Corpus corpus;
  Sentences sentences(language);
  for (std::size_t i = 0; i < kPages; ++i) {
    auto page = std::make_shared<Page>();
    page->name = page->place = "page-" + std::to_string(i) + ".txt";
    while (page->bytes.size() < kPageBytes) {
      for (int in_paragraph = 0; in_paragraph < 6; ++in_paragraph) page->bytes += sentences.next();
      page->bytes += "\n\n";
    }
    corpus.bytes += page->bytes.size();
    corpus.pages.push_back(std::move(page));
  }
  const auto pipeline = pipeline_over({}, language, data, false);
  translation::SegmentsOfRecords wanted(language.to);
  for (const auto& page : corpus.pages) {
    Trace trace;
    const Outcome outcome = pipeline->process(page, trace);
    if (outcome.record() != nullptr) static_cast<void>(wanted.add(to_json(*outcome.record())));
  }
  Problems problems;
  const auto knowledge = translation::LoadedKnowledge::load(data, {}, problems);
  const auto add = [&](const std::string& from, const std::string& segment) {
    const std::string terms = knowledge->view().terms.signature(segment, from, language.to);
    corpus.rows.push_back({from,
                           language.to,
                           segment,
                           translation::terms_digest(terms, sha256_hex),
                           std::string(segment.size(), 'x'),
                           "command eng-spa",
                           {}});
  };
  for (const auto& segment : wanted.segments()) add(segment.from, segment.segment);
  for (std::size_t i = 0; i < kOthers; ++i) {
    corpus.rows.push_back({"en", language.to, sentences.next(), "", "x", "command eng-spa", {}});
  }
  return corpus;
}

// So that no row is compared with another page or another memory than the one it is for.
std::size_t missing_in(const Record& record) {
  std::size_t missing = 0;
  for (const WorkTranslation& translation : record.translations) {
    for (const TranslatedText& text : translation.texts) {
      for (const TranslatedSegment& segment : text.segments) missing += segment.known ? 0 : 1;
    }
  }
  return missing;
}

void pages(benchmark::State& state, bool with_memory) {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  const Language& spoken = language(state.range(0));
  const Corpus corpus = corpus_of(spoken, data);
  const auto pipeline = pipeline_over(corpus.rows, spoken, data, with_memory);
  if (pipeline == nullptr) return state.SkipWithError("the profile has problems");
  double nanoseconds = 0;
  double all_stages = 0;
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& page : corpus.pages) {
      Trace trace;
      const Outcome outcome = pipeline->process(page, trace);
      if (outcome.record() == nullptr) return state.SkipWithError(outcome.reject()->reason.c_str());
      if (missing_in(*outcome.record()) > 0) return state.SkipWithError("a segment is missing");
      benchmark::DoNotOptimize(to_json(*outcome.record()).data());
      for (const Trace::Step& step : trace.steps()) {
        const auto spent = static_cast<double>(step.nanoseconds);
        all_stages += spent;
        nanoseconds += step.stage == "translate" ? spent : 0;
      }
    }
  }
  const auto bytes = static_cast<double>(corpus.bytes) * static_cast<double>(state.iterations());
  char label[80];
  std::snprintf(label, sizeof label, "translate alone %.0f MB/s, %.0f %% of the stages",
                bytes / nanoseconds * 1e3, 100 * nanoseconds / all_stages);
  state.SetLabel(label);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(kPages) * state.iterations());
}

BENCHMARK_CAPTURE(pages, without, false)->Name("english/baseline_without_memory")->Arg(0);
BENCHMARK_CAPTURE(pages, with, true)->Name("english/all_in_memory")->Arg(0);
BENCHMARK_CAPTURE(pages, without, false)->Name("chinese/baseline_without_memory")->Arg(1);
BENCHMARK_CAPTURE(pages, with, true)->Name("chinese/all_in_memory")->Arg(1);

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
