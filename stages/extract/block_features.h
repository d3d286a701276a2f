// What can be seen of a block that tells content from what only leads elsewhere: its own text, the
// elements it stands in, the blocks around it, and the page as a whole.
//
// No word of any language is looked at, only counts, so that Chinese and English pages are judged
// alike. Cost: constant for a block, one sort of the page's blocks.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "stages/extract/page_layout.h"

namespace medloom::stages {

inline constexpr std::size_t kFeatureCount = 124;
using Features = std::array<float, kFeatureCount>;

// By draft.
std::vector<Features> features_of(const PageLayout& layout, const Drafts& drafts);

}  // namespace medloom::stages
