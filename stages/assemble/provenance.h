// changes[], flags[], dropped[] and about[]: views of the edit log, with places in the record.
#pragma once

#include <vector>

#include "pipeline/model/document.h"
#include "pipeline/model/record.h"
#include "stages/assemble/concepts.h"
#include "stages/assemble/place_index.h"

namespace medloom::stages {

// REQUIRES: every text of the record is in its place; `index` was built from it.
void add_mentions(const Document& document, const ConceptTable& concepts, PlaceIndex& index,
                  Record& record);
void add_changes(const Document& document, PlaceIndex& index, Record& record);
void add_flags(const Document& document, PlaceIndex& index, Record& record);
// `placed` tells, by BlockId, whose whole text is in the record.
void add_drops(const Document& document, const PlaceIndex& index, const std::vector<bool>& placed,
               Record& record);

}  // namespace medloom::stages
