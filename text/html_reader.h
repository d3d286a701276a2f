// The HTML reader: a page to a light tree, in one linear pass over anything.
//
// Text and its order are those of a browser on well-formed and on ordinary broken pages: WHATWG's
// tokenizer, void elements, implied end tags, tables with their scopes and what they push out, SVG
// and MathML. Left out on purpose: misnested formatting is ended, not reopened ("adoption agency";
// no byte of text depends on it); quirks mode is ignored. <noscript> and <template> hold normal
// markup that stays inside of them, so that a caller can leave it out: a <noscript> ends at its end
// tag whatever is left open in it, as it does for browsers that run scripts.
//
// Cost: every byte is looked at a constant number of times, nesting and misnesting included. Memory
// is about the size of the page, up to five times that where there is hardly anything but tags (and
// half as much again while the rows grow), and bounded by `max_nodes` on any page. A function
// without state: safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/model/result.h"
#include "text/html_tree.h"

namespace medloom::text {

struct HtmlLimits {
  // Elements and texts; attributes; stretches of text between references. More of one of these
  // rejects the page.
  std::uint32_t max_nodes = 1'000'000;
  std::uint32_t max_depth = 512;       // deeper elements are flattened, their text is kept
  std::uint32_t max_attributes = 256;  // of one element; further ones are dropped
  std::uint32_t max_attribute_bytes = std::uint32_t{1} << 20;  // of one value; the rest is cut off
};

// Reads a page. REQUIRES: valid UTF-8, which outlives the tree. Errors: rejected, when the page has
// more nodes than allowed or 4 GiB and more.
Result<HtmlTree> read_html(std::string_view page, const HtmlLimits& limits = {});

}  // namespace medloom::text
