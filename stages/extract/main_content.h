// Which blocks of an HTML page are its content, and which only lead elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "stages/extract/page_layout.h"

namespace medloom::stages {

// For each draft the rule by which it is navigation ("nav", "links", "beside-content" …), or an
// empty one for content. Nothing is lost here: what is navigation keeps its block, with that role.
std::vector<std::string_view> find_navigation(const text::HtmlTree& tree, const Drafts& drafts);

// The two steps of it: how likely each draft is content, 0 to 1, and what follows from that.
std::vector<float> content_chances(const PageLayout& layout, const Drafts& drafts);
std::vector<std::string_view> find_navigation(const PageLayout& layout, const Drafts& drafts,
                                              const std::vector<float>& chances);

}  // namespace medloom::stages
