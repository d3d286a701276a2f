// Tested by tests/io/records_test.cc.
#include "io/records/record_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "io/bytes/content.h"
#include "io/paths.h"

namespace medloom {
namespace {

// No record is longer; what is, is no line of ours and must not fill the memory.
constexpr std::uint64_t kLongestLine = std::uint64_t{1} << 30;
constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::string place_of(const std::string& path) {
  return path == "-" ? "standard input" : path_as_utf8(path);
}

Result<FileHandle> open_file(const std::string& path) {
  FileHandle file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                              : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return fail(missing ? ErrorCode::usage : ErrorCode::input, system_message(errno),
                place_of(path));
  }
  struct stat info {};
  if (::fstat(file.get(), &info) == 0 && S_ISDIR(info.st_mode)) {
    return fail(ErrorCode::input, "is a folder, not a file", place_of(path));
  }
  return file;
}

}  // namespace

Result<void> RecordFiles::check_readable(const std::string& path) {
  const Result<FileHandle> file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  return {};
}

Result<void> RecordFiles::open(const std::string& path) {
  place_ = place_of(path);
  Result<FileHandle> file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  SourceContext context;
  context.stop = stop_;
  auto content = open_content({}, std::move(*file), context);
  if (!content) return fail(content.error().code, content.error().message, place_);
  bytes_ = content->bytes;
  lines_ = std::make_unique<LineReader>(*bytes_, kLongestLine);
  return {};
}

Result<std::optional<RecordLine>> RecordFiles::next() {
  while (true) {
    if (lines_ == nullptr) {
      if (next_path_ == paths_.size()) return std::optional<RecordLine>();
      if (auto opened = open(paths_[next_path_++]); !opened) return tl::unexpected(opened.error());
    }
    auto line = next_of_file();
    if (!line || *line) return line;
  }
}

Result<std::optional<RecordLine>> RecordFiles::next_of_file() {
  auto line = lines_->next();
  if (!line || !*line) {
    const std::string complaint = line ? bytes_->complaint() : line.error().message;
    lines_.reset();
    bytes_.reset();
    if (!complaint.empty()) return fail(ErrorCode::input, complaint, place_);
    return std::optional<RecordLine>();
  }
  std::string place = place_ + ":" + std::to_string((*line)->number);
  if ((*line)->too_long) return fail(ErrorCode::input, "the line is too long", std::move(place));
  std::string_view json = (*line)->text;
  if ((*line)->number == 1 && json.starts_with(kBom)) json.remove_prefix(kBom.size());
  return std::optional(RecordLine{json, std::move(place), number_++});
}

}  // namespace medloom
