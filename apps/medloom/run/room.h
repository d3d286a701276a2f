// The files that a sandboxed run is left with: its inputs and data to read, and the folders of its
// outputs to write, since a file is made there under another name first. A run that writes to
// standard output keeps its scratch files, and so is left with, the folder of temporary files.
#pragma once

#include <string>

#include "apps/medloom/run/arguments.h"
#include "io/sandbox/sandbox.h"

namespace medloom {

// `scratch` is the folder of scratch files.
SandboxRoom room_of_run(const RunArguments& arguments, const std::string& scratch);

}  // namespace medloom
