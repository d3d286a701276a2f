// What a process gives up for good before it looks at pages that may be hostile.
//
// Should a fault in a library let a page run code, that code can reach no network, start no
// program, and open no file but those it is left with. Two parts of Linux do it: a seccomp filter
// of system calls, which every kernel of today has, and Landlock (5.19 and later, where switched
// on) for files. What is open already stays open. It holds for all threads of the process and for
// whatever they start; nothing takes it back.
//
// It is no wall against the kernel's own faults, nor against what a run may do anyway: write
// wrong records, use up its time and memory.
#pragma once

#include <string>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

// Files, and folders with all that is in them. What does not exist is passed over.
struct SandboxRoom {
  std::vector<std::string> read;
  std::vector<std::string> write;  // and read
};

enum class SandboxedFiles : std::uint8_t {
  kept_apart,  // no file outside the room can be opened
  open,        // this kernel has no Landlock: files are as open as before
};

// Called once, before other threads are started. Errors: configuration, where the kernel refuses
// the filter; then nothing is given up.
Result<SandboxedFiles> enter_sandbox(const SandboxRoom& room);

}  // namespace medloom
