// Crawls mislabel: text is served as text/html, and scrapers save HTML as .txt. A tag here is one
// that HTML knows: "<3", "<37.3℃" and "<name@example.org>" are text.
#include "stages/extract/format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>

#include "text/ascii.h"
#include "text/html_tags.h"

namespace medloom::stages {
namespace {

constexpr std::size_t kSniffed = 64 * 1024;
constexpr int kTagsOfHtml = 3;  // in a page of which nothing is said

template <std::size_t size>
bool ends_with_any(std::string_view name, const std::array<std::string_view, size>& endings) {
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

bool begins_like_html(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f");
  const std::string head = text::ascii_lower(text.substr(std::min(first, text.size()), 32));
  constexpr std::array<std::string_view, 5> kBeginnings = {"<!doctype", "<html", "<head", "<body",
                                                           "<?xml"};
  return std::ranges::any_of(kBeginnings, [&](std::string_view b) { return head.starts_with(b); });
}

// Start and end tags of known elements, and comments, up to `enough`.
int count_tags(std::string_view text, int enough) {
  int count = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos && count < enough;
       at = text.find('<', at + 1)) {
    if (text.substr(at).starts_with("<!--")) {
      ++count;
      continue;
    }
    std::size_t from = at + 1;
    if (from < text.size() && text[from] == '/') ++from;
    std::size_t to = from;
    while (to < text.size() && to - from < 16 && std::isalnum(static_cast<unsigned char>(text[to])))
      ++to;
    const bool ends =
        to < text.size() && std::string_view(" \t\r\n/>").find(text[to]) != std::string_view::npos;
    const std::string name = text::ascii_lower(text.substr(from, to - from));
    if (ends && text::find_html_tag(name) != text::HtmlTag::first_unknown) ++count;
  }
  return count;
}

}  // namespace

Format format_of(const Page& page, std::string_view text) {
  const std::string type =
      text::ascii_lower(page.content_type.substr(0, page.content_type.find(';')));
  const std::string name = text::ascii_lower(page.name);
  if (begins_like_html(text)) return Format::html;
  const bool named_markdown = ends_with_any<2>(name, {".md", ".markdown"});
  if (type == "text/markdown" || (type.empty() && named_markdown)) return Format::markdown;
  const int tags = count_tags(text.substr(0, kSniffed), kTagsOfHtml);
  if (tags == 0 && count_tags(text, 1) == 0) return Format::text;
  if (type == "text/html" || type == "application/xhtml+xml") return Format::html;
  if (type == "text/plain") return Format::text;
  if (ends_with_any<5>(name, {".html", ".htm", ".xhtml", ".shtml", ".xml"})) return Format::html;
  if (ends_with_any<2>(name, {".txt", ".text"})) return Format::text;
  return tags >= kTagsOfHtml ? Format::html : Format::text;
}

}  // namespace medloom::stages
