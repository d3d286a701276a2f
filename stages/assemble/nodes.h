// Places the labelled text of a document in a record: questions, answers, parts, teasers, people.
#pragma once

#include <vector>

#include "pipeline/model/document.h"
#include "pipeline/model/record.h"
#include "stages/assemble/concepts.h"

namespace medloom::stages {

// Fills in everything that is text of the page, and the ids. Provenance comes later, when every
// text has its place. Returns, by BlockId, whether a block's whole text went into the record.
std::vector<bool> place_nodes(const Document& document, const ConceptTable& concepts,
                              Record& record);

}  // namespace medloom::stages
