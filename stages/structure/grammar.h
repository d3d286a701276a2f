// The state machine that reads a page by the grammar of its site profile.
#pragma once

#include <cstddef>

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// Whether the grammar makes something of a page: it finds text, and understands at least `least`
// bytes of what `extract` left as content. Walks the lines as read_by_grammar does, but changes
// nothing, and no further than it has to.
bool grammar_fits(const SiteProfile& profile, const Document& document, std::size_t least);

// Labels every block, opens questions, answers and the other nodes, and marks the fields.
void read_by_grammar(const SiteProfile& profile, DocumentEditor& editor);

}  // namespace medloom::stages
