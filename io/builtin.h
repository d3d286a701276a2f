// The registered sources, renderers and writers.
#pragma once

#include <vector>

#include "pipeline/engine/ends.h"

namespace medloom {

const std::vector<SourceSpec>& builtin_sources();
const std::vector<RendererSpec>& builtin_renderers();
const std::vector<WriterSpec>& builtin_writers();

}  // namespace medloom
