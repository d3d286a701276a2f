// A page's tree to drafts, in reading order.
//
// Headings, paragraphs, list items, table rows, quotes, captions and preformatted lines; <br> and
// block elements cut lines, an empty line or a new block element leaves `gap_before`. What readers
// do not see and what is no text (scripts, form controls, deleted text, ruby readings) is left out,
// and recorded as dropped where it has text.
#pragma once

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"
#include "text/html_tree.h"

namespace medloom::stages {

Drafts read_html_blocks(const text::HtmlTree& tree, DocumentEditor& editor);

}  // namespace medloom::stages
