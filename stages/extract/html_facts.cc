// A page may say a thing several times (<title> and og:title): all are facts, the first one first.
// Meta names are matched case aside; a value that holds nothing is no fact, an author that is an
// address or a number neither.
#include "stages/extract/html_facts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "stages/extract/line.h"
#include "text/ascii.h"

namespace medloom::stages {
namespace {

using text::HtmlAttribute;
using text::HtmlNode;
using text::HtmlNodeKind;
using text::HtmlTag;
using text::HtmlTree;

struct MetaName {
  std::string_view name;  // of <meta name>, property, itemprop or http-equiv, in lower case
  std::string_view fact;
};

constexpr std::array<MetaName, 37> kMetaNames = {{{"article:author", "author"},
                                                  {"article:modified_time", "modified"},
                                                  {"article:published_time", "published"},
                                                  {"author", "author"},
                                                  {"bytedance:published_time", "published"},
                                                  {"bytedance:updated_time", "modified"},
                                                  {"content-language", "language"},
                                                  {"date", "published"},
                                                  {"datemodified", "modified"},
                                                  {"datepublished", "published"},
                                                  {"dc.creator", "author"},
                                                  {"dc.date", "published"},
                                                  {"dc.date.issued", "published"},
                                                  {"dc.language", "language"},
                                                  {"dc.rights", "license"},
                                                  {"dc.title", "title"},
                                                  {"dcterms.created", "published"},
                                                  {"dcterms.license", "license"},
                                                  {"dcterms.modified", "modified"},
                                                  {"description", "description"},
                                                  {"lastmod", "modified"},
                                                  {"og:article:author", "author"},
                                                  {"og:description", "description"},
                                                  {"og:locale", "locale"},
                                                  {"og:release_date", "published"},
                                                  {"og:site_name", "site-name"},
                                                  {"og:title", "title"},
                                                  {"og:updated_time", "modified"},
                                                  {"og:url", "og-url"},
                                                  {"pubdate", "published"},
                                                  {"publish-date", "published"},
                                                  {"publishdate", "published"},
                                                  {"publisher", "site-name"},
                                                  {"reviewedby", "reviewer"},
                                                  {"reviewer", "reviewer"},
                                                  {"twitter:title", "title"},
                                                  {"weibo:article:create_at", "published"}}};
static_assert(std::ranges::is_sorted(kMetaNames, {}, &MetaName::name));

class HtmlFacts {
 public:
  HtmlFacts(const HtmlTree& tree, DocumentEditor& editor) : tree_(tree), editor_(editor) {}

  void read() {
    std::uint32_t graphics_end = 0;  // <title> in SVG is a tooltip
    for (std::uint32_t index = 0; index < tree_.nodes().size(); ++index) {
      const HtmlNode& node = tree_[index];
      if (node.kind == HtmlNodeKind::text) continue;
      if (node.tag == HtmlTag::svg) graphics_end = std::max(graphics_end, node.end);
      switch (node.tag) {
        case HtmlTag::html:
          attribute("language", node, "lang", "html");
          break;
        case HtmlTag::title:
          if (node.source.from >= graphics_end) title(index);
          break;
        case HtmlTag::meta:
          meta(node);
          break;
        case HtmlTag::link:
          link(node);
          break;
        case HtmlTag::script:
          script(node);
          break;
        default:
          if (node.count > 0) microdata(index);
          break;
      }
    }
    title_alone();
  }

 private:
  void add(std::string_view name, Text value, std::string_view source) {
    if (value.empty()) return;
    editor_.add_fact({std::string(name), std::move(value), std::string(source)});
  }

  void attribute(std::string_view name, const HtmlNode& node, std::string_view attribute_name,
                 std::string_view source) {
    const auto found = tree_.attribute(node, attribute_name);
    if (found) add(name, value_of(*found), source);
  }

  Text value_of(const HtmlAttribute& attribute) {
    const auto& [from, to] = attribute.source;
    const bool copied = tree_.page().substr(from, to - from) == attribute.value;
    LineBuilder line(editor_);
    line.add({attribute.source, attribute.value, copied});
    return line.take();
  }

  void title(std::uint32_t index) {
    LineBuilder line(editor_);
    const HtmlNode& text = tree_[tree_[index].first_child];
    if (text.kind != HtmlNodeKind::text) return;
    for (std::uint32_t i = 0; i < text.count; ++i) line.add(tree_.piece(text.first + i));
    add("title", line.take(), "title");
  }

  void meta(const HtmlNode& node) {
    const auto content = tree_.attribute(node, "content");
    if (!content) return;
    for (std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      const auto name = tree_.attribute(node, key);
      if (!name) continue;
      const std::string folded = text::ascii_lower(name->value);
      const auto known = std::ranges::lower_bound(kMetaNames, folded, {}, &MetaName::name);
      if (known == kMetaNames.end() || known->name != folded) continue;
      if (known->fact == "author" && !can_be_name(content->value)) return;
      return add(known->fact, value_of(*content), folded.starts_with("og:") ? "og" : "meta");
    }
  }

  // What elements of the text say by `itemprop`, in an attribute or in their text; a licence also
  // by `rel`.
  void microdata(std::uint32_t index) {
    const HtmlNode& node = tree_[index];
    const auto rel = tree_.attribute(node, "rel");
    if (rel && node.tag == HtmlTag::a && text::ascii_lower(rel->value) == "license") {
      attribute("license", node, "href", "link");
    }
    const auto property = tree_.attribute(node, "itemprop");
    if (!property) return;
    static constexpr std::array<MetaName, 6> kProperties = {{{"author", "author"},
                                                             {"datemodified", "modified"},
                                                             {"datepublished", "published"},
                                                             {"license", "license"},
                                                             {"publisher", "site-name"},
                                                             {"reviewedby", "reviewer"}}};
    const std::string name = text::ascii_lower(property->value);
    const auto known = std::ranges::lower_bound(kProperties, name, {}, &MetaName::name);
    if (known == kProperties.end() || known->name != name) return;
    // The first of the page speaks for it; comments have authors and dates too.
    if (std::exchange(seen_[static_cast<std::size_t>(known - kProperties.begin())], true)) return;
    for (const std::string_view key : {"content", "datetime"}) {
      const auto value = tree_.attribute(node, key);
      if (value) return add(known->fact, value_of(*value), "microdata");
    }
    add(known->fact, first_text(index), "microdata");
  }

  // The first line in an element that can be a name or a date: no single letter of a portrait, no
  // "By" and no label that waits for one. Not what scripts and styles hold.
  Text first_text(std::uint32_t index) {
    const std::uint32_t end = tree_[index].end;
    const auto last = static_cast<std::uint32_t>(
        std::min<std::size_t>(tree_.nodes().size(), index + kFarthestText));
    for (std::uint32_t at = index + 1; at < last; ++at) {
      const HtmlNode& node = tree_[at];
      if (node.source.from >= end) break;
      if (node.kind != HtmlNodeKind::text || is_code(tree_[node.parent].tag)) continue;
      LineBuilder line(editor_);
      for (std::uint32_t i = 0; i < node.count; ++i) line.add(tree_.piece(node.first + i));
      if (line.empty()) continue;
      Text text = line.take();
      const bool is_label = text.view().ends_with(":") || text.view().ends_with("：");
      if (text.size() > kLabelBytes && !is_label) return text;
    }
    return {};
  }

  // "Back pain - Health Site" is "Back pain" where the page calls its site so, or says "Back pain"
  // alone to those who share it.
  void title_alone() {
    const Fact* title = editor_.document().fact("title");
    if (title == nullptr) return;
    const std::string_view whole = title->value();
    Span alone;
    for (const Fact& fact : editor_.document().facts()) {
      const std::string_view value = fact.value();
      if (value.empty() || value.size() >= whole.size()) continue;
      if (fact.name == "site-name" && whole.ends_with(value)) {
        alone = {0, before_mark(whole.substr(0, whole.size() - value.size()))};
      } else if (fact.name == "site-name" && whole.starts_with(value)) {
        alone = {behind_mark(whole, value.size()), static_cast<std::uint32_t>(whole.size())};
      } else if (fact.name == "title" && whole.starts_with(value) &&
                 behind_mark(whole, value.size()) < whole.size()) {
        alone = {0, static_cast<std::uint32_t>(value.size())};
      }
      if (!alone.empty()) break;
    }
    if (!alone.empty()) add("title-alone", title->text.slice(alone), title->source);
  }

  void link(const HtmlNode& node) {
    const auto rel = tree_.attribute(node, "rel");
    if (rel && text::ascii_lower(rel->value) == "license")
      attribute("license", node, "href", "link");
    if (rel && text::ascii_lower(rel->value) == "canonical")
      attribute("canonical", node, "href", "link");
  }

  // As it stands in the page: it is parsed, tolerantly, by who reads it.
  void script(const HtmlNode& node) {
    const auto type = tree_.attribute(node, "type");
    if (!type || text::ascii_lower(type->value).find("ld+json") == std::string::npos) return;
    if (node.first_child == 0) return;
    const text::HtmlPiece piece = tree_.piece(tree_[node.first_child].first);
    Text json;
    json.append_copied(piece.bytes, piece.source.from);
    add("json-ld", trimmed(std::move(json)), "json-ld");
  }

  // Where a text ends that spaces and at least one other mark follow; 0 where they do not.
  static std::uint32_t before_mark(std::string_view text) {
    bool separated = false;
    while (const std::size_t mark = mark_at(text, &std::string_view::ends_with)) {
      separated |= text.back() != ' ';
      text.remove_suffix(mark);
    }
    return separated ? static_cast<std::uint32_t>(text.size()) : 0;
  }

  // Where a text goes on behind such marks; its end where there are none.
  static std::uint32_t behind_mark(std::string_view text, std::size_t at) {
    bool separated = false;
    while (const std::size_t mark = mark_at(text.substr(at), &std::string_view::starts_with)) {
      separated |= text[at] != ' ';
      at += mark;
    }
    return static_cast<std::uint32_t>(separated ? at : text.size());
  }

  // How long the mark is that stands at an end of the text; 0: none does.
  using IsAt = bool (std::string_view::*)(std::string_view) const noexcept;
  static std::size_t mark_at(std::string_view text, IsAt is_at) {
    const auto* mark =
        std::ranges::find_if(kMarks, [&](std::string_view m) { return (text.*is_at)(m); });
    return mark == kMarks.end() ? 0 : mark->size();
  }

  // Between a page's title and its site's name.
  static constexpr std::array<std::string_view, 10> kMarks = {" ", "-", "|",  "_",  "·",
                                                              "–", "—", "｜", "－", ":"};

  static bool is_code(HtmlTag tag) { return tag == HtmlTag::style || tag == HtmlTag::script; }

  static constexpr std::size_t kFarthestText = 32;  // nodes
  static constexpr std::size_t kLabelBytes = 2;     // "By", "S"; a Han character has three

  const HtmlTree& tree_;
  DocumentEditor& editor_;
  std::array<bool, 6> seen_ = {};  // by microdata property
};

}  // namespace

bool can_be_name(std::string_view value) {
  return !value.starts_with("http") && value.find('@') == value.npos &&
         value.find_first_not_of("0123456789") != value.npos;
}

void add_html_facts(const HtmlTree& tree, DocumentEditor& editor) {
  HtmlFacts(tree, editor).read();
}

}  // namespace medloom::stages
