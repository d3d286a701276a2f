// The system calls that no run has any use for: the network, programs, other processes, the system
// itself, and what would let other calls past the filter.
#pragma once

#include "pipeline/model/result.h"

namespace medloom {

// They fail with EPERM from now on, in every thread. Errors: configuration.
Result<void> refuse_system_calls();

}  // namespace medloom
