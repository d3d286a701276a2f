// A walk over the links needs no stack: down to the first child, else on to the next sibling, else
// up until there is one.
#include "text/html_tree.h"

#include <string>

namespace medloom::text {

std::optional<HtmlAttribute> HtmlTree::attribute(const HtmlNode& element,
                                                 std::string_view name) const {
  if (element.kind != HtmlNodeKind::element) return std::nullopt;
  for (std::uint32_t i = element.first; i < element.first + element.count; ++i) {
    if (HtmlAttribute attribute = arena_.attribute(i); attribute.name == name) return attribute;
  }
  return std::nullopt;
}

std::string HtmlTree::text_of(std::uint32_t index) const {
  std::string text;
  std::uint32_t at = index;
  for (;;) {
    const HtmlNode& node = nodes_[at];
    if (node.kind == HtmlNodeKind::text) {
      for (std::uint32_t i = 0; i < node.count; ++i) text += arena_.piece(node.first + i).bytes;
    }
    if (node.first_child != 0) {
      at = node.first_child;
      continue;
    }
    while (at != index && nodes_[at].next_sibling == 0) at = nodes_[at].parent;
    if (at == index) return text;
    at = nodes_[at].next_sibling;
  }
}

}  // namespace medloom::text
