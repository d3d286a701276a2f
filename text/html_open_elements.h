// The stack of open elements, with every question that HTML's rules ask answered in constant time.
//
// The standard answers "is there an open <p> that this end tag may close?" by walking down the
// stack, which makes a page of nested elements quadratic. Here each entry remembers the nearest
// barrier of each kind at or below it, and each tag its innermost open element: the answer is one
// comparison. Used by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/html_tags.h"

namespace medloom::text {

// What may lie between the current element and the one looked for; the names are the standard's.
enum class HtmlBarrier : std::uint8_t {
  scope,      // nothing that holds a page part of its own (table cells, objects, templates)
  button,     // nor a button
  list_item,  // nor a list
  table,      // only a template or <noscript>, or the table itself
  special,    // nothing but inline elements
  item,       // no special element other than address, div and p (and list items)
};
inline constexpr std::size_t kHtmlBarriers = 6;

class HtmlOpenElements {
 public:
  static constexpr std::uint32_t kNone = 0;  // the place of the root, which no rule looks for

  struct Entry {
    HtmlTag tag;
    bool closed;      // ended while others in it were open; leaves the stack with them
    bool flattened;   // `node` is the deepest element allowed, not its own
    bool holds_html;  // part of SVG or MathML, but its content is HTML again ("integration point")
    std::uint32_t node;
    std::uint32_t outer;    // the next open element of the same tag
    std::uint32_t foreign;  // place of the <svg> or <math> that it is part of; kNone for HTML
    std::uint32_t before;   // of a table: the node to its left, 0 for none
    std::uint32_t barriers[kHtmlBarriers];
  };

  HtmlOpenElements() : innermost_(static_cast<std::size_t>(HtmlTag::first_unknown), kNone) {}

  // The barriers of the entry are filled in here.
  void push(HtmlTag tag, std::uint32_t node, std::uint32_t foreign, bool flattened);
  void pop();
  // Ends the innermost element of a tag without ending those in it. REQUIRES: there is one.
  void close(HtmlTag tag);

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  const Entry& top() const { return entries_.back(); }
  const Entry& operator[](std::uint32_t place) const { return entries_[place]; }
  Entry& operator[](std::uint32_t place) { return entries_[place]; }

  // Whether the content of the current element is SVG or MathML, where HTML's rules do not hold.
  bool in_foreign_content() const { return top().foreign != kNone && !top().holds_html; }

  // The place of the innermost open element of this tag, or kNone.
  std::uint32_t innermost(HtmlTag tag) const {
    const auto index = static_cast<std::size_t>(tag);
    return index < innermost_.size() ? innermost_[index] : kNone;
  }
  std::uint32_t barrier(HtmlBarrier kind) const {
    return entries_.back().barriers[static_cast<std::size_t>(kind)];
  }
  // The same, but kNone if a barrier of this kind lies above it.
  std::uint32_t find(HtmlTag tag, HtmlBarrier kind) const {
    const std::uint32_t index = innermost(tag);
    return index >= barrier(kind) ? index : kNone;
  }

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> innermost_;  // by tag
};

}  // namespace medloom::text
