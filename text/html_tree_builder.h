// Puts elements and texts into a tree: the mechanics below HTML's rules (html_reader.cc).
//
// Knows where the next node goes (into the current element; in front of a table for what has no
// place directly in one; flattened below the depth limit) and keeps the open elements in step with
// the nodes. Each operation is constant time, ends are amortised. Used by one thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "text/html_arena.h"
#include "text/html_open_elements.h"
#include "text/html_tokenizer.h"
#include "text/html_tree.h"

namespace medloom::text {

class HtmlTreeBuilder {
 public:
  // Begins with <html>, <head> and <body>, of which the first two are open.
  HtmlTreeBuilder(HtmlArena& arena, std::uint32_t max_depth);

  HtmlOpenElements& open() { return open_; }
  const HtmlOpenElements& open() const { return open_; }

  // A new element in the current one, which becomes the current one; `foreign` as in its entry.
  void open_element(const HtmlToken& tag, std::uint32_t foreign = HtmlOpenElements::kNone);
  // A new element without content.
  void add_leaf(const HtmlToken& tag);
  // The text that ends the arena's pieces.
  void add_text(const HtmlToken& text);
  // Gives the token's attributes to an element that stands already, unless it has some.
  void add_attributes(std::uint32_t node, const HtmlToken& tag);

  // Ends all elements above the first `size` ones, at page offset `at`.
  void shrink(std::uint32_t size, std::uint32_t at);
  // Ends the element at this place of the stack, and those in it, by this end tag.
  void end_element(std::uint32_t place, const HtmlToken& end_tag);
  // Ends the innermost element of a tag, but not those in it.
  void close_early(const HtmlToken& end_tag);
  // Puts <body> in the place of <head>.
  void begin_body(std::uint32_t at);
  // Ends all elements, at the end of the page.
  void finish(std::uint32_t at);

  std::uint32_t node_count() const { return static_cast<std::uint32_t>(nodes_.size()); }
  std::uint32_t flattened() const { return flattened_; }
  std::vector<HtmlNode> take_nodes() { return std::move(nodes_); }

 private:
  HtmlNode element(const HtmlToken& tag) const;
  std::uint32_t add(const HtmlNode& node, std::uint32_t parent);
  std::uint32_t append(const HtmlNode& node);
  std::uint32_t insert_before_table(const HtmlNode& node, HtmlOpenElements::Entry& table);
  std::uint32_t place(const HtmlNode& node);
  HtmlOpenElements::Entry* table_to_leave(const HtmlNode& node);
  void mark_flattened_block(HtmlTag tag, Span source);
  void pop(std::uint32_t at);
  void pop_closed(std::uint32_t at);

  HtmlArena& arena_;
  const std::uint32_t max_depth_;
  std::vector<HtmlNode> nodes_;
  HtmlOpenElements open_;
  std::uint32_t flattened_ = 0;
};

}  // namespace medloom::text
