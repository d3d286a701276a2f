#include "tests/apps/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <medloom_source_dir.h>
#include <algorithm>
#include <csignal>

namespace medloom::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

void redirect(const std::string& file, int flags, int descriptor) {
  const int opened = ::open(file.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(125);
  ::close(opened);
}

}  // namespace

Program::Program(std::vector<std::string> arguments, ProgramOptions options) {
  arguments.insert(arguments.begin(), MEDLOOM_PROGRAM);
  options.environment.push_back("PATH=/usr/bin:/bin");
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> environment_pointers = pointers(options.environment);
  const std::string in = files_.write("in", options.input);
  const std::string out = options.out_file.empty() ? files_.path("out") : options.out_file;
  const std::string err = files_.path("err");
  process_ = ::fork();
  if (process_ != 0) return;
  std::signal(SIGPIPE, SIG_DFL);
  redirect(in, O_RDONLY, STDIN_FILENO);
  redirect(out, O_WRONLY | O_CREAT | O_APPEND, STDOUT_FILENO);
  redirect(err, O_WRONLY | O_CREAT | O_APPEND, STDERR_FILENO);
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(125);
  ::execve(MEDLOOM_PROGRAM, argument_pointers.data(), environment_pointers.data());
  ::_exit(126);
}

Program::~Program() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void Program::signal(int number) const { ::kill(process_, number); }

Finished Program::wait() {
  int status = 0;
  EXPECT_EQ(::waitpid(process_, &status, 0), process_);
  process_ = -1;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, files_.read("out"), files_.read("err")};
}

Finished medloom(std::vector<std::string> arguments, ProgramOptions options) {
  return Program(std::move(arguments), std::move(options)).wait();
}

std::string in_tree(const std::string& path) { return MEDLOOM_SOURCE_DIR "/" + path; }

std::vector<std::string> sample_pages() {
  std::vector<std::string> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(in_tree("samples"))) {
    if (entry.path().stem() == "input") pages.push_back(entry.path().string());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

}  // namespace medloom::test
