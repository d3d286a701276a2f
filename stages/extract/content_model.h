// How sure it is that a block belongs to the content of its page: 0 to 1.
//
// An ensemble of small decision trees over the features of a block (block_features.h). They were
// grown by gradient boosting (bench/content_model) on 1,467 public pages of all kinds (articles,
// forums, shops, lists, manuals; English, Chinese and others), of which people had written down the
// main text; each page counted the same, and a block by its length. Constant tables: safe from any
// thread.
#pragma once

#include "stages/extract/block_features.h"

namespace medloom::stages {

float content_probability(const Features& block);

}  // namespace medloom::stages
