// A page may say a thing several times (<title> and og:title): all are facts, the first one first.
// Meta names are matched case aside; a value that holds nothing is no fact, an author that is an
// address of a profile neither.
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
      const bool is_address = content->value.starts_with("http");
      if (known->fact == "author" && is_address) return;
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

  // The first line of text in an element.
  Text first_text(std::uint32_t index) {
    const std::uint32_t end = tree_[index].end;
    const auto last = static_cast<std::uint32_t>(
        std::min<std::size_t>(tree_.nodes().size(), index + kFarthestText));
    for (std::uint32_t at = index + 1; at < last; ++at) {
      const HtmlNode& node = tree_[at];
      if (node.source.from >= end) break;
      if (node.kind != HtmlNodeKind::text) continue;
      LineBuilder line(editor_);
      for (std::uint32_t i = 0; i < node.count; ++i) line.add(tree_.piece(node.first + i));
      if (!line.empty()) return line.take();
    }
    return {};
  }

  // "Back pain - Health Site" is "Back pain" where the page calls its site so.
  void title_alone() {
    const Fact* title = editor_.document().fact("title");
    const Fact* site = editor_.document().fact("site-name");
    if (title == nullptr || site == nullptr) return;
    const std::string_view whole = title->value();
    if (!whole.ends_with(site->value()) || whole.size() == site->value().size()) return;
    std::string_view alone = whole.substr(0, whole.size() - site->value().size());
    bool separated = false;
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view mark : {" ", "-", "|", "_", "·", "–", "—", "｜", "－"}) {
        if (!alone.ends_with(mark)) continue;
        alone.remove_suffix(mark.size());
        separated |= mark != " ";
        more = true;
      }
    }
    if (!separated || alone.empty()) return;
    add("title-alone", title->text.slice({0, static_cast<std::uint32_t>(alone.size())}),
        title->source);
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

  static constexpr std::size_t kFarthestText = 32;  // nodes

  const HtmlTree& tree_;
  DocumentEditor& editor_;
  std::array<bool, 6> seen_ = {};  // by microdata property
};

}  // namespace

void add_html_facts(const HtmlTree& tree, DocumentEditor& editor) {
  HtmlFacts(tree, editor).read();
}

}  // namespace medloom::stages
