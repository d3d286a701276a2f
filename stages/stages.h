// The specs of all stages: one line each. A stage is otherwise private to its file or folder.
#pragma once

#include "pipeline/engine/stage.h"

namespace medloom::stages {

StageSpec decode_stage();
StageSpec extract_stage();
StageSpec repair_stage();
StageSpec structure_stage();
StageSpec guard_stage();
StageSpec redact_stage();
StageSpec normalize_stage();
StageSpec convert_stage();
StageSpec assemble_stage();
StageSpec translate_stage();
StageSpec check_stage();

}  // namespace medloom::stages
