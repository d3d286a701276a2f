// What of a page its readers do not see.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/html_tree.h"

namespace medloom::stages {

// Which of an element's own attributes hides it ("hidden-attribute", "display-none" …), or empty.
std::string_view hidden_by(const text::HtmlTree& tree, const text::HtmlNode& element);

// The same for the declarations of a style attribute.
std::string_view hidden_by_style(std::string_view declarations);

// Why an element's content is no text of the page at all, whatever its attributes: "script",
// "form-control" …; empty for elements that hold text.
std::string_view not_text(text::HtmlTag tag);

// Pages hide what they hold until a script has run (`<div hidden>`, a <noscript> beside an empty
// shell), or behind a dialog that was open when the page was saved. Whoever holds most of a page's
// text is the page. Counts the text below each node once, when first asked.
class HiddenPage {
 public:
  explicit HiddenPage(const text::HtmlTree& tree) : tree_(tree) {}
  bool is(std::uint32_t element);
  // Bytes of text below a node, white space left out.
  std::uint32_t bytes(std::uint32_t element);

 private:
  const text::HtmlTree& tree_;
  std::vector<std::uint32_t> bytes_;  // of text below each node, white space left out
};

// Characters of a text that are no white space; the same for all text below a node.
std::uint32_t visible_chars(std::string_view bytes);
std::uint32_t count_visible_chars(const text::HtmlTree& tree, std::uint32_t index);

}  // namespace medloom::stages
