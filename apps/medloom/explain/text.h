// A page's story for a terminal: what each stage and rule did, in columns. Pure.
#pragma once

#include <string>

#include "apps/medloom/explain/story.h"
#include "apps/medloom/terminal.h"

namespace medloom {

std::string story_as_text(const PageStory& story, const Palette& palette);

// The lines of some operations, as they stand below a stage.
std::string edits_as_text(const std::vector<ExplainedEdit>& edits, const Palette& palette);

}  // namespace medloom
