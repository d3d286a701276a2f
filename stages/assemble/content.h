// Joins blocks into one text, and keeps their shape beside it.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/model/document.h"
#include "pipeline/model/record.h"

namespace medloom::stages {

struct Content {
  Text text;
  std::vector<ContentBlock> blocks;
};

// The text of a block as a line of its own: without the white space at its end, which is left where
// a line was cut in two.
Text line_of(const Block& block);

// How text is joined: soft line breaks by a space (by nothing beside Han), paragraphs by an empty
// line, list items, table rows and value lines ("Pulse: 72") by a line break. With `keep_lines` a
// line break of the page is one of the text. A list item's mark stands in `text`, in `blocks`
// beside the item. What stands between two lines is copied where `page`, the decoded one, has it
// so.
Content join_blocks(const std::vector<const Block*>& blocks, bool keep_lines,
                    std::string_view page);

}  // namespace medloom::stages
