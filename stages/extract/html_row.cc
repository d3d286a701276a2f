// A row is one block: its cells in order, a separator between them that is no text of the page.
// Tested by tests/stages/extract_test.cc.
#include "stages/extract/html_row.h"

#include <utility>

#include "stages/extract/line.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::string_view kBetweenCells = " | ";
constexpr std::size_t kLongestLabel = 20;  // code points

bool is_line(const Draft& draft) { return draft.block.kind == BlockKind::paragraph; }

}  // namespace

// At least two cells with text; each a line, but the last of them may go on when what stands before
// it is short enough to be its label.
bool HtmlRow::is_values(const Drafts& drafts) const {
  std::size_t filled = 0;
  bool labels = true;
  for (const Cell& cell : cells_) {
    if (cell.first == cell.end) continue;
    ++filled;
    if (!is_line(drafts[cell.first])) return false;
    const bool goes_on = cell.end - cell.first > 1;
    if (goes_on && (cell.end != end_ || !labels)) return false;
    labels &= text::count_code_points(drafts[cell.first].block.text.view()) <= kLongestLabel;
  }
  return filled >= 2;
}

void HtmlRow::join_cells(Drafts& drafts, DocumentEditor& editor) const {
  if (!is_values(drafts)) return;
  Draft row;
  row.element = drafts[first_].element;
  row.block.kind = BlockKind::table_row;
  row.block.gap_before = gap_;
  std::size_t joined = first_;  // drafts from here on stay
  for (const Cell& cell : cells_) {
    if (&cell != &cells_.front()) {
      row.block.text.append_read(kBetweenCells, {cell.page, cell.page},
                                 editor.intern_reading(kBetweenCells));
    }
    if (cell.first == cell.end) continue;
    row.block.text.append(drafts[cell.first].block.text);
    row.link_bytes += drafts[cell.first].link_bytes;
    joined = cell.first + 1;
  }
  row.block.text = trimmed(std::move(row.block.text));
  drafts[first_] = std::move(row);
  const auto begin = drafts.begin();
  drafts.erase(begin + static_cast<std::ptrdiff_t>(first_) + 1,
               begin + static_cast<std::ptrdiff_t>(joined));
}

}  // namespace medloom::stages
