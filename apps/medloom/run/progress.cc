// The estimate goes by bytes of files as they lie on the disk, packed or not: pages differ in size
// a thousandfold, and how many there are in an archive nobody knows. Bytes read run ahead of pages
// done by a few megabytes.
//
// Tested by tests/apps/run_report_test.cc.
#include "apps/medloom/run/progress.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "apps/medloom/terminal.h"
#include "io/expand_inputs.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

constexpr auto kRefresh = std::chrono::milliseconds(100);
constexpr double kMega = 1e6;

std::string clock_time(double seconds) {
  const auto whole = std::lround(seconds);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

// The bytes of the files named or found in folders, lists and patterns; nothing where that cannot
// be known: of a pipe, and of a list that comes through one and can be read once only.
std::optional<std::uint64_t> bytes_of(const std::vector<std::string>& paths,
                                      const std::stop_token& stop) {
  if (std::find(paths.begin(), paths.end(), "@-") != paths.end()) return std::nullopt;
  std::uint64_t total = 0;
  Problems ignored_here;  // whoever reads the inputs tells them
  for (const std::string& path : expand_inputs(paths, ignored_here)) {
    struct stat info {};
    const int known = path == "-" ? ::fstat(STDIN_FILENO, &info) : ::stat(path.c_str(), &info);
    if (known != 0) return std::nullopt;
    if (!S_ISDIR(info.st_mode)) {
      if (!S_ISREG(info.st_mode)) return std::nullopt;
      total += static_cast<std::uint64_t>(info.st_size);
      continue;
    }
    std::error_code error;
    fs::recursive_directory_iterator entry(path, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      if (stop.stop_requested()) return std::nullopt;
      std::error_code ignored;
      if (entry->is_regular_file(ignored)) total += entry->file_size(ignored);
    }
  }
  return total;
}

}  // namespace

std::string progress_line(const RunSummary& summary, double seconds, std::uint64_t bytes,
                          std::uint64_t total) {
  if (seconds <= 0) seconds = 1e-9;
  char rates[64];
  std::snprintf(rates, sizeof rates, "  %.0f/s  %.1f MB/s  ",
                static_cast<double>(summary.inputs()) / seconds,
                static_cast<double>(bytes) / kMega / seconds);
  std::string line = counted(summary.inputs(), "page") + rates;
  line += counted(summary.rejects(), "reject");
  if (total > 0 && bytes > 0 && bytes <= total) {
    const double share = static_cast<double>(bytes) / static_cast<double>(total);
    line += "  ETA " + clock_time(seconds * (1 - share) / share);
  }
  return line;
}

RunProgress::RunProgress(std::ostream& err, const std::vector<std::string>& paths, bool wanted)
    : err_(err), wanted_(wanted && ::isatty(STDERR_FILENO) == 1) {
  if (!wanted_) return;
  adder_ = std::jthread([this, paths](const std::stop_token& stop) {
    if (const auto total = bytes_of(paths, stop)) total_ = *total;
  });
}

RunProgress::~RunProgress() { clear(); }

void RunProgress::show(const RunSummary& summary) {
  if (!wanted_) return;
  const auto now = Clock::now();
  if (now - shown_ < kRefresh) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const std::string line = progress_line(summary, seconds, bytes_read_, total_);
  err_ << '\r' << padded(line, width_) << std::flush;
  width_ = line.size();
}

void RunProgress::clear() {
  if (width_ == 0) return;
  err_ << '\r' << std::string(width_, ' ') << '\r' << std::flush;
  width_ = 0;
}

}  // namespace medloom
