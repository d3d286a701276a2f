// Pages that say what they are, are believed: <main>, else <article>, holds the content if it holds
// most of the page's sentences (a shell of a script, or the answers without their question, does
// not), and <nav>, <aside>, <header>, <footer> of the page stand beside it.
//
// Other pages are weighed. A block weighs as much as it has text outside of links, with a bonus for
// the punctuation of sentences; Han counts double, as a Chinese character says what two or three
// letters do, and no word list is asked. The content is the smallest element that holds nine tenths
// of all the weight; outside of it only blocks that are mostly links are navigation. What stands
// inside, or is no link, `structure` may judge: it knows the site. A wrong "content" costs little
// there, a wrong "navigation" would lose text.
//
// Elements come before those in them, so two passes over the tree carry properties down and weights
// up: linear.
#include "stages/extract/main_content.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlTag;
using text::HtmlTree;

constexpr std::uint32_t kStopBonus = 20;
constexpr double kMainShare = 0.4;     // of the weight that <main> has to hold
constexpr double kArticleShare = 0.6;  // all <article> elements together
constexpr double kContentShare = 0.9;

bool is_stop(char32_t c) {
  switch (c) {
    case '!':
    case '?':
    case ';':
    case U'、':
    case U'。':
    case U'！':
    case U'，':
    case U'：':
    case U'；':
    case U'？':
      return true;
    default:
      return false;
  }
}

// What a block adds to the elements it stands in.
std::uint32_t weight_of(const Draft& draft) {
  const std::string_view text = draft.block.text.view();
  std::uint32_t weight = 0;
  std::uint32_t stops = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_at(text, at);
    weight += text::is_han(c) ? 2 : 1;
    const bool ends_clause = c == ' ' && (before == '.' || before == ',');
    stops += is_stop(c) || ends_clause ? 1 : 0;
    before = c;
  }
  const auto links = static_cast<double>(draft.link_bytes) / static_cast<double>(text.size());
  return static_cast<std::uint32_t>((weight + kStopBonus * stops) * (1 - links));
}

// "首页 > 健康 > 腰痛": where a page is; `structure` reads it.
bool is_breadcrumb(std::string_view text) {
  return text.find(" > ") != std::string_view::npos || text.find('>') != std::string_view::npos ||
         text.find("›") != std::string_view::npos || text.find("»") != std::string_view::npos;
}

class MainContent {
 public:
  MainContent(const HtmlTree& tree, const Drafts& drafts)
      : tree_(tree), drafts_(drafts), places_(tree.nodes().size()) {}

  std::vector<std::string_view> navigation() {
    std::vector<std::string_view> rules(drafts_.size());
    if (drafts_.empty()) return rules;
    carry_down();
    weigh();
    const HtmlTag main = stated_main();
    if (main == HtmlTag::first_unknown) mark_content(weighed_content());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      rules[i] =
          main == HtmlTag::first_unknown ? rule_outside(drafts_[i]) : rule_beside(main, drafts_[i]);
    }
    return rules;
  }

 private:
  // What holds for an element and all in it.
  struct Place {
    std::string_view beside;  // the rule by which it stands beside the content
    bool in_main = false;
    bool in_article = false;
    bool in_content = false;   // as weighed
    std::uint32_t weight = 0;  // of the drafts in it
  };

  std::string_view role(const HtmlNode& node) const {
    const auto role = tree_.attribute(node, "role");
    return role ? role->value : std::string_view{};
  }

  // The rule by which an element, seen for itself, is no content.
  std::string_view beside(const HtmlNode& node, const Place& place) const {
    const bool of_page = !place.in_main && !place.in_article;
    switch (node.tag) {
      case HtmlTag::nav:
        return "nav";
      case HtmlTag::aside:
        return of_page ? "aside" : "";
      case HtmlTag::header:
        return of_page ? "header" : "";
      case HtmlTag::footer:
        return of_page ? "footer" : "";
      default:
        break;
    }
    const std::string_view own = node.count > 0 ? role(node) : "";
    if (own == "navigation" || own == "menu" || own == "menubar") return "nav";
    if (!of_page) return {};
    if (own == "banner") return "header";
    if (own == "contentinfo") return "footer";
    return own == "complementary" ? "aside" : "";
  }

  void carry_down() {
    for (std::uint32_t index = HtmlTree::kBody; index < places_.size(); ++index) {
      const HtmlNode& node = tree_[index];
      Place& place = places_[index];
      if (index > HtmlTree::kBody) place = places_[node.parent];
      if (node.kind == text::HtmlNodeKind::text) continue;
      const std::string_view own = place.beside.empty() ? beside(node, place) : place.beside;
      place.beside = own;
      if (!own.empty()) continue;
      place.in_main |= node.tag == HtmlTag::main || (node.count > 0 && role(node) == "main");
      place.in_article |= node.tag == HtmlTag::article;
    }
  }

  void weigh() {
    for (const Draft& draft : drafts_) {
      weights_.push_back(weight_of(draft));
      places_[draft.element].weight += weights_.back();
    }
    for (std::uint32_t index = static_cast<std::uint32_t>(places_.size()) - 1;
         index > HtmlTree::kBody; --index) {
      places_[tree_[index].parent].weight += places_[index].weight;
    }
  }

  // The tag whose elements hold the content, by the page's own word, or first_unknown.
  HtmlTag stated_main() const {
    double all = 0;
    double in_main = 0;
    double in_article = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Place& place = places_[drafts_[i].element];
      if (!place.beside.empty()) continue;
      all += weights_[i];
      if (place.in_main) in_main += weights_[i];
      if (place.in_article) in_article += weights_[i];
    }
    if (in_main > 0 && in_main >= kMainShare * all) return HtmlTag::main;
    if (in_article > 0 && in_article >= kArticleShare * all) return HtmlTag::article;
    return HtmlTag::first_unknown;
  }

  bool is_title(const Draft& draft) const {
    return draft.block.kind == BlockKind::heading && draft.block.level == 1;
  }

  std::string_view rule_beside(HtmlTag main, const Draft& draft) const {
    const Place& place = places_[draft.element];
    if (is_title(draft)) return {};  // titles stand above the article often enough
    if (!place.beside.empty()) return place.beside;
    const bool inside = main == HtmlTag::main ? place.in_main : place.in_article;
    return inside ? "" : main == HtmlTag::main ? "outside-main" : "outside-article";
  }

  // The smallest element that holds nearly all the weight.
  std::uint32_t weighed_content() const {
    std::uint32_t content = HtmlTree::kBody;
    const double wanted = kContentShare * places_[content].weight;
    for (;;) {
      std::uint32_t child = tree_[content].first_child;
      while (child != 0 && places_[child].weight < wanted) child = tree_[child].next_sibling;
      if (child == 0 || tree_[child].kind == text::HtmlNodeKind::text) return content;
      content = child;
    }
  }

  void mark_content(std::uint32_t content) {
    places_[content].in_content = true;
    for (std::uint32_t index = content + 1; index < places_.size(); ++index) {
      places_[index].in_content = places_[tree_[index].parent].in_content;
    }
  }

  std::string_view rule_outside(const Draft& draft) const {
    const std::string_view beside = places_[draft.element].beside;
    if (!beside.empty() && !is_title(draft)) return beside;
    if (places_[draft.element].in_content) return {};
    const bool mostly_links = draft.link_bytes * 2 >= draft.block.text.size();
    const bool leads_elsewhere = mostly_links && draft.block.kind != BlockKind::heading &&
                                 !is_breadcrumb(draft.block.text.view());
    return leads_elsewhere ? "links" : "";
  }

  const HtmlTree& tree_;
  const Drafts& drafts_;
  std::vector<Place> places_;           // by node
  std::vector<std::uint32_t> weights_;  // by draft
};

}  // namespace

std::vector<std::string_view> find_navigation(const HtmlTree& tree, const Drafts& drafts) {
  return MainContent(tree, drafts).navigation();
}

}  // namespace medloom::stages
