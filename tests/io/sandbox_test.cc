// What a sandboxed process can no longer do, tried by children that enter it.
#include "io/sandbox/sandbox.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <linux/landlock.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>

#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::TempFolder;

constexpr int kNoSandbox = 97;
constexpr int kFilesOpen = 98;
constexpr int kDone = 0;

bool has_landlock() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 2;
}

// The errno that `attempt` ended with in a sandboxed child; 0 where it worked.
int in_sandbox(const SandboxRoom& room, const std::function<bool()>& attempt) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto entered = enter_sandbox(room);
    if (!entered) ::_exit(kNoSandbox);
    if (*entered != SandboxedFiles::kept_apart && has_landlock()) ::_exit(kFilesOpen);
    errno = 0;
    ::_exit(attempt() ? kDone : errno);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool opens(const std::string& path, int flags) {
  return ::open(path.c_str(), flags | O_CLOEXEC, 0600) >= 0;
}

TEST(Sandbox, HasNoNetwork) {
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) {
    EXPECT_EQ(in_sandbox({}, [family] { return ::socket(family, SOCK_STREAM, 0) >= 0; }), EPERM);
  }
}

TEST(Sandbox, StartsNoProgram) {
  EXPECT_EQ(in_sandbox({},
                       [] {
                         ::execl("/bin/true", "true", nullptr);
                         return false;
                       }),
            EPERM);
  EXPECT_EQ(in_sandbox({}, [] { return ::syscall(SYS_memfd_create, "x", 0) >= 0; }), EPERM);
}

TEST(Sandbox, LeavesNoOtherWay) {
  EXPECT_EQ(in_sandbox({}, [] { return ::syscall(SYS_ptrace, 0, 0, 0, 0) == 0; }), EPERM);
  EXPECT_EQ(in_sandbox({}, [] { return ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0; }), EPERM);
  EXPECT_EQ(in_sandbox({}, [] { return ::syscall(SYS_unshare, 0x10000000) == 0; }), EPERM);
}

TEST(Sandbox, HoldsInThreads) {
  EXPECT_EQ(in_sandbox({},
                       [] {
                         int error = 0;
                         std::thread([&error] {
                           if (::socket(AF_INET, SOCK_STREAM, 0) < 0) error = errno;
                         }).join();
                         errno = error;
                         return error == 0;
                       }),
            EPERM);
}

TEST(Sandbox, OpensNoFileElsewhere) {
  if (!has_landlock()) GTEST_SKIP() << "this kernel has no Landlock";
  const TempFolder folder;
  folder.write("in/page.txt", "p");
  folder.write("in/alone.txt", "p");
  folder.write("secret.txt", "s");
  folder.write("out/old.txt", "o");
  const SandboxRoom room{{folder.path("in")}, {folder.path("out")}};
  EXPECT_EQ(in_sandbox(room, [&] { return opens(folder.path("in/page.txt"), O_RDONLY); }), 0);
  EXPECT_EQ(in_sandbox(room, [&] { return opens(folder.path("secret.txt"), O_RDONLY); }), EACCES);
  EXPECT_EQ(in_sandbox(room, [&] { return opens(folder.path("secret.txt"), O_WRONLY); }), EACCES);
  EXPECT_EQ(in_sandbox(room, [&] { return opens(folder.path("in/page.txt"), O_WRONLY); }), EACCES);
  EXPECT_EQ(in_sandbox(room, [&] { return opens(folder.path("in/new"), O_WRONLY | O_CREAT); }),
            EACCES);
  EXPECT_EQ(in_sandbox(room, [&] { return ::unlink(folder.path("in/page.txt").c_str()) == 0; }),
            EACCES);
  EXPECT_EQ(in_sandbox(room,
                       [&] {
                         return opens(folder.path("out/new"), O_RDWR | O_CREAT) &&
                                ::mkdir(folder.path("out/d").c_str(), 0700) == 0 &&
                                std::rename(folder.path("out/new").c_str(),
                                            folder.path("out/d/named").c_str()) == 0 &&
                                opens(folder.path("out/old.txt"), O_WRONLY | O_TRUNC);
                       }),
            0);
  EXPECT_EQ(
      in_sandbox(room,
                 [&] { return ::symlink("/etc/passwd", folder.path("out/link").c_str()) == 0; }),
      EACCES);
  // One file of a folder.
  const SandboxRoom one{{folder.path("in/alone.txt"), folder.path("missing")}, {}};
  EXPECT_EQ(in_sandbox(one, [&] { return opens(folder.path("in/alone.txt"), O_RDONLY); }), 0);
  EXPECT_EQ(in_sandbox(one, [&] { return opens(folder.path("in/page.txt"), O_RDONLY); }), EACCES);
}

}  // namespace
}  // namespace medloom
