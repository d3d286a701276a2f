// The outline of a record for a terminal: what became of the page, without its texts in full.
#pragma once

#include <string>

#include "apps/medloom/terminal.h"
#include "pipeline/model/record.h"

namespace medloom {

std::string outline(const Record& record, const Palette& palette);

}  // namespace medloom
