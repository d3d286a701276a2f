// PostgreSQL refuses to run as root, so there its programs run as the user "postgres" that the
// package brings. Paths stay short: a socket's may have 107 bytes.
#include "tests/support/postgres_server.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace medloom::test {
namespace fs = std::filesystem;
namespace {

constexpr char kOwner[] = "postgres";

// The programs of the newest version, or an empty path.
fs::path programs() {
  fs::path newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const fs::path bin = version.path() / "bin";
    if (fs::exists(bin / "initdb", none)) newest = std::max(newest, bin);
  }
  return newest;
}

// The exit code of a program whose talk goes to `log`.
int run(const std::vector<std::string>& words, const std::string& folder, const std::string& log) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    if (::chdir(folder.c_str()) == 0) ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

bool PostgresServer::installed() {
  return !programs().empty() && (::geteuid() != 0 || ::getpwnam(kOwner) != nullptr);
}

int PostgresServer::as_owner(const std::vector<std::string>& words) const {
  std::vector<std::string> all;
  if (::geteuid() == 0) all = {"runuser", "-u", kOwner, "--"};
  all.insert(all.end(), words.begin(), words.end());
  all[::geteuid() == 0 ? 4 : 0] = (programs() / words[0]).string();
  return run(all, folder_, folder_ + "/log");
}

PostgresServer::PostgresServer() {
  folder_ = "/tmp/mlpg-XXXXXX";
  if (::mkdtemp(folder_.data()) == nullptr) {
    error_ = "no temporary folder";
    return;
  }
  ::chmod(folder_.c_str(), 0755);
  if (::geteuid() == 0) {
    const passwd* owner = ::getpwnam(kOwner);
    if (::chown(folder_.c_str(), owner->pw_uid, owner->pw_gid) != 0) error_ = "chown";
  }
  const std::string data = folder_ + "/data";
  if (as_owner({"initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync"}) != 0) {
    error_ = "initdb failed, see " + folder_ + "/log";
    return;
  }
  running_ = as_owner({"pg_ctl", "-D", data, "-w", "-t", "120", "-l", folder_ + "/server.log", "-o",
                       "-c listen_addresses='' -k " + folder_ + " -c fsync=off", "start"}) == 0;
  if (!running_) error_ = "the server did not start, see " + folder_ + "/server.log";
}

PostgresServer::~PostgresServer() {
  if (running_) as_owner({"pg_ctl", "-D", folder_ + "/data", "-m", "immediate", "-w", "stop"});
  std::error_code ignored;
  if (error_.empty()) fs::remove_all(folder_, ignored);
}

std::string PostgresServer::new_database() {
  const std::string name = "kb" + std::to_string(++databases_);
  if (as_owner({"createdb", "-h", folder_, "-U", "tester", name}) != 0) error_ = "createdb failed";
  return "host=" + folder_ + " user=tester dbname=" + name;
}

}  // namespace medloom::test
