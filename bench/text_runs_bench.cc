// What does keeping provenance cost? Text against a std::string that does the same to its bytes
// alone.
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/pages.h"
#include "bench/report.h"
#include "pipeline/model/text.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kBlock = 8 << 10;
constexpr std::uint32_t kPiece = 80;  // bytes between two tags, edits or cuts

// A block as the reader makes it: copied pieces with markup between them.
Text block_of(const std::string& bytes) {
  Text text;
  std::uint32_t page = 0;
  for (std::size_t from = 0; from < bytes.size(); from += kPiece) {
    text.append_copied(std::string_view(bytes).substr(from, kPiece), page);
    page += kPiece + 7;
  }
  return text;
}

// One replacement of "of" size every kPiece bytes.
std::vector<Splice> edits_of(std::size_t size) {
  std::vector<Splice> batch;
  for (std::uint32_t at = 10; at + 5 < size; at += kPiece)
    batch.push_back({{at, at + 5}, "low back", at});
  return batch;
}

std::vector<std::uint32_t> cuts_of(std::size_t size) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t at = kPiece; at < size; at += kPiece) offsets.push_back(at);
  return offsets;
}

void count(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void splice_string(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  const std::vector<Splice> batch = edits_of(bytes.size());
  for ([[maybe_unused]] auto _ : state) {
    std::string result;
    std::size_t done = 0;
    for (const Splice& piece : batch) {
      result.append(bytes, done, piece.at.from - done);
      result += piece.after;
      done = piece.at.to;
    }
    result.append(bytes, done);
    benchmark::DoNotOptimize(result.data());
  }
  count(state, bytes.size());
}

void splice_text(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  const Text block = block_of(bytes);
  const std::vector<Splice> batch = edits_of(bytes.size());
  for ([[maybe_unused]] auto _ : state) {
    Text text = block;
    benchmark::DoNotOptimize(text.splice(batch).data());
  }
  count(state, bytes.size());
}

void cut_string(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  const std::vector<std::uint32_t> offsets = cuts_of(bytes.size());
  for ([[maybe_unused]] auto _ : state) {
    std::vector<std::string> pieces;
    std::size_t from = 0;
    for (const std::uint32_t to : offsets) {
      pieces.push_back(bytes.substr(from, to - from));
      from = to;
    }
    pieces.push_back(bytes.substr(from));
    benchmark::DoNotOptimize(pieces.data());
  }
  count(state, bytes.size());
}

void cut_text(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  const Text block = block_of(bytes);
  const std::vector<std::uint32_t> offsets = cuts_of(bytes.size());
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(block.cut(offsets).data());
  count(state, bytes.size());
}

void slice_string(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(bytes.substr(bytes.size() / 4, bytes.size() / 2).data());
  }
  count(state, bytes.size() / 2);
}

void slice_text(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  const Text block = block_of(bytes);
  const std::uint32_t quarter = block.size() / 4;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(block.slice({quarter, quarter * 3}).str().data());
  }
  count(state, bytes.size() / 2);
}

void append_string(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(std::string(bytes).data());
  count(state, bytes.size());
}

void append_text(benchmark::State& state) {
  const std::string bytes = english_prose(kBlock);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(block_of(bytes).str().data());
  count(state, bytes.size());
}

BENCHMARK(splice_string)->Name("splice/baseline_string");
BENCHMARK(splice_text)->Name("splice/text");
BENCHMARK(cut_string)->Name("cut/baseline_string");
BENCHMARK(cut_text)->Name("cut/text");
BENCHMARK(slice_string)->Name("slice/baseline_string");
BENCHMARK(slice_text)->Name("slice/text");
BENCHMARK(append_string)->Name("append/baseline_string");
BENCHMARK(append_text)->Name("append/text");

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) { return medloom::bench::run(argc, argv); }
