// The innermost elements of a tag are linked through the entries: a push remembers the one before,
// a pop brings it back. An element closed early is taken off its list at once (it is the innermost,
// so it is the head), and its entry stays until all above it is gone.
#include "text/html_open_elements.h"

#include <algorithm>

namespace medloom::text {
namespace {

// `root` is the <svg> or <math> that the element is part of.
bool is_integration_point(HtmlTag tag, HtmlTag root) {
  switch (tag) {
    case HtmlTag::desc:
    case HtmlTag::foreign_object:
    case HtmlTag::title:
      return root == HtmlTag::svg;
    case HtmlTag::mi:
    case HtmlTag::mn:
    case HtmlTag::mo:
    case HtmlTag::ms:
    case HtmlTag::mtext:
      return root == HtmlTag::math;
    default:
      return false;
  }
}

bool is_barrier(HtmlTag tag, HtmlBarrier kind) {
  switch (kind) {
    case HtmlBarrier::scope:
      return has_trait(tag, kScope);
    case HtmlBarrier::button:
      return has_trait(tag, kScope) || tag == HtmlTag::button;
    case HtmlBarrier::list_item:
      return has_trait(tag, kScope) || tag == HtmlTag::ol || tag == HtmlTag::ul;
    case HtmlBarrier::table:
      return tag == HtmlTag::table || tag == HtmlTag::template_ || tag == HtmlTag::noscript;
    case HtmlBarrier::special:
      return true;
    case HtmlBarrier::item:
      return tag != HtmlTag::address && tag != HtmlTag::div && tag != HtmlTag::p &&
             tag != HtmlTag::li && tag != HtmlTag::dd && tag != HtmlTag::dt;
  }
  return false;
}

}  // namespace

// Of SVG and MathML only integration points are barriers, of all kinds but tables.
void HtmlOpenElements::push(HtmlTag tag, std::uint32_t node, std::uint32_t foreign,
                            bool flattened) {
  const auto index = static_cast<std::size_t>(tag);
  if (index >= innermost_.size()) innermost_.resize(index + 1, kNone);
  Entry entry{tag, false, flattened, false, node, innermost_[index], foreign, 0, {}};
  if (!entries_.empty()) std::ranges::copy(entries_.back().barriers, entry.barriers);
  if (foreign != kNone && foreign != size()) {
    entry.holds_html = is_integration_point(tag, entries_[foreign].tag);
  }
  if (entry.holds_html || (foreign == kNone && has_trait(tag, kSpecial))) {
    for (std::size_t i = 0; i < kHtmlBarriers; ++i) {
      const auto kind = static_cast<HtmlBarrier>(i);
      const bool holds = entry.holds_html ? kind != HtmlBarrier::table : is_barrier(tag, kind);
      if (holds) entry.barriers[i] = size();
    }
  }
  innermost_[index] = size();
  entries_.push_back(entry);
}

void HtmlOpenElements::pop() {
  const Entry& entry = entries_.back();
  if (!entry.closed) innermost_[static_cast<std::size_t>(entry.tag)] = entry.outer;
  entries_.pop_back();
}

void HtmlOpenElements::close(HtmlTag tag) {
  std::uint32_t& innermost = innermost_[static_cast<std::size_t>(tag)];
  entries_[innermost].closed = true;
  innermost = entries_[innermost].outer;
}

}  // namespace medloom::text
