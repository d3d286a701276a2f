// How fast is a knowledge base: loading, loading again, and searching one of many records?
//
//   store_bench [RECORDS [BASE]]    50,000 records and a base that is gone afterwards; a base that
//   is
//                                   named is kept, and not loaded again when it has its records
//
// Records are of 500 bytes of text (1 KB of JSON) and, for larger ones, of 8 KB. The 200 queries
// are mixed: words of one character and more, phrases, English, concepts, several words,
// beginnings. Times are of a wall clock, because a search that waits for a disk has not answered
// yet.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "bench/generated_records.h"
#include "dictionaries/dictionary_files.h"
#include "io/stores/store.h"

namespace {

using namespace medloom;  // NOLINT(google-build-using-namespace): a program, not a header
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void give_up(const Error& error) {
  std::fprintf(stderr, "store_bench: %s\n", to_string(error).c_str());
  std::exit(1);
}

template <class T>
T value_of(Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

struct Rate {
  double seconds = 0;
  double cpu_seconds = 0;
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  stores::LoadCounts counts;

  void print(const char* what) const {
    const auto count = static_cast<double>(records);
    const double megabytes = static_cast<double>(bytes) / 1e6;
    std::printf("%-32s %7.0f records/s %6.1f MB/s   of CPU time %7.0f /s %6.1f MB/s", what,
                count / seconds, megabytes / seconds, count / cpu_seconds, megabytes / cpu_seconds);
    std::printf("   (%llu added, %llu updated, %llu unchanged)\n",
                static_cast<unsigned long long>(counts.added),
                static_cast<unsigned long long>(counts.updated),
                static_cast<unsigned long long>(counts.unchanged));
  }
};

double cpu_now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// What `kb load` does with lines, without the time that making them up takes.
Rate load(stores::Store& store, const bench::GeneratedRecords& records, std::uint64_t count,
          std::size_t text_bytes, int edition = 0) {
  constexpr std::size_t kBatchBytes = std::size_t{16} << 20;
  stores::RecordReader reader;
  Rate rate;
  for (std::uint64_t n = 0; n < count;) {
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    for (; n < count && bytes < kBatchBytes; ++n) {
      lines.push_back(records.line(n, text_bytes, edition));
      bytes += lines.back().size() + 1;
    }
    const auto start = Clock::now();
    const double cpu = cpu_now();
    std::vector<stores::PageRecord> batch;
    batch.reserve(lines.size());
    for (const std::string& line : lines) batch.push_back(value_of(reader.read(line)));
    rate.counts += value_of(store.load(batch));
    rate.seconds += seconds_since(start);
    rate.cpu_seconds += cpu_now() - cpu;
    rate.records += lines.size();
    rate.bytes += bytes;
  }
  const auto start = Clock::now();
  const double cpu = cpu_now();
  if (auto finished = store.finish(); !finished) give_up(finished.error());
  rate.seconds += seconds_since(start);
  rate.cpu_seconds += cpu_now() - cpu;
  return rate;
}

void measure_loading(const bench::GeneratedRecords& records, const std::string& base,
                     std::uint64_t count) {
  const auto store = value_of(stores::open_store(base, stores::Access::load));
  if (value_of(store->info()).records == count) return;
  load(*store, records, count, 500).print("load, 1 KB");
  load(*store, records, std::min<std::uint64_t>(count, 50'000), 500).print("load again, 1 KB");
}

void measure_large(const bench::GeneratedRecords& records, const std::string& folder) {
  const auto store = value_of(stores::open_store(folder + "/large.kb", stores::Access::load));
  load(*store, records, 4000, 8000).print("load, 8 KB of text");
  load(*store, records, 4000, 8000, 1).print("load corrections of all of them");
}

// A query as the command line makes it of words that are a label of a concept.
stores::SearchQuery query_of(const std::string& typed, const dictionaries::Library& library) {
  std::vector<stores::QueryConcept> concepts;
  for (const char* language : {"zh", "en"}) {
    const dictionaries::Reading reading =
        library.matcher().read(typed, language, dictionaries::PageWords(typed));
    if (!concepts.empty() || !reading.repairs.hits.empty()) continue;
    for (const auto& link : reading.links) concepts.push_back({link.at, link.target->id});
  }
  return value_of(stores::parse_query(typed, concepts));
}

void measure_searching(const bench::GeneratedRecords& records, const std::string& base,
                       const dictionaries::Library& library) {
  const auto store = value_of(stores::open_store(base, stores::Access::read));
  struct Timed {
    double milliseconds;
    std::string query;
    std::uint64_t matches;
  };
  std::vector<Timed> times;
  for (const std::string& typed : records.queries(200)) {
    const stores::SearchQuery query = query_of(typed, library);
    const auto start = Clock::now();
    const auto result = value_of(store->search(query, {}));
    times.push_back({1e3 * seconds_since(start), typed, result.matches});
  }
  std::sort(times.begin(), times.end(),
            [](const Timed& a, const Timed& b) { return a.milliseconds < b.milliseconds; });
  std::printf("200 queries                        median %.1f ms   p95 %.1f ms   most %.1f ms\n",
              times[100].milliseconds, times[190].milliseconds, times.back().milliseconds);
  for (std::size_t i = times.size() - 8; i < times.size(); ++i) {
    std::printf("    %7.1f ms  %8llu matches  %s\n", times[i].milliseconds,
                static_cast<unsigned long long>(times[i].matches), times[i].query.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 50'000;
  const std::string data = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries";
  const auto records = value_of(bench::GeneratedRecords::create(data));
  Problems problems;
  const auto library =
      dictionaries::load(dictionaries::read_dictionary_files({data}, problems).layers);
  if (!library || count == 0) return 2;

  std::string folder = (std::filesystem::temp_directory_path() / "store_bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 3;
  const std::string base = argc > 2 ? argv[2] : folder + "/bench.kb";
  std::printf("%llu records\n", static_cast<unsigned long long>(count));
  measure_loading(records, base, count);
  measure_searching(records, base, *library);
  measure_large(records, folder);
  std::filesystem::remove_all(folder);
  return 0;
}
