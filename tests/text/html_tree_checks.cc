#include "tests/text/html_tree_checks.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace medloom::text {
namespace {

bool on_character(std::string_view page, std::uint32_t at) {
  return at <= page.size() && (at == page.size() || (page[at] & 0xC0) != 0x80);
}

bool is_place(std::string_view page, Span span) {
  return span.from <= span.to && on_character(page, span.from) && on_character(page, span.to);
}

std::string piece_flaw(const HtmlTree& tree, const HtmlNode& text) {
  std::uint32_t at = text.source.from;
  for (std::uint32_t i = 0; i < text.count; ++i) {
    const HtmlPiece piece = tree.piece(text.first + i);
    if (!is_place(tree.page(), piece.source)) return "a piece lies outside the page";
    if (piece.source.from < at || piece.source.to > text.source.to)
      return "pieces are out of order";
    at = piece.source.to;
    if (piece.bytes.empty()) return "a piece is empty";
    if (piece.copied && piece.bytes != tree.page().substr(piece.source.from, piece.source.size())) {
      return "a copied piece is not the page's bytes";
    }
    if (!is_valid_utf8(piece.bytes)) return "a piece is no UTF-8";
  }
  return "";
}

std::string attribute_flaw(const HtmlTree& tree, const HtmlNode& element) {
  for (std::uint32_t i = 0; i < element.count; ++i) {
    const HtmlAttribute attribute = tree.attribute(element.first + i);
    if (!is_place(tree.page(), attribute.source)) return "a value lies outside the page";
    if (!is_valid_utf8(attribute.name) || !is_valid_utf8(attribute.value))
      return "an attribute is no UTF-8";
  }
  return "";
}

std::string link_flaw(const HtmlTree& tree) {
  std::vector<int> links(tree.nodes().size());
  for (std::uint32_t index = 0; index < tree.nodes().size(); ++index) {
    std::uint32_t last = 0;
    for (std::uint32_t child = tree[index].first_child; child != 0;
         child = tree[child].next_sibling) {
      if (child >= links.size() || ++links[child] > 1) return "a node is linked twice";
      if (tree[child].parent != index) return "a child has another parent";
      last = child;
    }
    if (last != tree[index].last_child) return "the last child is another";
  }
  for (std::uint32_t index = 1; index < links.size(); ++index) {
    if (links[index] != 1) return "a node is not linked";
  }
  return "";
}

}  // namespace

std::string flaws_of(const HtmlTree& tree) {
  for (const HtmlNode& node : tree.nodes()) {
    if (!is_place(tree.page(), node.source)) return "a node lies outside the page";
    if (node.end > tree.page().size() || node.end < node.source.to)
      return "a node ends before it begins";
    const bool is_text = node.kind == HtmlNodeKind::text;
    if (is_text && node.count == 0) return "a text is empty";
    std::string flaw = is_text ? piece_flaw(tree, node) : attribute_flaw(tree, node);
    if (!flaw.empty()) return flaw;
  }
  return link_flaw(tree);
}

// A parent stands before its children.
std::uint32_t depth_of(const HtmlTree& tree) {
  std::vector<std::uint32_t> depths(tree.nodes().size(), 1);
  for (std::uint32_t index = 1; index < depths.size(); ++index) {
    depths[index] = depths[tree[index].parent] + 1;
  }
  return std::ranges::max(depths);
}

}  // namespace medloom::text
