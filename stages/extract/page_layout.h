// How the text of a page lies in its elements: what stands around each element, and how much text,
// links and blocks it holds.
//
// Elements come before those in them, so one pass over the tree carries properties down and one
// back carries sums up: linear. Safe to read from many threads once built.
#pragma once

#include <cstdint>
#include <vector>

#include "stages/extract/block_shape.h"
#include "stages/extract/draft.h"
#include "stages/extract/element_signs.h"
#include "text/html_tree.h"

namespace medloom::stages {

// Elements that say by their tag or role what they are.
enum class Region : std::uint8_t {
  nav,
  aside,
  header,
  footer,
  main,
  article,
  form,
  table,
  list,
  definitions,
  quote,
  figure,
  section,
  paragraph,
  link,
  fold,
  dialog,
  label,
};

using Regions = std::uint32_t;  // bit n: Region n

constexpr Regions bit(Region region) { return Regions{1} << static_cast<unsigned>(region); }

// What a block, or all in an element, amounts to.
struct Mass {
  float letters = 0;  // as in Shape
  float links = 0;    // of the letters
  float stops = 0;
  float blocks = 0;

  Mass& operator+=(const Mass& other);
};

// What holds for an element and all in it.
struct ElementPlace {
  Regions regions = 0;        // it stands in
  Signs signs = 0;            // of it and the elements around it
  Signs own_signs = 0;        // of it alone
  std::uint64_t pattern = 0;  // equal for elements with equal tags and names around them
  std::uint16_t depth = 0;
  Mass mass;  // of the blocks in it
};

class PageLayout {
 public:
  PageLayout(const text::HtmlTree& tree, const Drafts& drafts);

  const text::HtmlTree& tree() const { return tree_; }
  const std::vector<Mass>& blocks() const { return blocks_; }   // by draft
  const std::vector<Shape>& shapes() const { return shapes_; }  // by draft
  const ElementPlace& at(std::uint32_t element) const { return places_[element]; }
  // The signs of an element and the two around it.
  Signs near_signs(std::uint32_t element) const;
  const Mass& page() const { return places_[text::HtmlTree::kBody].mass; }

 private:
  void carry_down();
  void sum_up(const Drafts& drafts);

  const text::HtmlTree& tree_;
  std::vector<ElementPlace> places_;
  std::vector<Mass> blocks_;
  std::vector<Shape> shapes_;
};

}  // namespace medloom::stages
