// What an element says itself: attributes and inline style (hiding_sheet.h reads sheets). A page
// that hides its whole body until a script has run (`<body style="opacity:0">`) means to be read,
// so <html>, <body> and <main> are never hidden.
#include "stages/extract/html_hidden.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "text/ascii.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

using text::HtmlTag;
using text::HtmlTree;

constexpr std::uint32_t kHiddenPage = 500;  // bytes; "please turn scripts on" is no page
constexpr double kOffScreen = -500;  // px, or any unit: nobody indents by 500 of anything else

bool equals(std::string_view a, std::string_view lower) {
  return a.size() == lower.size() &&
         std::ranges::equal(a, lower, {}, [](char c) { return text::ascii_lower(c); });
}

// The number a value begins with; false if it begins with none.
bool number_of(std::string_view value, double& number) {
  return std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc();
}

std::string_view hidden_by_declaration(std::string_view property, std::string_view value) {
  if (equals(property, "display")) return equals(value, "none") ? "display-none" : "";
  if (equals(property, "visibility")) {
    return equals(value, "hidden") || equals(value, "collapse") ? "visibility-hidden" : "";
  }
  double number = 0;
  if (!number_of(value, number)) return {};
  if (equals(property, "font-size")) return number == 0 ? "font-size-0" : "";
  if (equals(property, "opacity")) return number == 0 ? "opacity-0" : "";
  const bool moves = equals(property, "text-indent") || equals(property, "left") ||
                     equals(property, "top") || equals(property, "margin-left");
  return moves && number <= kOffScreen ? "off-screen" : "";
}

// Not a word for "as it is around", which is another one for text and background.
bool is_colour(std::string_view value) {
  return !value.empty() && value != "inherit" && value != "initial" && value != "unset" &&
         value != "revert";
}

}  // namespace

std::string_view hidden_by_style(std::string_view declarations) {
  std::string_view colour;
  std::string_view background;
  while (!declarations.empty()) {
    const std::size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string_view declaration = declarations.substr(0, end);
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = declaration.substr(colon + 1);
    value = text::trim_ascii(value.substr(0, value.find('!')));  // without "!important"
    const std::string_view property = text::trim_ascii(declaration.substr(0, colon));
    const std::string_view rule = hidden_by_declaration(property, value);
    if (!rule.empty()) return rule;
    if (equals(property, "color")) colour = value;
    if (equals(property, "background-color") || equals(property, "background")) background = value;
    if (is_colour(colour) && colour == background) return "same-colour";
  }
  return {};
}

std::string_view hidden_by(const HtmlTree& tree, const text::HtmlNode& element) {
  if (element.tag == HtmlTag::html || element.tag == HtmlTag::body ||
      element.tag == HtmlTag::main) {
    return {};
  }
  for (std::uint32_t i = 0; i < element.count; ++i) {
    const text::HtmlAttribute attribute = tree.attribute(element.first + i);
    if (attribute.name == "hidden") return "hidden-attribute";
    if (attribute.name == "aria-hidden" && equals(attribute.value, "true")) return "aria-hidden";
    if (attribute.name != "style") continue;
    const std::string_view rule = hidden_by_style(attribute.value);
    if (!rule.empty()) return rule;
  }
  return {};
}

std::uint32_t HiddenPage::bytes(std::uint32_t element) {
  if (bytes_.empty()) {
    bytes_.resize(tree_.nodes().size());
    for (auto index = static_cast<std::uint32_t>(bytes_.size()) - 1; index > HtmlTree::kHtml;
         --index) {
      const text::HtmlNode& node = tree_[index];
      const bool is_element = node.kind == text::HtmlNodeKind::element;
      for (std::uint32_t i = 0; !is_element && i < node.count; ++i) {
        const auto is_shown = [](char c) { return static_cast<unsigned char>(c) > ' '; };
        const std::string_view bytes = tree_.piece(node.first + i).bytes;
        bytes_[index] += static_cast<std::uint32_t>(std::ranges::count_if(bytes, is_shown));
      }
      const std::string_view rule = is_element ? not_text(node.tag) : "";
      if (rule.empty() || rule == "noscript" || rule == "template") {
        bytes_[node.parent] += bytes_[index];
      }
    }
  }
  return bytes_[element];
}

bool HiddenPage::is(std::uint32_t element) {
  const std::uint32_t own = bytes(element);
  return own >= kHiddenPage && own > bytes(HtmlTree::kBody) / 2;
}

std::string_view not_text(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::head:
    case HtmlTag::title:
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::iframe:
    case HtmlTag::noembed:
    case HtmlTag::noframes:
      return "not-text";
    case HtmlTag::template_:
      return "template";
    case HtmlTag::noscript:
      return "noscript";
    case HtmlTag::button:
    case HtmlTag::select:
    case HtmlTag::datalist:
    case HtmlTag::textarea:
    case HtmlTag::meter:
    case HtmlTag::progress:
      return "form-control";
    case HtmlTag::applet:
    case HtmlTag::audio:
    case HtmlTag::canvas:
    case HtmlTag::object:
    case HtmlTag::svg:
    case HtmlTag::video:
      return "media";
    case HtmlTag::rp:
    case HtmlTag::rt:
      return "ruby-reading";
    default:
      return {};
  }
}

std::uint32_t visible_chars(std::string_view bytes) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    count += text::is_space(text::decode_at(bytes, at)) ? 0 : 1;
  }
  return count;
}

std::uint32_t count_visible_chars(const text::HtmlTree& tree, std::uint32_t index) {
  std::uint32_t count = 0;
  for (std::uint32_t at = index;;) {
    const text::HtmlNode& node = tree[at];
    const bool is_element = node.kind == text::HtmlNodeKind::element;
    for (std::uint32_t i = 0; !is_element && i < node.count; ++i) {
      count += visible_chars(tree.piece(node.first + i).bytes);
    }
    if (node.first_child != 0 && !(is_element && not_text(node.tag) == "not-text")) {
      at = node.first_child;
      continue;
    }
    while (at != index && tree[at].next_sibling == 0) at = tree[at].parent;
    if (at == index) return count;
    at = tree[at].next_sibling;
  }
}

}  // namespace medloom::stages
