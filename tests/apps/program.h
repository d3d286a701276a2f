// The built program as a child process: what a user sees of it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace medloom::test {

struct Finished {
  int code = 0;  // exit code, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

struct ProgramOptions {
  std::string input = {};                     // standard input
  std::string out_file = {};                  // standard output goes here instead of into Finished
  std::string folder = {};                    // working directory
  std::vector<std::string> environment = {};  // "NAME=value", on top of a bare environment
};

class Program {
 public:
  // Starts medloom with these arguments, without any locale and with no variable of the test's.
  explicit Program(std::vector<std::string> arguments, ProgramOptions options = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  void signal(int number) const;
  Finished wait();

 private:
  TempFolder files_;
  pid_t process_ = -1;
};

// Runs medloom to its end.
Finished medloom(std::vector<std::string> arguments, ProgramOptions options = {});

// A file of the source tree.
std::string in_tree(const std::string& path);

// The inputs of the samples, sorted.
std::vector<std::string> sample_pages();

}  // namespace medloom::test
