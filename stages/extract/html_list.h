// The marks of HTML lists, as a browser shows them.
#pragma once

#include <string>

#include "text/html_tree.h"

namespace medloom::stages {

// Counts the items of one list.
class HtmlList {
 public:
  // REQUIRES: `element` is an <ol>, <ul>, <menu> or <dir> of the tree.
  HtmlList(const text::HtmlTree& tree, const text::HtmlNode& element);

  // The mark of the next item: "3.", "c.", "iii.", or "-" in a list without order.
  std::string next_mark(const text::HtmlTree& tree, const text::HtmlNode& item);

  bool ordered() const { return ordered_; }

 private:
  bool ordered_;
  char type_ = '1';  // 1 a A i I
  int step_ = 1;
  int number_ = 1;
};

// 1 is "a", 27 is "aa"; 4 is "iv". What has no such form (0, 4000 in Roman) is written in digits.
std::string alphabetic(int number);
std::string roman(int number);

}  // namespace medloom::stages
