// Names that a page's own style sheets hide: `.x7 { display: none }`, `#t { font-size: 0 }`.
//
// Only rules for a single class or id are read, and only outside of @media and the like. What
// waits behind a tab or a button is hidden by the same means and is text of the page. So a sheet
// is not believed about a name that another rule or a script of the page speaks of, nor, for what
// is easily shown again (display, visibility), about more than a line; nor at all where it would
// hide much of the page. Linear in the sheets, scripts and elements. Used by one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "stages/extract/html_hidden.h"
#include "text/html_tree.h"

namespace medloom::stages {

class HidingSheet {
 public:
  // The sizes of texts come from `page`, which must outlive this.
  HidingSheet(const text::HtmlTree& tree, HiddenPage& page);

  // By which rule an element is hidden ("display-none", "off-screen" …), or empty.
  std::string_view rule_for(std::uint32_t element);

 private:
  bool empty() const { return classes_.empty() && ids_.empty(); }
  std::string_view named_rule(const text::HtmlNode& element) const;
  bool hides_too_much();
  void read_sheet(std::string_view sheet);
  void read_rule(std::string_view selectors, std::string_view declarations);
  void forget_names_in(std::string_view text);

  using Rules = std::map<std::string, std::string_view, std::less<>>;  // by name

  const text::HtmlTree& tree_;
  HiddenPage& page_;
  Rules classes_;
  Rules ids_;
  std::string shown_;  // what speaks of names without hiding them
};

}  // namespace medloom::stages
