// Signs are inherited from <body>'s children on: what <body> itself is called names the page, not a
// part of it.
#include "stages/extract/page_layout.h"

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlNodeKind;
using text::HtmlTag;
using text::HtmlTree;

Mass mass_of(const Draft& draft, const Shape& shape) {
  const std::uint32_t size = draft.block.text.size();
  const float links =
      size == 0 ? 0 : static_cast<float>(draft.link_bytes) / static_cast<float>(size);
  return {shape.letters, shape.letters * links, shape.stops, 1};
}

Regions region_of_tag(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::nav:
      return bit(Region::nav);
    case HtmlTag::aside:
      return bit(Region::aside);
    case HtmlTag::header:
      return bit(Region::header);
    case HtmlTag::footer:
    case HtmlTag::address:
      return bit(Region::footer);
    case HtmlTag::main:
      return bit(Region::main);
    case HtmlTag::article:
      return bit(Region::article);
    case HtmlTag::form:
    case HtmlTag::fieldset:
      return bit(Region::form);
    case HtmlTag::table:
      return bit(Region::table);
    case HtmlTag::ul:
    case HtmlTag::ol:
    case HtmlTag::menu:
      return bit(Region::list);
    case HtmlTag::dl:
      return bit(Region::definitions);
    case HtmlTag::blockquote:
      return bit(Region::quote);
    case HtmlTag::figure:
    case HtmlTag::figcaption:
      return bit(Region::figure);
    case HtmlTag::section:
      return bit(Region::section);
    case HtmlTag::p:
      return bit(Region::paragraph);
    case HtmlTag::a:
      return bit(Region::link);
    case HtmlTag::details:
    case HtmlTag::summary:
      return bit(Region::fold);
    case HtmlTag::dialog:
      return bit(Region::dialog);
    case HtmlTag::label:
    case HtmlTag::legend:
      return bit(Region::label);
    default:
      return 0;
  }
}

Regions region_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return bit(Region::nav);
  if (role == "banner") return bit(Region::header);
  if (role == "contentinfo") return bit(Region::footer);
  if (role == "complementary") return bit(Region::aside);
  if (role == "dialog" || role == "alertdialog") return bit(Region::dialog);
  if (role == "search" || role == "form") return bit(Region::form);
  if (role == "main") return bit(Region::main);
  return role == "article" ? bit(Region::article) : 0;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace

Mass& Mass::operator+=(const Mass& other) {
  letters += other.letters;
  links += other.links;
  stops += other.stops;
  blocks += other.blocks;
  return *this;
}

PageLayout::PageLayout(const HtmlTree& tree, const Drafts& drafts)
    : tree_(tree), places_(tree.nodes().size()) {
  carry_down();
  sum_up(drafts);
}

Signs PageLayout::near_signs(std::uint32_t element) const {
  const std::uint32_t parent = tree_[element].parent;
  return at(element).own_signs | at(parent).own_signs | at(tree_[parent].parent).own_signs;
}

void PageLayout::carry_down() {
  SignReader signs(tree_);
  for (std::uint32_t index = HtmlTree::kBody + 1; index < places_.size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind == HtmlNodeKind::text) continue;
    ElementPlace& place = places_[index];
    const ElementPlace& around = places_[node.parent];
    place.regions = around.regions | region_of_tag(node.tag);
    Signs own = 0;
    if (node.count > 0) {
      const Names names = signs.of(node);
      own = names.signs;
      if (!names.role.empty()) place.regions |= region_of_role(names.role);
    }
    place.signs = around.signs | own;
    place.own_signs = own;
    place.pattern = mixed(mixed(around.pattern, static_cast<std::uint64_t>(node.tag)), own);
    place.depth = static_cast<std::uint16_t>(around.depth + 1);
  }
}

void PageLayout::sum_up(const Drafts& drafts) {
  blocks_.reserve(drafts.size());
  shapes_.reserve(drafts.size());
  for (const Draft& draft : drafts) {
    shapes_.push_back(shape_of(draft.block.text.view()));
    blocks_.push_back(mass_of(draft, shapes_.back()));
    places_[draft.element].mass += blocks_.back();
  }
  for (std::uint32_t index = static_cast<std::uint32_t>(places_.size()) - 1;
       index > HtmlTree::kBody; --index) {
    if (places_[index].mass.blocks > 0) {
      places_[tree_[index].parent].mass += places_[index].mass;
    }
  }
}

}  // namespace medloom::stages
