// What rows say together: duplicates and quarrels over one surface, rows that a `keep` always
// covers, and replacements that another row (or the same) would replace again.
#pragma once

#include "dictionaries/findings.h"
#include "dictionaries/library.h"

namespace medloom::dictionaries {

void lint_surfaces(const Library& library, FindingList& findings);

}  // namespace medloom::dictionaries
