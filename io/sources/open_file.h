// Opens a file for reading and hands it to whichever source takes what is in it.
#pragma once

#include <memory>
#include <string>

#include "pipeline/engine/ends.h"

namespace medloom::sources {

// `path` may be another than that of the input, which people see. `flags` are added to those of
// open(2). Never blocks. Errors: input.
Result<std::unique_ptr<Source>> open_file(const Input& input, const std::string& path, int flags,
                                          const SourceContext& context);

}  // namespace medloom::sources
