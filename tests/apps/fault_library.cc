// Loaded into the program before libc (LD_PRELOAD): makes the k-th of its calls that change files
// fail, or kills the program in front of it.
//
//   MEDLOOM_FAULT=COUNT                 only counts; MEDLOOM_FAULT_REPORT names a file for the
//   number MEDLOOM_FAULT=K:kill, K:28 (ENOSPC) what happens at call K, counted from 1
//
// Only calls on files below MEDLOOM_FAULT_BELOW count, so that talk on standard error does not.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> g_calls{0};

bool below(const char* path) {
  const char* folder = std::getenv("MEDLOOM_FAULT_BELOW");
  return folder != nullptr && path != nullptr &&
         std::strncmp(path, folder, std::strlen(folder)) == 0;
}

bool below(int descriptor) {
  char name[64];
  char path[PATH_MAX];
  std::snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  const ssize_t size = ::readlink(name, path, sizeof path - 1);
  if (size <= 0) return false;
  path[size] = '\0';
  return below(path);
}

// True when the call is to fail; errno is set.
bool fails() {
  const long call = ++g_calls;
  const char* fault = std::getenv("MEDLOOM_FAULT");
  if (fault == nullptr) return false;
  char* end = nullptr;
  const long wanted = std::strtol(fault, &end, 10);
  if (wanted != call || *end != ':') return false;
  if (std::strcmp(end, ":kill") == 0) {
    ::kill(::getpid(), SIGKILL);
    ::pause();
  }
  errno = static_cast<int>(std::strtol(end + 1, nullptr, 10));
  return true;
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

struct Report {
  ~Report() {
    const char* path = std::getenv("MEDLOOM_FAULT_REPORT");
    if (path == nullptr) return;
    if (FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%ld", g_calls.load());
      std::fclose(file);
    }
  }
} g_report;

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static const auto kReal = next<ssize_t (*)(int, const void*, size_t)>("write");
  if (below(descriptor) && fails()) return -1;
  return kReal(descriptor, bytes, size);
}

int fsync(int descriptor) {
  static const auto kReal = next<int (*)(int)>("fsync");
  if (below(descriptor) && fails()) return -1;
  return kReal(descriptor);
}

int rename(const char* from, const char* to) {
  static const auto kReal = next<int (*)(const char*, const char*)>("rename");
  if (below(to) && fails()) return -1;
  return kReal(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  static const auto kReal =
      next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2");
  if (below(to) && fails()) return -1;
  return kReal(from_folder, from, to_folder, to, flags);
}

int mkdir(const char* path, mode_t mode) {
  static const auto kReal = next<int (*)(const char*, mode_t)>("mkdir");
  if (below(path) && fails()) return -1;
  return kReal(path, mode);
}

int open(const char* path, int flags, ...) {
  static const auto kReal = next<int (*)(const char*, int, ...)>("open");
  va_list more;
  va_start(more, flags);
  const auto mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  if ((flags & O_CREAT) != 0 && below(path) && fails()) return -1;
  return kReal(path, flags, mode);
}

int unlink(const char* path) {
  static const auto kReal = next<int (*)(const char*)>("unlink");
  if (below(path) && fails()) return -1;
  return kReal(path);
}

}  // extern "C"
