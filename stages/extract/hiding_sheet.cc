// A sheet is cut at its braces; what stands in front of one is a list of selectors, or an at-rule,
// of which the whole block is passed over. Broken sheets end where they break.
//
// What else speaks of names is gathered and looked through once at the end, word by word. A rule
// that sets nothing that could show an element again is no such thing: `.x7 { margin: 0 }`.
#include "stages/extract/hiding_sheet.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlNodeKind;
using text::HtmlTag;
using text::HtmlTree;

constexpr std::size_t kMostOfPage = 5;  // a fifth
constexpr std::uint32_t kLine = 120;    // bytes

bool is_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || byte >= 0x80;
}

// Cuts the part before `end` off `text`; all of it if there is none.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

std::string without_comments(std::string_view sheet) {
  std::string bare;
  for (;;) {
    const std::size_t from = std::min(sheet.find("/*"), sheet.size());
    bare += sheet.substr(0, from);
    sheet.remove_prefix(from);
    if (sheet.empty()) return bare;
    const std::size_t to = sheet.find("*/", 2);
    if (to == std::string_view::npos) return bare;
    bare += ' ';
    sheet.remove_prefix(to + 2);
  }
}

// The rest of a block whose brace is open.
std::string_view take_block(std::string_view& sheet) {
  std::size_t depth = 1;
  std::size_t at = 0;
  for (; at < sheet.size() && depth > 0; ++at) {
    if (sheet[at] == '{') ++depth;
    if (sheet[at] == '}') --depth;
  }
  const std::string_view block = sheet.substr(0, at);
  sheet.remove_prefix(at);
  return block;
}

// ".x" or "#x", and nothing more.
bool is_single_name(std::string_view selector) {
  return selector.size() > 1 && (selector.front() == '.' || selector.front() == '#') &&
         std::all_of(selector.begin() + 1, selector.end(), is_name);
}

bool may_show(std::string_view declarations) {
  for (const std::string_view property :
       {"display", "visibility", "font-size", "color", "background", "left", "top", "indent"}) {
    if (declarations.find(property) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

HidingSheet::HidingSheet(const HtmlTree& tree, HiddenPage& page) : tree_(tree), page_(page) {
  for (std::uint32_t index = HtmlTree::kHtml; index < tree.nodes().size(); ++index) {
    const HtmlNode& node = tree[index];
    if (node.kind == HtmlNodeKind::text) continue;
    if (node.tag == HtmlTag::style) read_sheet(without_comments(tree.text_of(index)));
  }
  if (empty()) return;
  for (std::uint32_t index = HtmlTree::kHtml; index < tree.nodes().size(); ++index) {
    const HtmlNode& node = tree[index];
    if (node.kind == HtmlNodeKind::text || node.tag != HtmlTag::script) continue;
    shown_ += ' ';
    shown_ += tree.text_of(index);
  }
  forget_names_in(shown_);
  shown_.clear();
  if (!empty() && hides_too_much()) {
    classes_.clear();
    ids_.clear();
  }
}

void HidingSheet::read_sheet(std::string_view sheet) {
  while (!sheet.empty()) {
    std::string_view head = take_until(sheet, '{');
    head = text::trim_ascii(head.substr(head.rfind(';') + 1));  // behind "@import …;"
    if (head.starts_with('@')) {
      shown_ += take_block(sheet);
    } else {
      read_rule(head, take_until(sheet, '}'));
    }
  }
}

void HidingSheet::read_rule(std::string_view selectors, std::string_view declarations) {
  const std::string_view rule = hidden_by_style(declarations);
  const bool hides = !rule.empty() && rule != "opacity-0";  // what fades in
  if (!hides && !may_show(declarations)) return;
  while (!selectors.empty()) {
    const std::string_view selector = text::trim_ascii(take_until(selectors, ','));
    if (hides && is_single_name(selector)) {
      Rules& rules = selector.front() == '.' ? classes_ : ids_;
      rules.try_emplace(std::string(selector.substr(1)), rule);
    } else if (!hides) {
      shown_ += ' ';
      shown_ += selector;
    }
  }
}

void HidingSheet::forget_names_in(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::ranges::find_if_not(text, is_name);
    const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    for (Rules* rules : {&classes_, &ids_}) {
      if (const auto found = rules->find(word); found != rules->end()) rules->erase(found);
    }
    text.remove_prefix(std::max<std::size_t>(word.size(), 1));
  }
}

bool HidingSheet::hides_too_much() {
  std::size_t bytes = 0;
  for (std::uint32_t index = HtmlTree::kBody + 1; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    const bool may_hide = node.kind != HtmlNodeKind::text && node.count > 0;
    if (may_hide && !named_rule(node).empty()) bytes += page_.bytes(index);
  }
  return bytes * kMostOfPage > page_.bytes(HtmlTree::kBody);
}

std::string_view HidingSheet::rule_for(std::uint32_t element) {
  const HtmlTag tag = tree_[element].tag;
  if (empty() || tag == HtmlTag::html || tag == HtmlTag::body || tag == HtmlTag::main) return {};
  const std::string_view rule = named_rule(tree_[element]);
  const bool opens = rule == "display-none" || rule == "visibility-hidden";
  return opens && page_.bytes(element) > kLine ? "" : rule;
}

std::string_view HidingSheet::named_rule(const HtmlNode& element) const {
  for (std::uint32_t i = 0; i < element.count; ++i) {
    const text::HtmlAttribute attribute = tree_.attribute(element.first + i);
    const bool is_class = attribute.name == "class";
    if (!is_class && attribute.name != "id") continue;
    const Rules& rules = is_class ? classes_ : ids_;
    for (std::string_view names = attribute.value; !names.empty();) {
      const auto end = std::ranges::find_if(names, text::is_ascii_space);
      const auto size = static_cast<std::size_t>(end - names.begin());
      const auto found = rules.find(names.substr(0, size));
      if (found != rules.end()) return found->second;
      names.remove_prefix(std::min(size + 1, names.size()));
    }
  }
  return {};
}

}  // namespace medloom::stages
