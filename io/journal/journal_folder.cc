// Tested by tests/io/journal_test.cc and tests/apps/resume_test.cc.
#include "io/journal/journal_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "io/journal/output_parts.h"
#include "io/paths.h"
#include "io/writers/put_in_place.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kRun = "run-";

tl::unexpected<Error> system_error(const std::string& what, const std::string& path) {
  return fail(ErrorCode::output, what + ": " + system_message(errno), path_as_utf8(path));
}

// The number of "run-000012", or nothing.
std::optional<std::uint32_t> run_number(const std::string& name) {
  if (!name.starts_with(kRun)) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(name.data() + kRun.size(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::vector<std::pair<std::uint32_t, std::string>> run_folders(const std::string& path) {
  std::vector<std::pair<std::uint32_t, std::string>> folders;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto number = run_number(entry->path().filename().string());
    if (number) folders.emplace_back(*number, entry->path().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// A folder that somebody else made under this name is left alone.
bool is_ours(const std::string& path) {
  std::error_code error;
  return fs::exists(path + "/lock", error) || fs::is_empty(path, error);
}

}  // namespace

std::string journal_path(const std::string& output) { return output + ".medloom"; }
std::string index_path(const std::string& run_folder) { return run_folder + "/index"; }
std::string rejects_path(const std::string& run_folder) { return run_folder + "/rejects.jsonl"; }

Result<JournalFolder> JournalFolder::open(const std::string& output) {
  JournalFolder folder(journal_path(output));
  const std::string& path = folder.path_;
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return system_error("cannot be made", path);
  }
  if (!is_ours(path)) {
    return fail(ErrorCode::output, "is no journal of medloom, and in its place",
                path_as_utf8(path));
  }
  folder.lock_ =
      FileHandle(::open((path + "/lock").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!folder.lock_) return system_error("cannot be written", path);
  if (::flock(folder.lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return fail(ErrorCode::output, "another run is writing it", path_as_utf8(output));
    }
    if (errno != ENOLCK && errno != EINVAL && errno != ENOSYS) {
      return system_error("cannot be locked", path);
    }
  }
  return folder;
}

Result<std::vector<StoredRun>> JournalFolder::runs() const {
  std::vector<StoredRun> runs;
  for (const auto& [number, path] : run_folders(path_)) {
    auto index = read_index(index_path(path), {});
    if (!index) return tl::unexpected(index.error());
    runs.push_back({path, number, std::move(*index)});
  }
  return runs;
}

Result<std::optional<StoredRun>> last_complete_run(const std::string& output) {
  std::optional<StoredRun> last;
  for (const auto& [number, path] : run_folders(journal_path(output))) {
    auto index = read_index(index_path(path), {});
    if (!index) return tl::unexpected(index.error());
    if (index->end && (!last || number > last->number)) {
      last = StoredRun{path, number, std::move(*index)};
    }
  }
  return last;
}

Result<std::string> JournalFolder::begin_run() const {
  const auto folders = run_folders(path_);
  char name[32];
  std::snprintf(name, sizeof name, "/run-%06u", folders.empty() ? 1 : folders.back().first + 1);
  const std::string path = path_ + name;
  if (::mkdir(path.c_str(), 0700) != 0) return system_error("cannot be made", path);
  sync_folder(path_);
  sync_folder(folder_of(path_));
  return path;
}

void JournalFolder::remove(const std::string& run_folder) const {
  std::error_code ignored;
  fs::remove_all(run_folder, ignored);
}

void JournalFolder::remove_if_empty() const {
  if (!run_folders(path_).empty() || ::access((path_ + "/manifest.json").c_str(), F_OK) == 0)
    return;
  ::unlink((path_ + "/lock").c_str());
  ::rmdir(path_.c_str());
}

Result<void> check_replaceable(const std::string& path, const std::vector<JournalEnd::File>& known,
                               bool force) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    return errno == ENOENT ? Result<void>() : system_error("cannot be written", path);
  }
  const std::string place = path_as_utf8(path);
  if (S_ISDIR(info.st_mode)) return fail(ErrorCode::output, "is a folder", place);
  if (force) return {};
  bool ours = false;
  for (const JournalEnd::File& file : known) {
    if (file.path != path) continue;
    if (file.size == static_cast<std::uint64_t>(info.st_size)) return {};
    ours = true;
  }
  const char* why = ours ? "was changed since medloom wrote it; --force replaces it"
                         : "exists already, and not by this command; --force replaces it";
  return fail(ErrorCode::output, why, place);
}

Result<void> publish(const StoredRun& run, const std::vector<JournalEnd::File>& known, bool force) {
  const std::vector<JournalEnd::File>& outputs = run.index.end->outputs;
  for (std::uint32_t i = 0; i < outputs.size(); ++i) {
    const std::string part = run.folder + "/" + part_name(i);
    if (::access(part.c_str(), F_OK) != 0) continue;  // it has its place
    const std::string& path = outputs[i].path;
    if (auto may = check_replaceable(path, known, force); !may) return may;
    const bool replace = ::access(path.c_str(), F_OK) == 0;
    if (auto put = put_in_place(part, path, replace, path_as_utf8(path)); !put) return put;
  }
  if (!outputs.empty()) sync_folder(folder_of(outputs.front().path));
  return {};
}

}  // namespace medloom
