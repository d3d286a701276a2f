// Talk goes to stderr and results to stdout; what comes from a page or a file name is escaped
// first. Tested by tests/apps.
#include "apps/medloom/console.h"

#include "apps/medloom/terminal.h"

namespace medloom {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::configuration:
      return kUsage;
    case ErrorCode::closed_pipe:
      return kClosedPipe;
    case ErrorCode::rejected:
      return kFindings;
    case ErrorCode::input:
    case ErrorCode::output:
    case ErrorCode::internal:
      return kInputOutput;
  }
  return kInputOutput;
}

int report(std::ostream& err, const Problems& problems) {
  for (const Error& problem : problems) {
    if (problem.code == ErrorCode::closed_pipe) continue;
    err << "medloom: " << printable(to_string(problem)) << '\n';
  }
  return problems.empty() ? static_cast<int>(kDone) : exit_code(problems.front().code);
}

int report(std::ostream& err, const Error& error) { return report(err, Problems{error}); }

}  // namespace medloom
