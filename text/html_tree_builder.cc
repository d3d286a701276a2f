// Two rules of HTML that look like details are kept because they decide the order and the lines of
// the text a reader sees.
//
// What stands directly in a table, not in a cell, is shown before the table ("foster parenting"):
// the table's entry remembers its left neighbour, so such a node is linked in at once.
//
// Below the depth limit elements go onto the stack of open elements, so that end tags still find
// their partners, but not into the tree: their text goes to the deepest element allowed. A block
// leaves a childless mark at its start and its end there, or words of two paragraphs would run
// together; of marks in a row only the first is made.
#include "text/html_tree_builder.h"

#include <algorithm>

namespace medloom::text {
namespace {

bool is_white(const HtmlPiece& piece) {
  return std::ranges::all_of(piece.bytes, [](char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  });
}

// Has its place directly in a table or row, or shows nothing.
bool may_stand_in_table(HtmlTag tag) {
  return has_trait(tag, kTablePart) || tag == HtmlTag::script || tag == HtmlTag::style ||
         tag == HtmlTag::template_ || tag == HtmlTag::form;
}

}  // namespace

HtmlTreeBuilder::HtmlTreeBuilder(HtmlArena& arena, std::uint32_t max_depth)
    : arena_(arena), max_depth_(std::max<std::uint32_t>(max_depth, 3)) {
  nodes_.reserve(64 + std::min<std::size_t>(arena.page().size() / 128, 1 << 16));
  HtmlNode root;
  root.tag = HtmlTag::html;
  nodes_.push_back(root);
  open_.push(HtmlTag::html, HtmlTree::kHtml, HtmlOpenElements::kNone, false);
  for (HtmlTag tag : {HtmlTag::head, HtmlTag::body}) {
    HtmlNode child;
    child.tag = tag;
    append(child);
  }
  open_.push(HtmlTag::head, HtmlTree::kHead, HtmlOpenElements::kNone, false);
}

HtmlNode HtmlTreeBuilder::element(const HtmlToken& tag) const {
  HtmlNode node;
  node.source = tag.source;
  node.end = tag.source.to;
  node.tag = tag.tag;
  node.first = tag.first;
  node.count = arena_.attribute_count() - tag.first;
  return node;
}

// When the room is full, it grows to what the page will need if it goes on like this.
std::uint32_t HtmlTreeBuilder::add(const HtmlNode& node, std::uint32_t parent) {
  const std::size_t count = nodes_.size();
  if (count == nodes_.capacity()) {
    const std::size_t expected =
        count * arena_.page().size() / std::max<std::size_t>(node.source.to, 1) + 16;
    nodes_.reserve(std::clamp(expected, count + count / 4, 2 * count));
  }
  nodes_.push_back(node);
  nodes_.back().parent = parent;
  return static_cast<std::uint32_t>(count);
}

// Links a node as the last child of the current element.
std::uint32_t HtmlTreeBuilder::append(const HtmlNode& node) {
  const std::uint32_t parent = open_.top().node;
  const std::uint32_t index = add(node, parent);
  HtmlNode& above = nodes_[parent];
  (above.last_child == 0 ? above.first_child : nodes_[above.last_child].next_sibling) = index;
  above.last_child = index;
  return index;
}

std::uint32_t HtmlTreeBuilder::insert_before_table(const HtmlNode& node,
                                                   HtmlOpenElements::Entry& table) {
  const std::uint32_t parent = nodes_[table.node].parent;
  const std::uint32_t index = add(node, parent);
  nodes_[index].next_sibling = table.node;
  (table.before == 0 ? nodes_[parent].first_child : nodes_[table.before].next_sibling) = index;
  table.before = index;
  return index;
}

// The table in front of which a node goes that comes directly in it, not in a cell; else null.
HtmlOpenElements::Entry* HtmlTreeBuilder::table_to_leave(const HtmlNode& node) {
  if (!has_trait(open_.top().tag, kTableRow) || open_.top().foreign != HtmlOpenElements::kNone) {
    return nullptr;
  }
  if (node.kind == HtmlNodeKind::element && may_stand_in_table(node.tag)) return nullptr;
  HtmlOpenElements::Entry& table = open_[open_.barrier(HtmlBarrier::table)];
  return table.tag == HtmlTag::table && !table.flattened ? &table : nullptr;
}

std::uint32_t HtmlTreeBuilder::place(const HtmlNode& node) {
  HtmlOpenElements::Entry* table = table_to_leave(node);
  return table ? insert_before_table(node, *table) : append(node);
}

void HtmlTreeBuilder::open_element(const HtmlToken& tag, std::uint32_t foreign) {
  const bool leaf_of_text =
      foreign == HtmlOpenElements::kNone && has_trait(tag.tag, kRawText | kCharacterData);
  if (open_.size() >= max_depth_ && !leaf_of_text) {
    ++flattened_;
    if (has_trait(tag.tag, kBlock)) mark_flattened_block(tag.tag, tag.source);
    arena_.cut_attributes(tag.first);
    open_.push(tag.tag, open_.top().node, foreign, true);
    return;
  }
  const std::uint32_t before = nodes_[open_.top().node].last_child;
  const std::uint32_t index = place(element(tag));
  open_.push(tag.tag, index, foreign, false);
  if (tag.tag == HtmlTag::table) open_[open_.size() - 1].before = before;
}

void HtmlTreeBuilder::add_leaf(const HtmlToken& tag) { place(element(tag)); }

void HtmlTreeBuilder::add_text(const HtmlToken& text) {
  HtmlNode node;
  node.kind = HtmlNodeKind::text;
  node.source = text.source;
  node.end = text.source.to;
  node.first = text.first;
  node.count = arena_.piece_count() - text.first;
  HtmlOpenElements::Entry* table = table_to_leave(node);
  if (table && node.count == 1 && is_white(arena_.piece(node.first))) table = nullptr;

  const std::uint32_t left = table ? table->before : nodes_[open_.top().node].last_child;
  if (left != 0 && nodes_[left].kind == HtmlNodeKind::text &&
      nodes_[left].first + nodes_[left].count == node.first) {
    nodes_[left].count += node.count;  // only a comment or a stray end tag lies between
    nodes_[left].source.to = nodes_[left].end = node.end;
  } else {
    table ? insert_before_table(node, *table) : append(node);
  }
}

void HtmlTreeBuilder::add_attributes(std::uint32_t node, const HtmlToken& tag) {
  if (nodes_[node].count != 0) return arena_.cut_attributes(tag.first);
  nodes_[node].source = tag.source;
  nodes_[node].first = tag.first;
  nodes_[node].count = arena_.attribute_count() - tag.first;
}

void HtmlTreeBuilder::mark_flattened_block(HtmlTag tag, Span source) {
  const std::uint32_t last = nodes_[open_.top().node].last_child;
  if (last != 0 && nodes_[last].flattened) return;
  HtmlNode mark;
  mark.source = source;
  mark.end = source.to;
  mark.tag = tag;
  mark.flattened = true;
  append(mark);
}

void HtmlTreeBuilder::pop(std::uint32_t at) {
  const HtmlOpenElements::Entry entry = open_.top();
  open_.pop();
  if (entry.flattened) {
    if (has_trait(entry.tag, kBlock)) mark_flattened_block(entry.tag, {at, at});
  } else if (!entry.closed) {
    nodes_[entry.node].end = at;
  }
}

void HtmlTreeBuilder::pop_closed(std::uint32_t at) {
  while (open_.top().closed) pop(at);
}

void HtmlTreeBuilder::shrink(std::uint32_t size, std::uint32_t at) {
  while (open_.size() > size) pop(at);
  pop_closed(at);
}

void HtmlTreeBuilder::end_element(std::uint32_t place, const HtmlToken& end_tag) {
  while (open_.size() > place + 1) pop(end_tag.source.from);
  pop(end_tag.source.to);
  pop_closed(end_tag.source.to);
}

void HtmlTreeBuilder::close_early(const HtmlToken& end_tag) {
  const HtmlOpenElements::Entry& entry = open_[open_.innermost(end_tag.tag)];
  if (!entry.flattened) nodes_[entry.node].end = end_tag.source.to;
  open_.close(end_tag.tag);
}

void HtmlTreeBuilder::begin_body(std::uint32_t at) {
  shrink(1, at);
  open_.push(HtmlTag::body, HtmlTree::kBody, HtmlOpenElements::kNone, false);
}

void HtmlTreeBuilder::finish(std::uint32_t at) {
  shrink(1, at);
  nodes_[HtmlTree::kHtml].end = at;
}

}  // namespace medloom::text
