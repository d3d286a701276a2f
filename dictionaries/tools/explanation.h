// What the dictionaries make of a surface or a sentence: every row that meets it, which one acts,
// and why each of the others does not. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/library.h"

namespace medloom::dictionaries {

// A row or label that meets the text somewhere, or would in another language.
struct Contender {
  Span at;                          // bytes of the text; of a link, of the result
  std::string surface;              // what stands there
  const TermRow* row = nullptr;     // null: a label of the concept
  const Concept* target = nullptr;  // of links and labels
  bool acts = false;
  std::string does;  // "writes 'low back pain'", "links low-back-pain (condition)"
  std::string why;   // why it does not act; empty when it does

  // "terms/en-links.tsv:41" or "concepts.tsv:7".
  std::string name() const;
};

struct Explanation {
  std::string language;               // the text was read as
  std::string result;                 // the text with its repairs
  std::vector<Contender> contenders;  // in the order of the text, of one place the acting one first
};

// `language` empty: told by the text. The text is block and page at once; `page` adds to the page.
Explanation explain(const Library& library, std::string_view text, std::string language = {},
                    std::string_view page = {});

}  // namespace medloom::dictionaries
