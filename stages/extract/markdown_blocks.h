// Markdown to the same drafts as HTML gives.
#pragma once

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"

namespace medloom::stages {

// Headings (# and underlined), list items by indentation, quotes, table rows, fenced code, and
// paragraphs, of which each line is a draft as in plain text. What front matter says becomes facts.
// HTML in Markdown is not read.
Drafts read_markdown_blocks(std::string_view page, DocumentEditor& editor);

}  // namespace medloom::stages
