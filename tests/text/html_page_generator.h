// Makes pages: well-formed ones from a grammar, the ordinary broken ones that come of losing,
// adding or swapping a tag here and there, and a soup of tags without any order. Every word of a
// page is different, so that a lost, doubled or moved one shows. The same seed gives the same page.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace medloom::text {

class HtmlPageGenerator {
 public:
  explicit HtmlPageGenerator(std::uint32_t seed) : random_(seed) {}

  std::string well_formed();
  // A page with `breaks` accidents.
  std::string broken(int breaks);
  // Start tags and end tags of these elements, words and small pieces of markup, drawn at random.
  std::string soup(const std::vector<std::string>& elements, int length);

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(pick(static_cast<int>(choices.size())))];
  }
  void put(std::string token) { tokens_.push_back(std::move(token)); }
  void word();
  void words(int most);
  void inline_content(int depth);
  void element(const std::string& tag, int depth, void (HtmlPageGenerator::*content)(int));
  void flow(int depth);
  void block(int depth);
  void list(int depth);
  void definitions(int depth);
  void table(int depth);
  void page();
  std::string joined() const;

  std::mt19937 random_;
  std::vector<std::string> tokens_;  // tags and text
  int words_ = 0;
};

}  // namespace medloom::text
