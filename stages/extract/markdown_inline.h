// The inline marks of Markdown: what they are put around stays, they do not.
#pragma once

#include "pipeline/model/document.h"

namespace medloom::stages {

// The text of [span) of the page without emphasis, code marks, backslashes before punctuation, link
// targets and images. `5 * 10`, `snake_case` and marks without a partner stay as they are. Linear.
Text read_markdown_inline(std::string_view page, Span span);

}  // namespace medloom::stages
