// A file that appears under its name when it is complete, and not before.
//
// The bytes go to NAME.part in the same folder; close() syncs it, gives it its name and syncs the
// folder. Whatever ends the run before that leaves the old file, or none, under the name. A lock on
// the part file keeps two runs apart and tells a part file in use from one that a killed run left
// behind, which is taken over. Without `force` an existing file is refused when the run begins and,
// should it appear meanwhile, when it ends.
//
// The file is its owner's alone (0600), as records may hold personal data; one that is replaced
// keeps its permissions.
//
// What is no regular file (/dev/null, a pipe of the shell's) is written to directly.
//
// Tested by tests/io/writers_test.cc.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "io/paths.h"
#include "io/writers/descriptor_writer.h"
#include "io/writers/put_in_place.h"
#include "io/writers/writers.h"

namespace medloom::writers {
namespace {

namespace fs = std::filesystem;

constexpr char kExists[] = "exists already; --force replaces it";

tl::unexpected<Error> output_error(std::string message, const std::string& place) {
  return fail(ErrorCode::output, std::move(message), place);
}

tl::unexpected<Error> system_error(const std::string& what, const std::string& place) {
  return output_error(what + ": " + system_message(errno), place);
}

class FileWriter final : public Writer {
 public:
  FileWriter(FileHandle part, std::string part_path, std::string path, std::string place,
             bool force)
      : writer_(std::move(part), place),
        part_path_(std::move(part_path)),
        path_(std::move(path)),
        place_(std::move(place)),
        force_(force) {}

  ~FileWriter() override {
    if (!in_place_) ::unlink(part_path_.c_str());
  }

  Result<void> write(std::string_view bytes) override { return writer_.write(bytes); }

  Result<void> close() override {
    if (auto synced = writer_.sync(); !synced) return synced;
    if (auto named = put_in_place(part_path_, path_, force_, place_); !named) return named;
    in_place_ = true;
    sync_folder(folder_of(path_));
    return writer_.close();
  }

 private:
  DescriptorWriter writer_;
  std::string part_path_;
  std::string path_;
  std::string place_;
  bool force_;
  bool in_place_ = false;
};

// Opens and locks the part file; one that another run renames or removes meanwhile is tried again.
Result<FileHandle> open_part(const std::string& part, const std::string& place) {
  while (true) {
    FileHandle file(::open(part.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file) return system_error("cannot be written", place);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EWOULDBLOCK) return output_error("another run is writing it", place);
      if (errno != ENOLCK && errno != EINVAL && errno != ENOSYS) {
        return system_error("cannot be locked", place);
      }
    }
    if (file_id(part) != file_id(file.get())) continue;
    if (::ftruncate(file.get(), 0) != 0) return system_error("cannot be written", place);
    return file;
  }
}

Result<std::unique_ptr<Writer>> open_special(const std::string& path, const std::string& place) {
  FileHandle file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) return system_error("cannot be written", place);
  return std::make_unique<DescriptorWriter>(std::move(file), place);
}

Result<std::unique_ptr<Writer>> open_file(const Output& output, const Settings&) {
  const std::string place = path_as_utf8(output.path);
  std::string path = output.path;
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) {
    if (S_ISDIR(info.st_mode)) return output_error("is a folder", place);
    if (!S_ISREG(info.st_mode)) return open_special(path, place);
    if (!output.force) return output_error(kExists, place);
    // A link stays a link: what it points to is replaced.
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (!error) path = real.string();
  } else if (path.empty() || path.ends_with('/')) {
    return output_error("is no file name", place);
  }
  const std::string part = path + ".part";
  Result<FileHandle> file = open_part(part, place);
  if (!file) return tl::unexpected(file.error());
  return std::make_unique<FileWriter>(std::move(*file), part, path, place, output.force);
}

}  // namespace

WriterSpec file_writer() {
  return {"file",
          "A file that appears under its name when it is complete.",
          {},
          [](const Output&) { return true; },
          open_file};
}

}  // namespace medloom::writers
