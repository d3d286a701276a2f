// The tokenizer of HTML: cuts a page into text, start tags and end tags, as browsers do.
//
// Comments, doctypes and bogus markup are passed over; text and attributes go straight into the
// arena, references decoded, each with its place in the page. What the standard leaves to the tree
// (is this the content of a <script>? are we inside <svg>?) the tree builder tells it between two
// tokens. One pass, no backtracking over more than a reference's name: linear on any input.
// Used by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/span.h"
#include "text/html_arena.h"
#include "text/html_tags.h"

namespace medloom::text {

enum class HtmlTokenKind : std::uint8_t { text, start_tag, end_tag, end };

struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::end;
  HtmlTag tag{};
  bool self_closing = false;
  Span source;
  std::uint32_t first = 0;  // of its pieces or attributes in the arena; they end the arena's list
};

class HtmlTokenizer {
 public:
  // REQUIRES: the arena's page is valid UTF-8 and shorter than 4 GiB. It and the arena outlive
  // this.
  HtmlTokenizer(HtmlArena& arena, std::uint32_t max_attributes, std::uint32_t max_attribute_bytes);

  HtmlToken next();

  // REQUIRES: the last token was the start tag of `tag`. Its content is raw text, character data
  // (see html_tags.h) or, for plaintext, all the rest of the page: the next token is that text.
  void enter_raw_content(HtmlTag tag) { raw_ = tag; }
  // Until the end tag of `tag`, if there is one, nothing that is left open (a comment, a <script>,
  // a quote) reaches beyond it.
  void fence(HtmlTag tag);
  bool is_fenced() const { return end_ != page_end_; }
  // A line break that comes next is no text.
  void skip_newline();
  // Inside SVG or MathML CDATA sections are text, and a NUL is shown.
  void set_foreign(bool foreign) { foreign_ = foreign; }

  std::uint32_t dropped_attributes() const { return dropped_attributes_; }
  std::uint32_t cut_attributes() const { return cut_attributes_; }
  // A tag that the page's end cuts off is no tag; what of the page it takes along.
  Span unfinished() const { return unfinished_; }

 private:
  struct TextRules {
    bool markup = false;        // it ends where markup begins
    bool references = false;    // they are decoded
    bool nul_is_shown = false;  // as U+FFFD; else it is dropped
  };

  bool at_markup(const char* at) const;
  void pass_over_declaration();
  void pass_over_comment();
  bool read_cdata(HtmlToken& token);
  void read_text(HtmlToken& token);
  void read_raw(HtmlToken& token);
  const char* add_text(const char* from, const char* end, TextRules rules);
  bool read_tag(HtmlToken& token);
  void read_attribute(const HtmlToken& token);
  const std::string* read_value(Span& value);
  void decode_value(const char* from, const char* to);
  HtmlTag tag_named(const char* from, const char* end);

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }
  Span span(const char* from, const char* to) const { return {offset(from), offset(to)}; }

  HtmlArena& arena_;
  const char* const begin_;
  const char* const page_end_;
  const char* end_;    // of the page, or the fence
  const char* fence_;  // the last one looked for
  const char* at_;
  const std::uint32_t max_attributes_;
  const std::uint32_t max_attribute_bytes_;
  HtmlTag raw_ = HtmlTag::first_unknown;  // whose raw content comes next
  bool foreign_ = false;
  std::string value_;  // the attribute value or tag name being decoded
  std::uint32_t dropped_attributes_ = 0;
  std::uint32_t cut_attributes_ = 0;
  Span unfinished_;
};

}  // namespace medloom::text
