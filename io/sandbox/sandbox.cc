// Tested by tests/io/sandbox_test.cc.
#include "io/sandbox/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "io/file_handle.h"
#include "io/paths.h"
#include "io/sandbox/call_filter.h"

namespace medloom {
namespace {

// Before the second version no file could be renamed from one folder into another, which is how a
// finished output gets its name.
constexpr long kOldestVersion = 2;
constexpr long kVersionWithTruncate = 3;
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;  // newer than Debian 12's headers

constexpr std::uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kRead = kReadFile | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWriteFile = kReadFile | LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr std::uint64_t kWrite = kRead | kWriteFile | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER;
// Never given back: to start programs, to make devices, sockets, pipes and links.
constexpr std::uint64_t kNever = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                 LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SOCK |
                                 LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM;

// What libraries read when they feel like it: tables, locales, time zones, random numbers.
constexpr const char* kSystem[] = {"/usr", "/lib", "/lib64", "/etc", "/proc", "/sys", "/dev"};

long landlock_version() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

Result<void> failed(const std::string& what) {
  return fail(ErrorCode::configuration, "cannot keep files apart: " + system_message(errno), what);
}

class FileRules {
 public:
  explicit FileRules(long version) : truncate_(version >= kVersionWithTruncate ? kTruncate : 0) {
    landlock_ruleset_attr all = {};
    all.handled_access_fs = kWrite | kNever | truncate_;
    rules_ =
        FileHandle(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0)));
  }

  Result<void> allow(const std::vector<std::string>& paths, bool write) {
    for (const std::string& path : paths) {
      const FileHandle file(::open(path.c_str(), O_PATH | O_CLOEXEC));
      if (!file) continue;  // it does not exist, or may not be read anyway
      struct stat info {};
      if (::fstat(file.get(), &info) != 0) return failed(path);
      const bool folder = S_ISDIR(info.st_mode);
      landlock_path_beneath_attr rule = {};
      rule.parent_fd = file.get();
      if (write) {
        rule.allowed_access = (folder ? kWrite : kWriteFile) | truncate_;
      } else {
        rule.allowed_access = folder ? kRead : kReadFile;
      }
      if (::syscall(SYS_landlock_add_rule, rules_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
        return failed(path);
    }
    return {};
  }

  Result<void> enforce() const {
    const bool done = rules_ && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                      ::syscall(SYS_landlock_restrict_self, rules_.get(), 0) == 0;
    return done ? Result<void>() : failed("--sandbox");
  }

 private:
  std::uint64_t truncate_;
  FileHandle rules_;
};

Result<void> keep_files_apart(const SandboxRoom& room, long version) {
  FileRules rules(version);
  const std::vector<std::string> system(std::begin(kSystem), std::end(kSystem));
  for (const auto& [paths, write] :
       {std::pair{&system, false}, std::pair{&room.read, false}, std::pair{&room.write, true}}) {
    if (auto allowed = rules.allow(*paths, write); !allowed) return allowed;
  }
  return rules.enforce();
}

}  // namespace

Result<SandboxedFiles> enter_sandbox(const SandboxRoom& room) {
  const long version = landlock_version();
  const bool has_landlock = version >= kOldestVersion;
  if (has_landlock) {
    if (auto apart = keep_files_apart(room, version); !apart) return tl::unexpected(apart.error());
  }
  if (auto refused = refuse_system_calls(); !refused) return tl::unexpected(refused.error());
  return has_landlock ? SandboxedFiles::kept_apart : SandboxedFiles::open;
}

}  // namespace medloom
