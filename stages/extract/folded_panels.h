// Text that a page hides until its reader asks for it: the answers of an FAQ that open on a click,
// the panels behind tabs.
//
// Such text is content like any other, though it stands in `display:none` or `hidden`. It is told
// from what nobody is meant to read by the trigger that shows it: a visible element says which one
// it controls (`aria-controls`, `data-target`, `href="#…"` with `aria-expanded`), or stands right
// before it; or the panel names its title, which names the panel (`aria-labelledby`). Without any
// of these a script may do it: then what asks stands right before the panel, on a page that has at
// least two of them, alike. Menus, dialogs and pop-ups are controlled in the same way and stay
// hidden.
//
// Cost: one walk over the elements, when first asked. Used by one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/html_tree.h"

namespace medloom::stages {

class FoldedPanels {
 public:
  explicit FoldedPanels(const text::HtmlTree& tree) : tree_(tree) {}

  // Whether a hidden element is a panel that a trigger opens.
  bool is(std::uint32_t element);

  // Whether an element is such a trigger: its text is a title, even in a <button>.
  bool is_title(std::uint32_t element);

 private:
  void find_triggers();
  void find_labelled_panels();
  void find_asked_panels();
  bool asks(std::uint32_t element) const;
  std::string_view last_line(const text::HtmlNode& text) const;
  bool is_trigger(const text::HtmlNode& element) const;
  bool follows_trigger(std::uint32_t element) const;

  const text::HtmlTree& tree_;
  bool looked_ = false;
  bool has_tabs_ = false;
  std::unordered_set<std::string_view> controlled_;  // ids
  std::unordered_set<std::string_view> titles_;      // ids of triggers that their panels name
  std::unordered_set<std::uint32_t> asked_;          // elements behind what asks
  std::vector<std::uint32_t> before_;                // the element before each, of one parent
};

}  // namespace medloom::stages
