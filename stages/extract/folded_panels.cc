// Triggers are collected once for the page. A panel is looked at when it is hidden, which is rare.
//
// Tested by tests/stages/folded_panels_test.cc.
#include "stages/extract/folded_panels.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlNodeKind;
using text::HtmlTag;
using text::HtmlTree;

constexpr int kLongestWayUp = 64;  // elements; menus are not nested deeper

std::string_view value(const HtmlTree& tree, const HtmlNode& element, std::string_view name) {
  const std::optional<text::HtmlAttribute> found = tree.attribute(element, name);
  return found ? found->value : std::string_view();
}

bool has(const HtmlTree& tree, const HtmlNode& element, std::string_view name) {
  return tree.attribute(element, name).has_value();
}

// What opens menus, dialogs and hints rather than text of the page.
bool is_elsewhere(const HtmlTree& tree, const HtmlNode& element) {
  if (element.tag == HtmlTag::nav || element.tag == HtmlTag::header ||
      element.tag == HtmlTag::footer || element.tag == HtmlTag::dialog ||
      element.tag == HtmlTag::form || element.tag == HtmlTag::select) {
    return true;
  }
  if (has(tree, element, "aria-haspopup") || has(tree, element, "aria-modal")) return true;
  static constexpr std::array<std::string_view, 9> kRoles = {"navigation", "menu",    "menubar",
                                                             "menuitem",   "dialog",  "alertdialog",
                                                             "tooltip",    "listbox", "search"};
  const std::string_view role = value(tree, element, "role");
  for (const std::string_view elsewhere : kRoles) {
    if (role == elsewhere) return true;
  }
  return false;
}

bool stands_elsewhere(const HtmlTree& tree, std::uint32_t index) {
  for (int step = 0; step < kLongestWayUp && index > HtmlTree::kBody; ++step) {
    if (is_elsewhere(tree, tree[index])) return true;
    index = tree[index].parent;
  }
  return false;
}

// The ids that a trigger names.
std::vector<std::string_view> controlled_by(const HtmlTree& tree, const HtmlNode& trigger) {
  std::vector<std::string_view> ids;
  for (const std::string_view name : {"aria-controls", "data-target", "data-bs-target", "href"}) {
    std::string_view id = value(tree, trigger, name);
    if (name != "aria-controls") {
      if (!id.starts_with('#')) continue;
      id.remove_prefix(1);
    }
    if (!id.empty()) ids.push_back(id);
  }
  return ids;
}

}  // namespace

bool FoldedPanels::is(std::uint32_t element) {
  if (!looked_) find_triggers();
  const HtmlNode& node = tree_[element];
  const std::string_view id = value(tree_, node, "id");
  const bool is_controlled = (!id.empty() && controlled_.contains(id)) ||
                             (has_tabs_ && value(tree_, node, "role") == "tabpanel");
  if (!is_controlled && !asked_.contains(element) && !follows_trigger(element)) return false;
  return !stands_elsewhere(tree_, element);
}

bool FoldedPanels::is_title(std::uint32_t element) {
  if (!looked_) find_triggers();
  const std::string_view id = value(tree_, tree_[element], "id");
  const bool is_named = !id.empty() && titles_.contains(id);
  return (is_named || is_trigger(tree_[element])) && !stands_elsewhere(tree_, element);
}

// Says itself that it opens something. A tab that is not chosen has no `aria-expanded`.
bool FoldedPanels::is_trigger(const HtmlNode& element) const {
  return has(tree_, element, "aria-expanded") || value(tree_, element, "role") == "tab";
}

void FoldedPanels::find_triggers() {
  looked_ = true;
  before_.resize(tree_.nodes().size());
  std::vector<std::uint32_t> last(tree_.nodes().size());  // child so far
  for (std::uint32_t index = HtmlTree::kBody; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind != HtmlNodeKind::element) continue;
    before_[index] = std::exchange(last[node.parent], index);
    if (node.count == 0 || !is_trigger(node) || stands_elsewhere(tree_, index)) continue;
    has_tabs_ = has_tabs_ || value(tree_, node, "role") == "tab";
    for (const std::string_view id : controlled_by(tree_, node)) controlled_.insert(id);
  }
  find_labelled_panels();
  find_asked_panels();
}

// `<div class=q>Does it hurt?</div><div class=a style="display:none">A little.</div>`, again and
// again.
void FoldedPanels::find_asked_panels() {
  std::unordered_map<std::string, std::vector<std::uint32_t>> alike;  // by how they look
  for (std::uint32_t index = HtmlTree::kBody; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind != HtmlNodeKind::element || before_[index] == 0 || !asks(before_[index]))
      continue;
    std::string look(tree_.name(node));
    for (const std::string_view name : {"class", "style"}) {
      look += '\n';
      look += value(tree_, node, name);
    }
    alike[std::move(look)].push_back(index);
  }
  for (const auto& [look, elements] : alike) {
    if (elements.size() >= 2) asked_.insert(elements.begin(), elements.end());
  }
}

// Whether the last text of an element, of those not nested deep, ends in a question mark.
bool FoldedPanels::asks(std::uint32_t element) const {
  constexpr int kDepth = 8;
  for (int step = 0; step < kDepth && element != 0; ++step) {
    const HtmlNode& node = tree_[element];
    if (node.kind == HtmlNodeKind::text) {
      const std::string_view text = last_line(node);
      return text.ends_with('?') || text.ends_with("？");
    }
    element = 0;
    for (std::uint32_t child = node.first_child; child != 0; child = tree_[child].next_sibling) {
      const bool blank = tree_[child].kind == HtmlNodeKind::text && last_line(tree_[child]).empty();
      if (!blank) element = child;
    }
  }
  return false;
}

// The end of a text, without white space behind it.
std::string_view FoldedPanels::last_line(const HtmlNode& text) const {
  if (text.count == 0) return {};
  const std::string_view bytes = tree_.piece(text.first + text.count - 1).bytes;
  return bytes.substr(0, bytes.find_last_not_of(" \t\r\n") + 1);
}

// `<a role=button id=q aria-controls=a>Question</a><div role=region id=a aria-labelledby=q>`, also
// without a word on what is open now.
void FoldedPanels::find_labelled_panels() {
  std::unordered_map<std::string_view, std::string_view> labels;  // by the panel's id
  for (std::uint32_t index = HtmlTree::kBody; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind != HtmlNodeKind::element || node.count < 3) continue;
    const std::string_view role = value(tree_, node, "role");
    if (role != "region" && role != "tabpanel") continue;
    const std::string_view id = value(tree_, node, "id");
    if (!id.empty()) labels.try_emplace(id, value(tree_, node, "aria-labelledby"));
  }
  if (labels.empty()) return;
  for (std::uint32_t index = HtmlTree::kBody; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind != HtmlNodeKind::element || node.count < 2) continue;
    const std::string_view id = value(tree_, node, "id");
    const auto panel = labels.find(value(tree_, node, "aria-controls"));
    if (id.empty() || panel == labels.end() || panel->second != id) continue;
    if (stands_elsewhere(tree_, index)) continue;
    titles_.insert(id);
    controlled_.insert(panel->first);
  }
}

// `<h3><button aria-expanded=false>Question</button></h3><div hidden>Answer</div>`. A trigger that
// names its panel opens that one and no other.
bool FoldedPanels::follows_trigger(std::uint32_t element) const {
  std::uint32_t before = before_[element];
  for (int step = 0; step < 3 && before != 0; ++step) {
    if (is_elsewhere(tree_, tree_[before])) return false;
    if (is_trigger(tree_[before])) return controlled_by(tree_, tree_[before]).empty();
    const std::uint32_t inner = tree_[before].first_child;
    const bool is_element = inner != 0 && tree_[inner].kind == HtmlNodeKind::element;
    before = is_element ? inner : 0;
  }
  return false;
}

}  // namespace medloom::stages
