// A mark counts only with its partner on the same line, so a lone `*` of a dose or a footnote
// stays. Partners are looked for to the right; a search that failed once is not made again for that
// mark, which keeps a line of ten thousand `[` linear.
#include "stages/extract/markdown_inline.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string_view>

namespace medloom::stages {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }

class Inline {
 public:
  Inline(std::string_view page, Text& text) : page_(page), text_(text) {}

  void read(std::uint32_t from, std::uint32_t to) {
    std::uint32_t copied = from;
    for (std::uint32_t at = from; at < to;) {
      const std::uint32_t next = mark(at, from, to, copied);
      if (next == at) {
        ++at;
      } else {
        at = copied = next;
      }
    }
    copy(copied, to);
  }

 private:
  // Deals with the mark at `at`: copies what stands before and in it, and returns where to go on;
  // `at` if there is none.
  std::uint32_t mark(std::uint32_t at, std::uint32_t from, std::uint32_t to, std::uint32_t copied) {
    switch (page_[at]) {
      case '\\':
        if (at + 1 == to || !std::ispunct(static_cast<unsigned char>(page_[at + 1]))) return at;
        copy(copied, at);
        copy(at + 1, at + 2);
        return at + 2;
      case '*':
      case '_':
        return emphasis(at, from, to, copied);
      case '`':
        return code(at, to, copied);
      case '!':
        return at + 1 < to && page_[at + 1] == '[' ? link(at, at + 1, to, copied) : at;
      case '[':
        return link(at, at, to, copied);
      default:
        return at;
    }
  }

  std::uint32_t emphasis(std::uint32_t at, std::uint32_t from, std::uint32_t to,
                         std::uint32_t copied) {
    const char c = page_[at];
    std::uint32_t size = 1;
    while (at + size < to && page_[at + size] == c) ++size;
    const std::uint32_t content = at + size;
    if (size > 3 || content == to || is_space(page_[content])) return at;
    if (c == '_' && at > from && is_word(page_[at - 1])) return at;
    if (content <= hopeless_[size]) return at;
    for (std::uint32_t close = content + 1; close + size <= to; ++close) {
      if (page_[close] != c || is_space(page_[close - 1]) || page_[close - 1] == '\\') continue;
      std::uint32_t run = 1;
      while (close + run < to && page_[close + run] == c) ++run;
      const bool in_word = c == '_' && close + run < to && is_word(page_[close + run]);
      if (run != size || in_word) {
        close += run - 1;
        continue;
      }
      copy(copied, at);
      read(content, close);
      return close + size;
    }
    hopeless_[size] = to;
    return at;
  }

  std::uint32_t code(std::uint32_t at, std::uint32_t to, std::uint32_t copied) {
    const std::size_t close = page_.substr(0, to).find('`', at + 1);
    if (close == std::string_view::npos || close == at + 1) return at;
    copy(copied, at);
    copy(at + 1, static_cast<std::uint32_t>(close));
    return static_cast<std::uint32_t>(close) + 1;
  }

  // [text](target), and ![text](target) of which nothing stays.
  std::uint32_t link(std::uint32_t at, std::uint32_t bracket, std::uint32_t to,
                     std::uint32_t copied) {
    if (bracket < hopeless_link_) return at;
    const std::string_view line = page_.substr(0, to);
    const std::size_t middle = line.find("](", bracket);
    const std::size_t end = middle == std::string_view::npos ? middle : line.find(')', middle);
    if (end == std::string_view::npos) {
      hopeless_link_ = to;
      return at;
    }
    const std::size_t inner = line.substr(bracket + 1, middle - bracket - 1).find('[');
    if (inner != std::string_view::npos) return at;  // the link begins further right
    copy(copied, at);
    if (page_[at] != '!') read(bracket + 1, static_cast<std::uint32_t>(middle));
    return static_cast<std::uint32_t>(end) + 1;
  }

  void copy(std::uint32_t from, std::uint32_t to) {
    if (from < to) text_.append_copied(page_.substr(from, to - from), from);
  }

  std::string_view page_;
  Text& text_;
  std::uint32_t hopeless_[4] = {};  // by size: no partner before this offset
  std::uint32_t hopeless_link_ = 0;
};

}  // namespace

Text read_markdown_inline(std::string_view page, Span span) {
  Text text;
  Inline(page, text).read(span.from, span.to);
  return text;
}

}  // namespace medloom::stages
