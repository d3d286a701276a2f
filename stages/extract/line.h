// Builds one line of text from pieces of the page, folding white space as a browser shows it.
//
// Runs of white space become one space, none stands at the line's ends. A line break of the source
// between two Han characters is nothing: Chinese has no spaces between words. A no-break space is
// white space; an ideographic space is kept inside a line and dropped at its ends. Whatever is not
// in the page byte for byte becomes a read run. Used by one thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/model/document.h"
#include "text/html_arena.h"

namespace medloom::stages {

class LineBuilder {
 public:
  explicit LineBuilder(DocumentEditor& editor) : editor_(editor) {}

  // Nothing but white space so far.
  bool empty() const { return text_.empty(); }
  std::uint32_t size() const { return text_.size(); }
  std::string_view view() const { return text_.view(); }

  void add(const text::HtmlPiece& piece);
  // The same, but white space inside the line stays as it is (a line of <pre>).
  void add_preformatted(const text::HtmlPiece& piece);
  // What the reader makes of `page`: a superscript, a quotation mark.
  void add_read(std::string_view bytes, Span page);

  // The line, which is empty if it shows nothing; the builder starts anew.
  Text take();

 private:
  void add_space(Span page, bool as_it_stands, bool line_break);
  void put_space(std::string_view next);
  void put(const text::HtmlPiece& piece, std::size_t from, std::size_t to);

  DocumentEditor& editor_;
  Text text_;
  // White space that waits for something behind it.
  bool space_ = false;
  bool space_as_it_stands_ = false;  // it is one ' ' of the page
  bool space_is_line_break_ = false;
  Span space_page_;
};

// Whether anything of a text would be seen: not only white space and invisible characters.
bool shows_something(std::string_view text);

// A text without the white space at its ends, U+3000 included.
Text trimmed(Text text);

}  // namespace medloom::stages
