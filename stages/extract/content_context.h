// What the first judgement of all blocks of a page says about each of them.
//
// A block that looks like content among blocks that do not is rather none, and the other way
// round; a teaser looks like a paragraph, but stands in an element of teasers. So blocks are judged
// twice (content_model.h): by themselves, and in the light of what was found for those around them,
// in the same elements, of the same markup, in the same section and on the whole page.
//
// Cost: linear in the page, and a sort of its blocks.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "stages/extract/page_layout.h"

namespace medloom::stages {

inline constexpr std::size_t kContextCount = 34;
using Context = std::array<float, kContextCount>;

// Hands out the context of each draft in turn. `chances`: by draft, how likely it is content.
void read_context(const PageLayout& layout, const Drafts& drafts, const std::vector<float>& chances,
                  const std::function<void(const Context&)>& take);

}  // namespace medloom::stages
