// A list is for crawls of more files than a command line takes; a pattern is for whoever starts
// medloom without a shell. Lines of a list are taken as they are: no lists or patterns in lists.
//
// Tested by tests/io/expand_inputs_test.cc.
#include "io/expand_inputs.h"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "io/bytes/descriptor_stream.h"
#include "io/bytes/line_reader.h"
#include "io/file_handle.h"
#include "io/paths.h"

namespace medloom {
namespace {

constexpr std::uint64_t kLongestPath = 64 << 10;

bool is_pattern(const std::string& word) {
  struct stat info {};
  return word.find_first_of("*?[") != std::string::npos && ::lstat(word.c_str(), &info) != 0;
}

Result<std::vector<std::string>> read_list(const std::string& path) {
  FileHandle file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                              : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return fail(ErrorCode::usage, system_message(errno));
  auto stream = open_descriptor(std::move(file), nullptr);
  if (!stream) return tl::unexpected(stream.error());
  LineReader lines(**stream, kLongestPath);
  std::vector<std::string> paths;
  while (true) {
    auto line = lines.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return paths;
    if ((*line)->too_long) {
      return fail(ErrorCode::usage, "line " + std::to_string((*line)->number) + " is no path");
    }
    if (!(*line)->text.empty()) paths.emplace_back((*line)->text);
  }
}

Result<std::vector<std::string>> matches_of(const std::string& pattern) {
  glob_t found = {};
  const int result = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  std::vector<std::string> paths;
  if (result == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  if (result == GLOB_NOSPACE) return fail(ErrorCode::input, "not enough memory for its files");
  if (paths.empty()) return fail(ErrorCode::usage, "matches no file");
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<std::string> expand_inputs(const std::vector<std::string>& words, Problems& problems) {
  std::vector<std::string> paths;
  for (const std::string& word : words) {
    const bool list = word.size() > 1 && word[0] == '@';
    if (!list && !is_pattern(word)) {
      paths.push_back(word);
      continue;
    }
    auto more = list ? read_list(word.substr(1)) : matches_of(word);
    if (!more) {
      problems.push_back({more.error().code, more.error().message, path_as_utf8(word)});
      continue;
    }
    std::move(more->begin(), more->end(), std::back_inserter(paths));
  }
  return paths;
}

}  // namespace medloom
