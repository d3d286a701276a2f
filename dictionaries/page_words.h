// What `page:` guards ask: the words of a page's main content, looked up lazily.
//
// The page is scanned once, when the first guard of the first hit asks, for all the words that the
// guards of one matcher know; pages without such a hit cost nothing.
// Thread-safety: none; a page belongs to one worker, and looking up fills a cache.
#pragma once

#include <string_view>

#include "dictionaries/guard.h"

namespace medloom::dictionaries {

class PageWords {
 public:
  PageWords() = default;
  // Keeps a view of the main content's text, which must outlive it.
  explicit PageWords(std::string_view main_text) : text_(main_text) {}

  // Whether word number `word` of `words` stands on the page.
  bool has(const GuardWords& words, std::uint32_t word) const {
    if (found_for_ != &words) {
      const FoldedText folded(text_);
      found_ = words.find(folded, 0, folded.size());
      found_for_ = &words;
    }
    return found_.anywhere(word);
  }

 private:
  std::string_view text_;
  mutable const GuardWords* found_for_ = nullptr;
  mutable FoundWords found_;
};

}  // namespace medloom::dictionaries
