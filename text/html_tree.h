// A page as a light tree: elements and texts in one flat vector, linked by index.
//
// Nodes stand in the order of their start tags, so a loop over the vector is a walk through the
// page in reading order (but for text that HTML moves in front of a table). Every node knows its
// place in the page, and every byte of text what it was copied or decoded from. The tree views the
// page: the page must outlive it. Safe to read from many threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/span.h"
#include "text/html_arena.h"
#include "text/html_tags.h"

namespace medloom::text {

enum class HtmlNodeKind : std::uint8_t { element, text };

struct HtmlNode {
  Span source;  // the start tag, empty where it is implied; of a text all it was read from
  std::uint32_t end = 0;  // page offset where the element ends, its end tag included
  std::uint32_t parent = 0;
  std::uint32_t first_child = 0;  // 0: none; no child has index 0
  std::uint32_t last_child = 0;
  std::uint32_t next_sibling = 0;
  std::uint32_t first = 0;               // of its attributes, or of its pieces
  std::uint32_t count = 0;               // of them
  HtmlTag tag = HtmlTag::first_unknown;  // of an element
  HtmlNodeKind kind = HtmlNodeKind::element;
  // An element below the depth limit is a childless mark where it begins (and, for a block, where
  // it ends); its text and elements follow it in the deepest element allowed.
  bool flattened = false;
};

// What a page made the reader leave out or change.
struct HtmlCounts {
  std::uint32_t flattened_elements = 0;
  std::uint32_t dropped_attributes = 0;
  std::uint32_t cut_attributes = 0;  // values of which only the beginning was kept
  Span unfinished;                   // the tag that the page's end cuts off
};

class HtmlTree {
 public:
  static constexpr std::uint32_t kHtml = 0;  // these three are always there, and in this order
  static constexpr std::uint32_t kHead = 1;
  static constexpr std::uint32_t kBody = 2;

  HtmlTree(HtmlArena arena, std::vector<HtmlNode> nodes, HtmlCounts counts)
      : arena_(std::move(arena)), nodes_(std::move(nodes)), counts_(counts) {}

  std::string_view page() const { return arena_.page(); }
  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](std::uint32_t index) const { return nodes_[index]; }
  const HtmlCounts& counts() const { return counts_; }

  // Piece `index` of a text, counted from node.first.
  HtmlPiece piece(std::uint32_t index) const { return arena_.piece(index); }
  // Attribute `index` of an element, counted from node.first.
  HtmlAttribute attribute(std::uint32_t index) const { return arena_.attribute(index); }
  // The attribute of this (lower-case) name.
  std::optional<HtmlAttribute> attribute(const HtmlNode& element, std::string_view name) const;
  // The lower-case name of an element's tag.
  std::string_view name(const HtmlNode& element) const { return arena_.tag_name(element.tag); }
  // All the text below a node as one string: for titles and scripts rather than for whole pages.
  std::string text_of(std::uint32_t index) const;

 private:
  HtmlArena arena_;
  std::vector<HtmlNode> nodes_;
  HtmlCounts counts_;
};

}  // namespace medloom::text
