// SIGINT, SIGTERM and SIGHUP as a flag, so that a run finishes the pages it has begun.
//
// The second signal ends the program as usual: whoever presses Ctrl-C twice means it. A signal that
// was ignored when the program started (nohup, a shell's background job) stays ignored.
#pragma once

#include <atomic>

namespace medloom {

class StopSignals {
 public:
  StopSignals();  // installs the handlers, for the rest of the program

  const std::atomic<bool>& stop() const;
  int received() const;  // the signal, or 0
};

// A closed pipe, and a file that may grow no further, become errors of write().
void ignore_broken_pipes();

}  // namespace medloom
