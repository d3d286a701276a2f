// What the names that a page's authors gave to an element say about it.
//
// Class, id and role names of pages in any language are mostly English words ("side-bar",
// "postContent"). Words of one meaning are one sign. Signs are hints to be weighed with others: no
// block is kept or put aside by a name alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/html_tree.h"

namespace medloom::stages {

enum class Sign : std::uint8_t {
  menu,
  page_head,
  page_foot,
  side,
  comments,
  related,
  share,
  promotion,
  dialog,
  form,
  button,
  about,  // byline, tags, counts: what is said about a text
  author,
  breadcrumb,
  pager,
  caption,
  article,
  content,
  post,
  question,
  product,
  list,
  card,
  toc,
  hidden,
  title,
  fold,  // tabs and accordions
  section,
  table,
  code,
  count
};

using Signs = std::uint32_t;  // bit n: Sign n

constexpr Signs bit(Sign sign) { return Signs{1} << static_cast<unsigned>(sign); }

// The signs of the words in a name list: "post-content sideBar".
Signs signs_of_names(std::string_view names);

// What an element's attributes call it.
struct Names {
  Signs signs = 0;
  std::string_view role;
};

// Reads elements of one page; equal attribute values are looked at once. Used by one thread.
class SignReader {
 public:
  explicit SignReader(const text::HtmlTree& tree) : tree_(tree) {}
  Names of(const text::HtmlNode& element);

 private:
  const text::HtmlTree& tree_;
  std::unordered_map<std::string_view, Signs> known_;
};

}  // namespace medloom::stages
