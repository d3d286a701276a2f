// The state machine that reads a page by the grammar of its site profile.
#pragma once

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// Labels every block, opens questions, answers and the other nodes, and marks the fields.
void read_by_grammar(const SiteProfile& profile, DocumentEditor& editor);

}  // namespace medloom::stages
