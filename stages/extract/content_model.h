// How sure it is that a block belongs to the content of its page: 0 to 1.
//
// Two ensembles of small decision trees: one over the features of a block (block_features.h), one
// over what the first says of the blocks around it (content_context.h). They were grown by gradient
// boosting (bench/content_model) on 1,467 public pages of all kinds (articles, forums, shops,
// lists, manuals; English, Chinese and others), of which people had written down the main text;
// each page counted the same, and a block by its length. Constant tables: safe from any thread.
#pragma once

#include <cstddef>

#include "stages/extract/block_features.h"
#include "stages/extract/content_context.h"

namespace medloom::stages {

// The first trees say most. Where they are sure after a stretch, no more are asked; so are they
// when they are grown.
inline constexpr std::size_t kStretchOfTrees = 10;
inline constexpr float kSureOdds = 2.3F;  // natural logarithm

// By itself.
float content_probability(const Features& block);

// Among the others.
float content_probability(const Context& block);

}  // namespace medloom::stages
