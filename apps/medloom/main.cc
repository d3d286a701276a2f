// medloom: scraped health pages in, structured Q&A records out.
//
// Results go to standard output, talk to standard error; the exit codes are in console.h.
#include <malloc.h>

#include <exception>
#include <iostream>

#include "apps/medloom/command_line.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"

namespace {

using medloom::Command;
using medloom::Console;
using medloom::Result;

int misuse(const medloom::Error& error) {
  std::cerr << error.where << ": " << medloom::printable(error.message) << "\nSee '" << error.where
            << " --help'.\n";
  return medloom::kUsage;
}

// Runs the command; an output that fails at the very end is an error too.
int call(const Command& command) {
  Result<std::unique_ptr<medloom::Writer>> out = medloom::open_writer({"-", false});
  if (!out) return medloom::report(std::cerr, out.error());
  Console console{**out, std::cerr};
  const Result<int> code = command(console);
  const Result<void> closed = (*out)->close();
  if (!code) return medloom::report(std::cerr, code.error());
  if (!closed) return medloom::report(std::cerr, closed.error());
  return *code;
}

// What is larger is given back when it is freed. Else a page of some megabytes would decide how
// much the program holds from then on; pages of the usual size never come to it.
constexpr int kGivenBack = 512 << 10;

}  // namespace

int main(int argc, char** argv) {
  mallopt(M_MMAP_THRESHOLD, kGivenBack);
  medloom::ignore_broken_pipes();
  try {
    const Result<Command> command =
        medloom::parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
    return command ? call(*command) : misuse(command.error());
  } catch (const std::bad_alloc&) {
    std::cerr << "medloom: not enough memory\n";
  } catch (const std::exception& error) {
    std::cerr << "medloom: internal error: " << medloom::printable(error.what()) << '\n';
  }
  return medloom::kInputOutput;
}
