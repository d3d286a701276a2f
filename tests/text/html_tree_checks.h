// What must hold of the tree of any page, shared by the property tests and the fuzz target.
#pragma once

#include <string>

#include "text/html_tree.h"

namespace medloom::text {

// The first promise that the tree breaks, or "": copied pieces are the page's bytes, places lie in
// the page and on character bounds, texts are valid UTF-8, and every node is linked exactly once.
// REQUIRES: the page is valid UTF-8.
std::string flaws_of(const HtmlTree& tree);

// How many nodes lie between the root and the deepest node, both included: at most the depth limit,
// a <script> and its text.
std::uint32_t depth_of(const HtmlTree& tree);

}  // namespace medloom::text
