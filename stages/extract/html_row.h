// The cells of one table row, joined to one block where each is a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/model/document.h"
#include "stages/extract/draft.h"

namespace medloom::stages {

class HtmlRow {
 public:
  // The drafts of the row begin at `first`; `gap` is whether it stands apart from what is above.
  HtmlRow(std::size_t first, bool gap) : first_(first), end_(first), gap_(gap) {}

  // A cell whose start tag ends at `page` gave the drafts up to `end`.
  void end_cell(std::size_t end, std::uint32_t page) {
    cells_.push_back({end_, end, page});
    end_ = end;
  }

  // Joins the cells if the row is one of values rather than of layout.
  void join_cells(Drafts& drafts, DocumentEditor& editor) const;

  std::size_t first() const { return first_; }

 private:
  struct Cell {
    std::size_t first;
    std::size_t end;
    std::uint32_t page;
  };

  bool is_values(const Drafts& drafts) const;

  std::size_t first_;
  std::size_t end_;
  bool gap_;
  std::vector<Cell> cells_;
};

}  // namespace medloom::stages
