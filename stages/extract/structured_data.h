// What a page's JSON-LD says of it (QAPage, FAQPage, MedicalWebPage, Article …), held against what
// its readers see.
//
// Facts (dates, people, licence, breadcrumb) become facts of the document, with the source
// "json-ld" behind those of <meta>. Questions and answers are never taken from there: they stand on
// the page, or they are a doubt. JSON that no mending makes readable costs nothing but itself.
// Cost: linear in the page. Used by one thread.
#pragma once

#include <string>
#include <vector>

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"
#include "text/html_tree.h"

namespace medloom::stages {

// Something that JSON-LD says and the page does not show.
struct StructuredDoubt {
  std::string rule;
  std::string note;
};

std::vector<StructuredDoubt> add_structured_facts(const text::HtmlTree& tree, const Drafts& drafts,
                                                  DocumentEditor& editor);

// JSON as pages write it, made JSON: comment and CDATA wrappers, line breaks in strings, commas
// before a closing bracket. Good JSON stays as it is.
std::string mended_json(std::string_view json);

}  // namespace medloom::stages
