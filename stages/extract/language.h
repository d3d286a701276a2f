// The language of a page and of its blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"
#include "text/script.h"

namespace medloom::stages {

// The page's language with script and region ("en", "zh-Hans-CN", "zh-Hant-HK"), by its text; what
// the page declares only decides what the text leaves open. `scripts` are those of each draft.
std::string page_language(const Document& document, const Drafts& drafts,
                          const std::vector<text::ScriptCounts>& scripts);

// The language of one block: by its own text, and where that does not tell the script of Chinese,
// the page's.
std::string block_language(const text::ScriptCounts& scripts, std::string_view page_language);

}  // namespace medloom::stages
