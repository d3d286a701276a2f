// Pages that say that there is no page.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"

namespace medloom::stages {

// Whether a page is an error message, a login wall or a robot check that came with status 200:
// hardly any text, and a title, heading or line that is one of the phrases such pages consist of.
// `navigation` is parallel to the drafts (see main_content.h); empty for pages without markup.
bool is_error_page(const Document& document, const Drafts& drafts,
                   const std::vector<std::string_view>& navigation);

}  // namespace medloom::stages
