// What can be seen of a block that tells content from what only leads elsewhere: its own text, the
// elements it stands in, the blocks around it, and the page as a whole.
//
// No word of any language is looked at, only counts, so that Chinese and English pages are judged
// alike. Cost: constant for a block, one sort of the page's blocks.
#pragma once

#include <array>
#include <cstddef>
#include <functional>

#include "stages/extract/page_layout.h"

namespace medloom::stages {

inline constexpr std::size_t kFeatureCount = 124;
using Features = std::array<float, kFeatureCount>;

// Hands out the features of each draft in turn: together they would take more memory than the page.
void read_features(const PageLayout& layout, const Drafts& drafts,
                   const std::function<void(const Features&)>& take);

}  // namespace medloom::stages
