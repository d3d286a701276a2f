// What an HTML page says about itself outside its text: title, dates, author, links, JSON-LD.
#pragma once

#include <string_view>

#include "pipeline/model/document.h"
#include "text/html_tree.h"

namespace medloom::stages {

// Adds the facts of the page in page order: "title" (<title>, og:title), "description", "author",
// "reviewer", "published", "modified", "site-name", "license", "canonical", "og-url", "language",
// "locale", from <meta>, <link> and microdata; "title-alone" is the title without the site's name
// behind it or in front. JSON-LD stands raw under "json-ld" (structured_data.h reads it). A value
// is kept as it is written; who uses it reads it.
void add_html_facts(const text::HtmlTree& tree, DocumentEditor& editor);

// Whether somebody may be called so: no address of a profile, no e-mail, no number of an account.
bool can_be_name(std::string_view value);

}  // namespace medloom::stages
