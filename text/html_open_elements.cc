// The innermost elements of a tag are linked through the entries: a push remembers the one before,
// a pop brings it back. An element closed early is taken off its list at once (it is the innermost,
// so it is the head), and its entry stays until all above it is gone.
#include "text/html_open_elements.h"

#include <algorithm>

namespace medloom::text {

bool HtmlOpenElements::holds_html(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::desc:
    case HtmlTag::foreign_object:
    case HtmlTag::title:
    case HtmlTag::mi:
    case HtmlTag::mn:
    case HtmlTag::mo:
    case HtmlTag::ms:
    case HtmlTag::mtext:
      return true;
    default:
      return false;
  }
}

bool HtmlOpenElements::is_barrier(HtmlTag tag, HtmlBarrier kind) {
  switch (kind) {
    case HtmlBarrier::scope:
      return has_trait(tag, kScope);
    case HtmlBarrier::button:
      return has_trait(tag, kScope) || tag == HtmlTag::button;
    case HtmlBarrier::list_item:
      return has_trait(tag, kScope) || tag == HtmlTag::ol || tag == HtmlTag::ul;
    case HtmlBarrier::table:
      return tag == HtmlTag::table || tag == HtmlTag::template_;
    case HtmlBarrier::special:
      return true;
    case HtmlBarrier::item:
      return tag != HtmlTag::address && tag != HtmlTag::div && tag != HtmlTag::p &&
             tag != HtmlTag::li && tag != HtmlTag::dd && tag != HtmlTag::dt;
  }
  return false;
}

void HtmlOpenElements::push(HtmlTag tag, std::uint32_t node, std::uint32_t foreign,
                            bool flattened) {
  const auto index = static_cast<std::size_t>(tag);
  if (index >= innermost_.size()) innermost_.resize(index + 1, kNone);
  Entry entry{tag, false, flattened, node, innermost_[index], foreign, 0, {}};
  if (!entries_.empty()) std::ranges::copy(entries_.back().barriers, entry.barriers);
  const bool all = foreign != kNone && holds_html(tag);
  if (all || has_trait(tag, kSpecial)) {  // every barrier is special
    for (std::size_t kind = 0; kind < kHtmlBarriers; ++kind) {
      if (all || is_barrier(tag, static_cast<HtmlBarrier>(kind))) entry.barriers[kind] = size();
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
