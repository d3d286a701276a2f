// Tested by tests/io/writers_test.cc.
#include "io/writers/put_in_place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "io/paths.h"

namespace medloom {
namespace {

tl::unexpected<Error> exists_already(const std::string& place) {
  return fail(ErrorCode::output, "exists already; --force replaces it", place);
}

tl::unexpected<Error> system_error(const char* what, const std::string& place) {
  return fail(ErrorCode::output, what + (": " + system_message(errno)), place);
}

}  // namespace

Result<FileHandle> create_private_file(const std::string& path, const std::string& place) {
  FileHandle file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return system_error("cannot be written", place);
  return file;
}

Result<void> put_in_place(const std::string& part, const std::string& path, bool replace,
                          const std::string& place) {
  if (!replace) {
    if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) {
      return {};
    }
    if (errno == EEXIST) return exists_already(place);
    // Some file systems cannot do it in one step.
    if (errno != EINVAL && errno != ENOSYS) return system_error("cannot be renamed", place);
    if (::access(path.c_str(), F_OK) == 0) return exists_already(place);
  }
  struct stat old {};
  if (::stat(path.c_str(), &old) == 0) ::chmod(part.c_str(), old.st_mode & 07777);
  if (::rename(part.c_str(), path.c_str()) == 0) return {};
  return system_error("cannot be renamed", place);
}

void sync_folder(const std::string& folder) {
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle) ::fsync(handle.get());
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace medloom
