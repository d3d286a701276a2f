// The registered stages, in running order.
#pragma once

#include "pipeline/engine/stage.h"

namespace medloom {

const StageTable& builtin_stages();

}  // namespace medloom
