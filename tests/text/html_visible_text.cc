#include "tests/text/html_visible_text.h"

#include <utility>

namespace medloom::text {
namespace {

bool is_shown(std::string_view name) {
  for (std::string_view hidden :
       {"head", "script", "style", "title", "template", "noscript", "iframe"}) {
    if (name == hidden) return false;
  }
  return true;
}

bool ends_line(std::string_view name) {
  const HtmlTag tag = find_html_tag(name);
  return has_trait(tag, kBlock) || tag == HtmlTag::br;
}

void walk(const HtmlTree& tree, std::uint32_t index, VisibleLines& lines) {
  const HtmlNode& node = tree[index];
  if (node.kind == HtmlNodeKind::text) {
    for (std::uint32_t i = 0; i < node.count; ++i) lines.add(tree.piece(node.first + i).bytes);
    return;
  }
  const std::string_view name = tree.name(node);
  if (!is_shown(name)) return;
  if (ends_line(name)) lines.end_line();
  for (std::uint32_t child = node.first_child; child != 0; child = tree[child].next_sibling) {
    walk(tree, child, lines);
  }
  if (ends_line(name)) lines.end_line();
}

std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return {piece.data, piece.length};
}

void walk(const GumboNode& node, VisibleLines& lines) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
      node.type == GUMBO_NODE_CDATA) {
    return lines.add(node.v.text.text);
  }
  if (node.type != GUMBO_NODE_ELEMENT) return;
  const std::string name = name_of(node.v.element);
  if (!is_shown(name)) return;
  if (ends_line(name)) lines.end_line();
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    walk(*static_cast<const GumboNode*>(children.data[i]), lines);
  }
  if (ends_line(name)) lines.end_line();
}

}  // namespace

void VisibleLines::add(std::string_view bytes) {
  for (char c : bytes) {
    if (std::string_view(" \t\n\f\r").find(c) != std::string_view::npos) {
      space_ = true;
      continue;
    }
    if (space_ && !line_.empty()) line_ += ' ';
    space_ = false;
    line_ += c;
  }
}

void VisibleLines::end_line() {
  if (!line_.empty()) lines_.push_back(std::exchange(line_, {}));
  space_ = false;
}

std::vector<std::string> VisibleLines::take() {
  end_line();
  return std::move(lines_);
}

std::vector<std::string> visible_lines(const HtmlTree& tree) {
  VisibleLines lines;
  walk(tree, HtmlTree::kHtml, lines);
  return lines.take();
}

std::vector<std::string> gumbo_lines(const std::string& page) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
  VisibleLines lines;
  walk(*output->root, lines);
  gumbo_destroy_output(&options, output);
  return lines.take();
}

}  // namespace medloom::text
