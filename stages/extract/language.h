// The language of a page and of its blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/han_signs.h"
#include "pipeline/model/document.h"
#include "stages/extract/draft.h"
#include "text/script.h"

namespace medloom::stages {

// What the text of a block shows.
struct LanguageEvidence {
  text::ScriptCounts scripts;
  dictionaries::HanEvidence signs;
};

std::vector<LanguageEvidence> language_evidence(const Drafts& drafts,
                                                const dictionaries::HanSigns& signs);

// The page's language with script and region ("en", "zh-Hans-CN", "zh-Hant-HK"), by its text; what
// the page declares only decides what the text leaves open. `blocks` are those of each draft.
std::string page_language(const Document& document, const std::vector<LanguageEvidence>& blocks);

// The language of one block: by its own text, and where that does not tell the script of Chinese,
// the page's. It has a region where its own text speaks for another one than the page's.
std::string block_language(const LanguageEvidence& block, std::string_view page_language);

}  // namespace medloom::stages
