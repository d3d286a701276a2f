// What a site profile says by selectors rather than by the wording of lines.
//
// A [[select]] names elements of the page, and what is in them: the title, a question, an answer,
// who wrote it, a date, what is content at all and what is none. Where a site's markup is better
// than its wording, a profile needs little else. What no selector names is left to the mode of the
// profile; what one names, the mode leaves alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// Labels the blocks that stand in selected elements. Reads the page's HTML once more, if the
// profile has selectors at all. Cost: linear in the page.
void apply_selectors(const SiteProfile& profile, DocumentEditor& editor);

// What one [[select]] finds on a page.
struct SelectorHits {
  std::string rule;  // "lindenhof.toml:20"
  std::size_t elements = 0;
  std::string first;  // the text of the first of them
};

// The same for each of a profile, in its order. `html`: the decoded page.
std::vector<SelectorHits> selector_hits(const SiteProfile& profile, std::string_view html);

}  // namespace medloom::stages
