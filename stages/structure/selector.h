// CSS selectors, as far as site profiles need them, and all elements of a page that match some.
//
//   div   .answer   #main   [itemprop=author]   [data-kind="q a"]   [hidden]   *
//   div.answer.best   .answer p (anywhere in)   .answer > p (directly in)   h1, .title (either)
//
// Names of tags and attributes match in any case, classes, ids and values as they are written. A
// backslash takes the sign behind it for a letter (`.md\:flex`). Anything else is an error that
// says where.
//
// Cost of matching: elements x compounds that may match there, at most 64 of a set; no look back.
// Thread-safety: immutable once filled.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "text/html_tree.h"

namespace medloom::stages {

// What one element must be: `div.answer[itemprop=text]`.
struct Compound {
  struct Attribute {
    std::string name;
    std::string value;
    bool any_value = false;
  };
  std::string tag;  // empty: any
  std::string id;
  std::vector<std::string> classes;
  std::vector<Attribute> attributes;
  bool directly = false;  // in the element that the compound before it matched
};

class SelectorSet {
 public:
  static constexpr std::size_t kMostCompounds = 64;

  // Adds a selector; hits name it by its number, counted from 0. Errors: at `where`; the message
  // says at which character.
  Result<void> add(std::string_view css, const std::string& where);

  bool empty() const { return count_ == 0; }

  // Calls `hit(element, number)` for each element and each selector that it matches, elements in
  // the order of the page.
  void match(const text::HtmlTree& tree,
             const std::function<void(std::uint32_t, std::size_t)>& hit) const;

 private:
  using Steps = std::uint64_t;  // bit n: compound n

  struct Step {
    Compound compound;
    std::size_t selector;
    bool is_last;
  };

  std::vector<Step> steps_;  // of all selectors, one behind the other
  Steps first_ = 0;          // where a selector begins: may match anywhere
  std::size_t count_ = 0;
};

}  // namespace medloom::stages
