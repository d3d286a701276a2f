// The language of a page and of its blocks.
#pragma once

#include <string>
#include <string_view>

#include "dictionaries/han_signs.h"
#include "pipeline/model/document.h"
#include "stages/extract/draft.h"
#include "text/script.h"

namespace medloom::stages {

// What a text shows.
struct LanguageEvidence {
  text::ScriptCounts scripts;
  dictionaries::HanEvidence signs;
};

// Gives each draft the language of its own text alone, and returns what all of them show together.
LanguageEvidence find_languages(Drafts& drafts, const dictionaries::HanSigns& signs);

// The page's language with script and region ("en", "zh-Hans-CN", "zh-Hant-HK"), by its text; what
// the page declares only decides what the text leaves open. `page` is all of that text.
std::string page_language(const Document& document, const LanguageEvidence& page);

// The language of one block: by its own text, and where that does not tell the script of Chinese,
// the page's. It has a region where its own text speaks for another one than the page's.
std::string_view block_language(std::string_view of_its_text, std::string_view page_language);

}  // namespace medloom::stages
