// The specs of all writers: one line each. A writer is otherwise private to its file.
#pragma once

#include "pipeline/engine/ends.h"

namespace medloom::writers {

WriterSpec stdout_writer();
WriterSpec file_writer();

}  // namespace medloom::writers
