// Parts of a page that a server sent later than the page: React's, which many frameworks stand on.
//
// Where a part was not ready, the page has a hole, `<template id="B:3">` or `"P:3"`. The part comes
// at the end, `<div hidden id="S:3">`, with a line of script that puts it there. A reader of the
// page sees it in its hole, and so do we; without its script nobody would see it at all.
//
// A part is read once, and its holes may be in parts. Cost: one walk over the elements, when first
// asked. Used by one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "text/html_tree.h"

namespace medloom::stages {

class StreamedParts {
 public:
  explicit StreamedParts(const text::HtmlTree& tree) : tree_(tree) {}

  // The part that belongs in this <template>, once; 0 if there is none.
  std::uint32_t take_part_of(std::uint32_t hole);

  // Whether an element is a part that was read in its hole.
  bool was_taken(std::uint32_t element) const;

 private:
  void look();
  void read_script(std::string_view script);

  const text::HtmlTree& tree_;
  bool looked_ = false;
  std::unordered_map<std::string_view, std::uint32_t> parts_;       // by what stands behind "S:"
  std::unordered_map<std::string_view, std::string_view> part_of_;  // by a hole's id, of scripts
  std::unordered_map<std::uint32_t, bool> taken_;                   // by element
};

}  // namespace medloom::stages
