// Runs a fuzz target where there is no libFuzzer: over seeds, and over mutations of them for some
// seconds.
//
//   page_fuzz SECONDS SEED…     a seed is a file, or a folder of files
//
// Nothing guides it, so it finds what lies near the seeds, which is what a change breaks first; the
// long search is the fuzz preset's. The order of inputs is the same in every run. What was being
// run when the program died, or took longer than kLongest, is left in PROGRAM.input beside it,
// which is a seed like any other: `page_fuzz 0 page_fuzz.input`.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/random.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using medloom::test::Random;

constexpr std::size_t kLargest = 20'000;  // bytes of an input
constexpr unsigned kLongest = 60;  // seconds for one input, sanitizers and a busy machine counted

// Pieces that mean something to one of our readers.
const std::vector<std::string> kPieces = {"<",
                                          ">",
                                          "</p>",
                                          "<p>",
                                          "<!--",
                                          "&#x",
                                          "&amp;",
                                          "\n\n",
                                          "\t",
                                          "|",
                                          "\"",
                                          "\\",
                                          "[[",
                                          "1.",
                                          "0.5-",
                                          "<=",
                                          "%",
                                          "\xEF\xBB\xBF",
                                          "\xE4\xB8",
                                          "\xFF\xFE",
                                          "\xE2\x80\x8B",
                                          "\xC3\x83",
                                          "\xE8\x85\xB0\xE7\x97\x9B",
                                          "\xEF\xBC\x9A",
                                          "fix",
                                          "page:",
                                          "Question",
                                          "Answer"};

class Target {
 public:
  explicit Target(const std::string& kept)
      : kept_(kept), file_(::open(kept.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600)) {}
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target() {
    ::close(file_);
    fs::remove(kept_);
  }

  bool ready() const { return file_ >= 0; }
  std::size_t runs() const { return runs_; }

  void run(const std::string& input) {
    const bool written =
        ::ftruncate(file_, 0) == 0 &&
        ::pwrite(file_, input.data(), input.size(), 0) == static_cast<ssize_t>(input.size());
    if (!written) std::fprintf(stderr, "%s: cannot be written\n", kept_.c_str());
    ::alarm(kLongest);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    ::alarm(0);
    ++runs_;
  }

 private:
  std::string kept_;
  int file_ = -1;
  std::size_t runs_ = 0;
};

void add_seed(const fs::path& path, std::vector<std::string>& seeds) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (bytes.size() <= kLargest) seeds.push_back(std::move(bytes));
}

std::vector<std::string> read_seeds(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds = {""};
  for (const fs::path& file : files) add_seed(file, seeds);
  return seeds;
}

std::uint32_t place_in(const std::string& text, Random& random) {
  return random.below(static_cast<std::uint32_t>(text.size()) + 1);
}

void mutate(std::string& input, const std::vector<std::string>& seeds, Random& random) {
  const std::uint32_t at = place_in(input, random);
  const std::uint32_t length = 1 + random.below(random.one_in(4) ? 400 : 8);
  switch (random.below(6)) {
    case 0:
      if (at < input.size()) input[at] = static_cast<char>(random.below(256));
      break;
    case 1:
      input.insert(at, random.pick(kPieces));
      break;
    case 2:
      input.erase(at, length);
      break;
    case 3:
      input.insert(at, input.substr(place_in(input, random), length));
      break;
    case 4: {
      const std::string& other = random.pick(seeds);
      input.replace(at, length, other.substr(place_in(other, random), length));
      break;
    }
    default:
      input.insert(at, medloom::test::random_bytes(random, 1 + random.below(4)));
      break;
  }
}

int fuzz(const std::string& program, double seconds, const std::vector<std::string>& paths) {
  const std::vector<std::string> seeds = read_seeds(paths);
  Target target(program + ".input");
  if (!target.ready()) return 1;
  for (const std::string& seed : seeds) target.run(seed);
  const std::size_t replayed = target.runs();

  Random random(1);
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    std::string input = random.pick(seeds);
    for (std::uint32_t i = random.between(1, 5); i > 0; --i) mutate(input, seeds, random);
    input.resize(std::min(input.size(), kLargest));
    target.run(input);
  }
  std::printf("%zu seeds, %zu mutations\n", replayed, target.runs() - replayed);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "Usage: %s SECONDS SEED…\n", argv[0]);
    return 2;
  }
  return fuzz(argv[0], std::strtod(argv[1], nullptr), {argv + 2, argv + argc});
}
