// Which blocks of an HTML page are its content, and which only lead elsewhere.
#pragma once

#include <string_view>
#include <vector>

#include "stages/extract/draft.h"
#include "text/html_tree.h"

namespace medloom::stages {

// For each draft the rule by which it is navigation ("nav", "links", "beside-content" …), or an
// empty one for content. Nothing is lost here: what is navigation keeps its block, with that role.
std::vector<std::string_view> find_navigation(const text::HtmlTree& tree, const Drafts& drafts);

}  // namespace medloom::stages
