// What a command talks through, and how its end becomes an exit code.
//
// Results go through a Writer, so that a full disk or a reader that has gone is noticed; talk goes
// to `err`.
#pragma once

#include <ostream>
#include <string>

#include "pipeline/engine/ends.h"

namespace medloom {

struct Console {
  Writer& out;        // results
  std::ostream& err;  // talk
};

// What a command ends with; a signal n ends with 128 + n.
enum ExitCode : int {
  kDone = 0,
  kFindings = 1,        // finished, with rejects or findings
  kUsage = 2,           // the command line or the configuration is wrong
  kInputOutput = 3,     // something could not be read or written
  kTooManyRejects = 4,  // the run was stopped: more rejects than --max-rejects
  kClosedPipe = 141,    // 128 + SIGPIPE: whoever read our output has gone
};

int exit_code(ErrorCode code);

// Shows problems, one a line, and gives the exit code of the first. A closed pipe is not talked
// about.
int report(std::ostream& err, const Problems& problems);
int report(std::ostream& err, const Error& error);

}  // namespace medloom
