// What stage `convert` reads: rows, concepts, words and signs, and what of them one way needs.
#pragma once

#include <string>
#include <vector>

#include "dictionaries/han_overlay.h"
#include "dictionaries/han_regional.h"
#include "dictionaries/han_signs.h"
#include "pipeline/engine/stage.h"
#include "stages/convert/conversion.h"

namespace medloom::stages {

struct HanKnowledge {
  std::vector<dictionaries::HanRow> rows;
  std::vector<dictionaries::Concept> concepts;
  std::vector<dictionaries::RegionalWord> regional;
  std::vector<std::string> words;  // that tell where words end
  dictionaries::HanSigns signs;
};

// Everything that is wrong with the tables goes to the context's problems. Without `regional_words`
// no word becomes that of another region.
HanKnowledge read_knowledge(StageContext& context, bool regional_words);

// The phrases of one way. A row and a label of the same characters are decided by the row, if it is
// one for everywhere, and a concept goes before a word of the table.
std::vector<dictionaries::HanPhrase> phrases_for(const HanWay& way, const HanKnowledge& known);

}  // namespace medloom::stages
