// Plain text, as a scraper left it, to drafts.
#pragma once

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"

namespace medloom::stages {

// Every line that shows something is a draft, without the white space at its ends. `gap_before`
// marks those with an empty line above. A line with a list mark is a list item of level 1. What
// lines belong together is for `structure` to say: it knows the site.
Drafts read_text_blocks(std::string_view page);

// The line that stands at [from, to) of the page as a paragraph, or a list item if it has a mark.
// Its text is empty if it shows nothing.
Block block_of_line(std::string_view page, Span line);

// The end of the line that begins at `from`, and where the next one begins. Lines end at LF, CR, CR
// LF, a form feed, NEL, or one of Unicode's separators.
struct LineEnd {
  std::uint32_t to;
  std::uint32_t next;
};
LineEnd find_line_end(std::string_view page, std::uint32_t from);

// Takes a list mark off the front of a block's text, if there is one; the block becomes a list
// item. Returns whether it did.
bool take_list_mark(Block& block, std::uint8_t level);

}  // namespace medloom::stages
