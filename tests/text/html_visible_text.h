// What a reader sees of a page, for comparing trees: its lines, white space folded.
//
// Blocks, cells and <br> end a line; scripts, styles, titles and templates are not shown. One
// walker per kind of tree feeds the same writer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "text/html_tree.h"

namespace medloom::text {

class VisibleLines {
 public:
  void add(std::string_view bytes);
  void end_line();
  std::vector<std::string> take();

 private:
  std::vector<std::string> lines_;
  std::string line_;
  bool space_ = false;
};

std::vector<std::string> visible_lines(const HtmlTree& tree);
// As Gumbo reads the page.
std::vector<std::string> gumbo_lines(const std::string& page);

}  // namespace medloom::text
