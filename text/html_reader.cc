// HTML's tree construction, as far as text, its order and its lines depend on it. The standard's
// two dozen insertion modes are three here: before the body, the body, and SVG or MathML inside of
// it; where a table's parts may stand is asked of the stack of open elements instead
// (html_open_elements.h).
//
// Start tags first end what they imply the end of: a block ends a paragraph, <li> the item before
// it, <td> the cell before it. End tags end their element and all in it if the element may be
// reached: nothing inside a table cell ends what is outside, an inline end tag ends no block.
// Formatting may end while blocks in it stay open (`<b><p>x</b>y</p>`): it is closed early, its
// node knows where it ends, and `y` stays in the paragraph.
#include "text/html_reader.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string>
#include <utility>

#include "text/html_tokenizer.h"
#include "text/html_tree_builder.h"

namespace medloom::text {
namespace {

constexpr auto kNone = HtmlOpenElements::kNone;

// An element of the page as a whole, which a <noscript> cannot begin.
bool is_of_page(HtmlTag tag) {
  return tag == HtmlTag::html || tag == HtmlTag::head || tag == HtmlTag::body ||
         tag == HtmlTag::noscript;
}

class HtmlReader {
 public:
  HtmlReader(std::string_view page, const HtmlLimits& limits)
      : limits_(limits),
        arena_(page, limits.max_nodes),
        tokenizer_(arena_, limits.max_attributes, limits.max_attribute_bytes),
        builder_(arena_, limits.max_depth) {}

  Result<HtmlTree> read();

 private:
  using Tag = HtmlTag;
  using Barrier = HtmlBarrier;

  Result<HtmlTree> too_many(std::string_view what) const;
  void text(const HtmlToken& token);
  void start_tag(const HtmlToken& token);
  void end_tag(const HtmlToken& token);

  bool start_in_head(const HtmlToken& token);
  void start_in_foreign(const HtmlToken& token);
  void start_in_body(const HtmlToken& token);
  void start_table_part(const HtmlToken& token);
  bool end_in_foreign(const HtmlToken& token);
  void end_in_body(const HtmlToken& token);

  void open(const HtmlToken& token);
  void make_room(const HtmlToken& token);
  void end_item(std::initializer_list<Tag> items, std::initializer_list<Tag> others,
                std::uint32_t at);
  void end_implied(std::uint32_t at, Tag but = Tag::first_unknown);
  void end_form(const HtmlToken& token);
  void end_formatting(const HtmlToken& token);
  void end_heading(const HtmlToken& token);
  void end_paragraph(const HtmlToken& token);
  void end_if(std::uint32_t place, const HtmlToken& token) {
    if (place != kNone) builder_.end_element(place, token);
  }
  void shrink_to(std::uint32_t place, std::uint32_t at) {
    if (place != kNone) builder_.shrink(place, at);
  }
  std::uint32_t innermost(std::initializer_list<Tag> tags) const;
  bool in_table() const;
  bool is_apart() const;
  bool top_is(Tag tag) const { return builder_.open().top().tag == tag; }
  void begin_body(std::uint32_t at);
  void drop_attributes(const HtmlToken& token) { arena_.cut_attributes(token.first); }

  const HtmlLimits limits_;
  HtmlArena arena_;
  HtmlTokenizer tokenizer_;
  HtmlTreeBuilder builder_;
  bool in_body_ = false;
  bool form_is_open_ = false;  // until its end tag, even when its element has ended already
};

Result<HtmlTree> HtmlReader::read() {
  for (HtmlToken token = tokenizer_.next(); token.kind != HtmlTokenKind::end;
       token = tokenizer_.next()) {
    switch (token.kind) {
      case HtmlTokenKind::text:
        text(token);
        break;
      case HtmlTokenKind::start_tag:
        start_tag(token);
        break;
      default:
        end_tag(token);
        break;
    }
    if (builder_.node_count() + builder_.flattened() > limits_.max_nodes) {
      return too_many("elements and texts");
    }
    if (arena_.is_overfull()) return too_many("attributes or references");
    tokenizer_.set_foreign(builder_.open().top().foreign != kNone);
  }
  const auto size = static_cast<std::uint32_t>(arena_.page().size());
  if (!in_body_) begin_body(size);
  builder_.finish(size);
  const HtmlCounts counts{builder_.flattened(), tokenizer_.dropped_attributes(),
                          tokenizer_.cut_attributes(), tokenizer_.unfinished()};
  return HtmlTree(std::move(arena_), builder_.take_nodes(), counts);
}

Result<HtmlTree> HtmlReader::too_many(std::string_view what) const {
  return fail(ErrorCode::rejected,
              "more than " + std::to_string(limits_.max_nodes) + ' ' + std::string(what));
}

void HtmlReader::begin_body(std::uint32_t at) {
  builder_.begin_body(at);
  in_body_ = true;
}

// White space before the body is nothing.
void HtmlReader::text(const HtmlToken& token) {
  const bool directly_in_head = !in_body_ && builder_.open().size() == 2;
  if (directly_in_head) {
    const std::string_view bytes = arena_.page(token.source);
    const bool blank = bytes.find_first_not_of(" \t\n\f\r") == std::string_view::npos;
    if (blank) return arena_.cut_pieces(token.first);
    begin_body(token.source.from);
  }
  builder_.add_text(token);
}

void HtmlReader::start_tag(const HtmlToken& token) {
  if (tokenizer_.is_fenced() && is_of_page(token.tag)) return drop_attributes(token);
  if (builder_.open().in_foreign_content()) return start_in_foreign(token);
  if (in_body_ || !start_in_head(token)) start_in_body(token);
}

// Before the body: keeps what belongs to the head, else begins the body. Whether the tag is dealt
// with.
bool HtmlReader::start_in_head(const HtmlToken& token) {
  const bool directly_in_head = builder_.open().size() == 2;
  if (token.tag == Tag::body && builder_.open().innermost(Tag::template_) == kNone) {
    begin_body(token.source.from);
    return false;
  }
  if (!directly_in_head) return false;  // in a <noscript> or <template> of the head
  if (token.tag == Tag::html) return builder_.add_attributes(HtmlTree::kHtml, token), true;
  if (token.tag == Tag::head) return builder_.add_attributes(HtmlTree::kHead, token), true;
  if (!has_trait(token.tag, kHead)) begin_body(token.source.from);
  return false;
}

void HtmlReader::start_in_foreign(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  if (has_trait(token.tag, kBreaksOut)) {
    builder_.shrink(elements.top().foreign, token.source.from);
    return start_tag(token);
  }
  if (token.self_closing) return builder_.add_leaf(token);
  builder_.open_element(token, elements.top().foreign);
}

void HtmlReader::start_in_body(const HtmlToken& token) {
  switch (token.tag) {
    case Tag::html:
      return builder_.add_attributes(HtmlTree::kHtml, token);
    case Tag::head:
      return drop_attributes(token);
    case Tag::body:
      return builder_.add_attributes(HtmlTree::kBody, token);
    case Tag::svg:
    case Tag::math:
      if (token.self_closing) return builder_.add_leaf(token);
      return builder_.open_element(token, builder_.open().size());
    case Tag::form:
      if (!is_apart() && std::exchange(form_is_open_, true)) return drop_attributes(token);
      if (in_table()) return builder_.add_leaf(token);
      break;
    case Tag::select:
      if (builder_.open().find(Tag::select, Barrier::scope) == kNone) break;
      drop_attributes(token);
      return end_in_body(token);
    default:
      if (has_trait(token.tag, kTablePart)) return start_table_part(token);
  }
  make_room(token);
  open(token);
}

// Ends the elements whose end this start tag implies.
void HtmlReader::make_room(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  const std::uint32_t at = token.source.from;
  if (has_trait(token.tag, kClosesP)) shrink_to(elements.find(Tag::p, Barrier::button), at);
  switch (token.tag) {
    case Tag::li:
      return end_item({Tag::li}, {Tag::dd, Tag::dt}, at);
    case Tag::dd:
    case Tag::dt:
      return end_item({Tag::dd, Tag::dt}, {Tag::li}, at);
    case Tag::a:
    case Tag::nobr:
      if (elements.find(token.tag, Barrier::scope) != kNone) {
        end_formatting({HtmlTokenKind::end_tag, token.tag, false, {at, at}, 0});
      }
      return;
    case Tag::button:
      return shrink_to(elements.find(Tag::button, Barrier::scope), at);
    case Tag::input:
    case Tag::keygen:
    case Tag::textarea:
      return shrink_to(elements.find(Tag::select, Barrier::scope), at);
    case Tag::optgroup:
      if (top_is(Tag::option)) builder_.shrink(elements.size() - 1, at);
      if (top_is(Tag::optgroup)) builder_.shrink(elements.size() - 1, at);
      return;
    case Tag::option:
      if (top_is(Tag::option)) builder_.shrink(elements.size() - 1, at);
      return;
    case Tag::rb:
    case Tag::rtc:
    case Tag::rp:
    case Tag::rt: {
      const bool keeps_rtc = token.tag == Tag::rp || token.tag == Tag::rt;
      if (elements.find(Tag::ruby, Barrier::scope) == kNone) return;
      return end_implied(at, keeps_rtc ? Tag::rtc : Tag::ruby);
    }
    case Tag::table:
      if (in_table()) builder_.shrink(elements.barrier(Barrier::table), at);
      return;
    default:
      if (has_trait(token.tag, kHeading) && has_trait(elements.top().tag, kHeading)) {
        builder_.shrink(elements.size() - 1, at);
      }
  }
}

// Ends the current element, and the next, while they need no end tag.
void HtmlReader::end_implied(std::uint32_t at, Tag but) {
  while (has_trait(builder_.open().top().tag, kImplied) && !top_is(but)) {
    builder_.shrink(builder_.open().size() - 1, at);
  }
}

// Ends the innermost of these list items, if nothing but inline elements, <div>, <p> and <address>
// is open in it.
void HtmlReader::end_item(std::initializer_list<Tag> items, std::initializer_list<Tag> others,
                          std::uint32_t at) {
  const std::uint32_t place = innermost(items);
  const std::uint32_t barrier = std::max(builder_.open().barrier(Barrier::item), innermost(others));
  if (place > barrier) builder_.shrink(place, at);
}

void HtmlReader::open(const HtmlToken& token) {
  if (has_trait(token.tag, kVoid)) return builder_.add_leaf(token);
  builder_.open_element(token);
  if (has_trait(token.tag, kSkipsNewline)) tokenizer_.skip_newline();
  if (has_trait(token.tag, kRawText | kCharacterData) || token.tag == Tag::plaintext) {
    tokenizer_.enter_raw_content(token.tag);
  }
  if (token.tag == Tag::noscript) tokenizer_.fence(token.tag);
}

// A part of a table outside of any is no element. Inside of one it ends all down to the row, body
// or table that it belongs to; a cell without a row brings one.
void HtmlReader::start_table_part(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  const std::uint32_t at = token.source.from;
  const std::uint32_t table = elements.barrier(Barrier::table);
  if (table == kNone) return drop_attributes(token);
  const std::uint32_t body = innermost({Tag::tbody, Tag::thead, Tag::tfoot});
  const std::uint32_t row = elements.innermost(Tag::tr);
  const bool is_cell = token.tag == Tag::td || token.tag == Tag::th;
  if (is_cell && row > table) {
    builder_.shrink(row + 1, at);
  } else if ((is_cell || token.tag == Tag::tr) && body > table) {
    builder_.shrink(body + 1, at);
  } else {
    builder_.shrink(table + 1, at);
  }
  if (is_cell && !top_is(Tag::tr)) {
    builder_.open_element(
        {HtmlTokenKind::start_tag, Tag::tr, false, {at, at}, arena_.attribute_count()});
  }
  const bool holds_nothing = token.tag == Tag::col || token.tag == Tag::colgroup;
  holds_nothing ? builder_.add_leaf(token) : builder_.open_element(token);
}

void HtmlReader::end_tag(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  if (elements.top().foreign != kNone && end_in_foreign(token)) return;
  if (tokenizer_.is_fenced() && is_of_page(token.tag)) return;
  if (!in_body_ && token.tag == Tag::head) return builder_.shrink(2, token.source.from);
  if (!in_body_ && elements.size() == 2) {
    if (token.tag != Tag::br && token.tag != Tag::body && token.tag != Tag::html) return;
    begin_body(token.source.from);
  }
  end_in_body(token);
}

// Whether the end tag was dealt with: it ends an element of this SVG or MathML.
bool HtmlReader::end_in_foreign(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  const std::uint32_t root = elements.top().foreign;
  const std::uint32_t place = elements.innermost(token.tag);
  if (token.tag == Tag::p || token.tag == Tag::br) {
    if (elements.in_foreign_content()) builder_.shrink(root, token.source.from);
    return false;
  }
  if (place < root) return false;
  builder_.end_element(place, token);
  return true;
}

void HtmlReader::end_in_body(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  switch (token.tag) {
    case Tag::html:
    case Tag::head:
    case Tag::body:
      return;
    case Tag::p:
      return end_paragraph(token);
    case Tag::br:
      return open(
          {HtmlTokenKind::start_tag, Tag::br, false, token.source, arena_.attribute_count()});
    case Tag::li:
      return end_if(elements.find(Tag::li, Barrier::list_item), token);
    case Tag::form:
      return end_form(token);
    case Tag::noscript:
      return end_if(elements.innermost(Tag::noscript), token);
    case Tag::template_:
      if (elements.innermost(Tag::template_) < elements.innermost(Tag::noscript)) return;
      return end_if(elements.innermost(Tag::template_), token);
    case Tag::tbody:
      if (innermost({Tag::tbody, Tag::thead, Tag::tfoot}) > elements.barrier(Barrier::table)) break;
      return shrink_to(elements.find(Tag::tr, Barrier::table), token.source.from);  // implied
    default:
      break;
  }
  if (has_trait(token.tag, kHeading)) return end_heading(token);
  if (has_trait(token.tag, kFormatting)) return end_formatting(token);
  const bool reaches_far = has_trait(token.tag, kSpecial) || token.tag == Tag::dialog ||
                           elements[elements.innermost(token.tag)].holds_html;
  const bool of_table = token.tag == Tag::table || has_trait(token.tag, kTablePart);
  end_if(elements.find(token.tag, of_table      ? Barrier::table
                                  : reaches_far ? Barrier::scope
                                                : Barrier::special),
         token);
}

// An end tag without a paragraph is an empty one: browsers show a line's end there.
void HtmlReader::end_paragraph(const HtmlToken& token) {
  const std::uint32_t place = builder_.open().find(Tag::p, Barrier::button);
  if (place != kNone) return builder_.end_element(place, token);
  const std::uint32_t at = token.source.from;
  builder_.add_leaf({HtmlTokenKind::start_tag, Tag::p, false, {at, at}, arena_.attribute_count()});
}

// What still is open in it stays open, but for elements that need no end tag.
void HtmlReader::end_form(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  if (!is_apart()) form_is_open_ = false;
  if (elements.find(Tag::form, Barrier::scope) == kNone) return;
  end_implied(token.source.from);
  top_is(Tag::form) ? builder_.end_element(elements.size() - 1, token)
                    : builder_.close_early(token);
}

// The end tag of any heading ends the innermost one.
void HtmlReader::end_heading(const HtmlToken& token) {
  const std::uint32_t place = innermost({Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6});
  if (place >= builder_.open().barrier(Barrier::scope)) end_if(place, token);
}

// With a block still open in it, or with an element whose extent has a meaning (a link, deleted
// text), it is closed early; what other inline elements are open in it ends with it.
void HtmlReader::end_formatting(const HtmlToken& token) {
  const HtmlOpenElements& elements = builder_.open();
  const std::uint32_t place = elements.find(token.tag, Barrier::scope);
  if (place == kNone) return;
  const std::uint32_t kept =
      std::max(elements.barrier(Barrier::special), innermost({Tag::a, Tag::s, Tag::strike}));
  if (kept <= place) return builder_.end_element(place, token);
  builder_.shrink(kept + 1, token.source.from);
  builder_.close_early(token);
}

// Whether this is part of a <template> or <noscript>, whose forms are their own.
bool HtmlReader::is_apart() const { return innermost({Tag::template_, Tag::noscript}) != kNone; }

// Whether a table is open, and no cell or caption in it.
bool HtmlReader::in_table() const {
  const std::uint32_t table = builder_.open().barrier(Barrier::table);
  return builder_.open()[table].tag == Tag::table &&
         innermost({Tag::td, Tag::th, Tag::caption}) < table;
}

std::uint32_t HtmlReader::innermost(std::initializer_list<Tag> tags) const {
  std::uint32_t place = kNone;
  for (Tag tag : tags) place = std::max(place, builder_.open().innermost(tag));
  return place;
}

}  // namespace

Result<HtmlTree> read_html(std::string_view page, const HtmlLimits& limits) {
  if (page.size() >= std::numeric_limits<std::uint32_t>::max() / 4) {
    return fail(ErrorCode::rejected, "the page is too large for an HTML tree");
  }
  return HtmlReader(page, limits).read();
}

}  // namespace medloom::text
