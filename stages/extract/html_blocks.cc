// One walk over the tree, as deep as the reader lets trees be (a few hundred elements). Inline text
// goes to the line under construction; whatever cuts lines flushes it.
//
// Lists: the first line of an <li> is the list item; further lines of it are paragraphs that carry
// the list's depth as their level. An item that brings a mark of its own ("1、") keeps that one.
//
// Tables: a row whose cells are single lines is one table_row, its cells joined by " | ", empty
// ones kept, so that a value stays in its column. If only the last cell has several lines ("內容 |
// …<br>…") its first one joins the row. Rows of anything else are layout: their blocks stand on
// their own.
//
// Definition lists: a term and its definition, if both are single lines, are a row too, but not in
// a list of questions and answers.
//
// Parts that a server sent later are read where they belong (streamed_parts.h).
//
// Elements whose end tag came early (formatting around blocks) know where they end, so deleted text
// and links are told by position in the page, not by the tree.
#include "stages/extract/html_blocks.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stages/extract/folded_panels.h"
#include "stages/extract/hiding_sheet.h"
#include "stages/extract/html_hidden.h"
#include "stages/extract/html_list.h"
#include "stages/extract/html_row.h"
#include "stages/extract/line.h"
#include "stages/extract/small_script.h"
#include "stages/extract/streamed_parts.h"
#include "stages/extract/text_blocks.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlNodeKind;
using text::HtmlPiece;
using text::HtmlTag;
using text::HtmlTree;

// Of the page: a <sup> that may still be a number, a <dt> that may be a question.
constexpr std::uint32_t kFewBytes = 256;
constexpr int kDeepestPart = 8;
constexpr std::uint32_t kLongestTerm = 60;  // bytes; more is a sentence

// Sets a variable for as long as it lives.
template <class T>
class Scoped {
 public:
  Scoped(T& variable, T value)
      : variable_(variable), old_(std::exchange(variable, std::move(value))) {}
  ~Scoped() { variable_ = std::move(old_); }
  Scoped(const Scoped&) = delete;
  Scoped& operator=(const Scoped&) = delete;

 private:
  T& variable_;
  T old_;
};

std::uint8_t heading_level(HtmlTag tag) {
  if (tag < HtmlTag::h1 || tag > HtmlTag::h6) return 0;
  return static_cast<std::uint8_t>(1 + static_cast<int>(tag) - static_cast<int>(HtmlTag::h1));
}

class HtmlBlocks {
 public:
  HtmlBlocks(const HtmlTree& tree, DocumentEditor& editor)
      : tree_(tree),
        editor_(editor),
        hidden_page_(tree),
        sheet_(tree, hidden_page_),
        panels_(tree),
        streamed_(tree),
        line_(editor) {}

  Drafts read() {
    block(HtmlTree::kBody);
    flush();
    return std::move(drafts_);
  }

 private:
  struct Mark {
    std::string text;
    Span item;  // the start tag of the <li>
    bool is_ordered;
  };

  void children(std::uint32_t index) {
    for (std::uint32_t child = tree_[index].first_child; child != 0;
         child = tree_[child].next_sibling) {
      node(child);
    }
  }

  void node(std::uint32_t index) {
    if (tree_[index].kind == HtmlNodeKind::text) return text(tree_[index]);
    element(index);
  }

  void element(std::uint32_t index);
  bool opens_on_a_click(std::uint32_t index, std::string_view rule);
  bool read_streamed(std::uint32_t index, std::string_view rule);
  void block(std::uint32_t index);
  void line_break();
  void list(std::uint32_t index);
  void item(std::uint32_t index);
  void table_row(std::uint32_t index);
  void definitions(std::uint32_t index);
  void term(std::uint32_t index);
  void definition(std::uint32_t index);
  void small_script(std::uint32_t index);
  std::string text_of(std::uint32_t index) const;
  void quotation(std::uint32_t index);
  void leave_out(std::uint32_t index, std::string_view rule);
  void leave_out_to_end(std::uint32_t index, std::string_view rule);

  void text(const HtmlNode& node);
  void piece(const HtmlPiece& piece);
  void preformatted(const HtmlPiece& piece);
  void mapped(const HtmlPiece& piece);

  void flush();
  void new_block() {
    flush();
    gap_ = true;
  }
  void put_mark(Block& block);
  void find_mark(Block& block);

  const HtmlTree& tree_;
  DocumentEditor& editor_;
  HiddenPage hidden_page_;
  HidingSheet sheet_;
  FoldedPanels panels_;
  StreamedParts streamed_;
  LineBuilder line_;
  Drafts drafts_;
  bool gap_ = true;
  std::uint32_t link_bytes_ = 0;  // of the line

  // What holds for the text at hand.
  std::uint32_t element_ = HtmlTree::kBody;  // the innermost block element
  BlockKind kind_ = BlockKind::paragraph;
  std::uint8_t heading_ = 0;
  std::vector<HtmlList> lists_;
  std::optional<Mark> mark_;     // of an item whose first line is not there yet
  std::size_t list_begins_ = 0;  // with this draft: the innermost list
  bool terms_ask_ = false;       // a definition list of questions and answers
  std::optional<HtmlRow> term_;  // of a definition list, whose definition is not there yet
  bool in_row_ = false;          // list marks wait: a row of values has none
  std::optional<SmallScript> mapped_;
  std::uint32_t link_end_ = 0;    // text before this page offset is a link
  std::uint32_t unseen_end_ = 0;  // text before this page offset is deleted or hidden
  std::uint32_t unseen_chars_ = 0;
  int streamed_depth_ = 0;  // parts of the page in parts of it
};

void HtmlBlocks::element(std::uint32_t index) {
  const HtmlNode& node = tree_[index];
  if (node.flattened) return new_block();
  std::string_view left_out = not_text(node.tag);
  if (left_out.empty() && node.count > 0) {
    left_out = hidden_by(tree_, node);
    if (left_out.empty()) left_out = sheet_.rule_for(index);
  }
  if (read_streamed(index, left_out)) return;
  if (opens_on_a_click(index, left_out)) left_out = {};
  const bool may_be_the_page = left_out != "not-text" && left_out != "form-control" &&
                               left_out != "media" && left_out != "ruby-reading";
  if (!left_out.empty() && !(may_be_the_page && hidden_page_.is(index))) {
    const bool may_end_early = has_trait(node.tag, text::kFormatting) || node.tag == HtmlTag::form;
    return may_end_early ? leave_out_to_end(index, left_out) : leave_out(index, left_out);
  }
  switch (node.tag) {
    case HtmlTag::button:  // a panel's title: no other one comes here
      return block(index);
    case HtmlTag::br:
      return line_break();
    case HtmlTag::hr:
      return new_block();
    case HtmlTag::ol:
    case HtmlTag::ul:
    case HtmlTag::menu:
    case HtmlTag::dir:
      return list(index);
    case HtmlTag::li:
      return item(index);
    case HtmlTag::tr:
      return table_row(index);
    case HtmlTag::dl:
      return definitions(index);
    case HtmlTag::dt:
      return term(index);
    case HtmlTag::dd:
      return definition(index);
    case HtmlTag::sup:
    case HtmlTag::sub:
      return small_script(index);
    case HtmlTag::q:
      return quotation(index);
    case HtmlTag::del:
    case HtmlTag::s:
    case HtmlTag::strike:
      return leave_out_to_end(index, "deleted-text");
    case HtmlTag::a: {
      const bool links = tree_.attribute(node, "href").has_value();
      const Scoped link(link_end_, links ? std::max(link_end_, node.end) : link_end_);
      return children(index);
    }
    default:
      return has_trait(node.tag, text::kBlock) ? block(index) : children(index);
  }
}

// Whether what would be left out is a panel that a visible title opens, or that title, a button.
bool HtmlBlocks::opens_on_a_click(std::uint32_t index, std::string_view rule) {
  if (rule == "display-none" || rule == "visibility-hidden" || rule == "hidden-attribute" ||
      rule == "aria-hidden") {
    return panels_.is(index);
  }
  return tree_[index].tag == HtmlTag::button && panels_.is_title(index);
}

// What is left out may be a hole in the page, with its part of the page elsewhere, or such a part
// that was read in its hole.
bool HtmlBlocks::read_streamed(std::uint32_t index, std::string_view rule) {
  if (rule == "hidden-attribute") return streamed_.was_taken(index);
  if (rule != "template" || streamed_depth_ == kDeepestPart) return false;
  const std::uint32_t part = streamed_.take_part_of(index);
  if (part == 0) return false;
  const Scoped deeper(streamed_depth_, streamed_depth_ + 1);
  block(part);
  return true;
}

// A block element: lines of its own, and the kind of what is in it.
void HtmlBlocks::block(std::uint32_t index) {
  const HtmlTag tag = tree_[index].tag;
  BlockKind kind = kind_;
  if (tag == HtmlTag::blockquote) kind = BlockKind::quote;
  if (tag == HtmlTag::figcaption || tag == HtmlTag::caption) kind = BlockKind::caption;
  if (tag == HtmlTag::pre || tag == HtmlTag::listing || tag == HtmlTag::xmp ||
      tag == HtmlTag::plaintext) {
    kind = BlockKind::preformatted;
  }
  // Inside of an item blocks follow each other as lines: it is the list that stands apart.
  const bool stands_apart = !mark_;
  flush();
  gap_ = gap_ || stands_apart;
  {
    const Scoped in_element(element_, index);
    const Scoped in_kind(kind_, kind);
    const Scoped in_heading(heading_, heading_level(tag) != 0 ? heading_level(tag) : heading_);
    children(index);
    flush();
  }
  gap_ = true;
}

void HtmlBlocks::line_break() {
  if (line_.empty()) gap_ = true;
  flush();
}

// A list stands apart from what is around it, its items do not stand apart from each other.
void HtmlBlocks::list(std::uint32_t index) {
  flush();
  if (lists_.empty()) {
    gap_ = true;
  } else if (!mark_) {
    gap_ = false;
  }
  lists_.emplace_back(tree_, tree_[index]);
  {
    const Scoped in_element(element_, index);
    const Scoped first(list_begins_, drafts_.size());
    const Scoped no_mark(mark_, std::optional<Mark>());
    children(index);
    flush();
  }
  lists_.pop_back();
  gap_ = lists_.empty();
}

void HtmlBlocks::item(std::uint32_t index) {
  if (lists_.empty()) return block(index);  // an <li> outside of any list is a block
  flush();
  if (drafts_.size() > list_begins_) gap_ = false;
  HtmlList& list = lists_.back();
  Mark mark{list.next_mark(tree_, tree_[index]), tree_[index].source, list.ordered()};
  const Scoped in_element(element_, index);
  const Scoped with_mark(mark_, std::optional(std::move(mark)));
  children(index);
  flush();
}

void HtmlBlocks::table_row(std::uint32_t index) {
  flush();
  HtmlRow row(drafts_.size(), gap_);
  const std::uint32_t first_child = tree_[index].first_child;
  {
    const Scoped in_element(element_, index);
    const Scoped in_row(in_row_, true);
    for (std::uint32_t child = first_child; child != 0; child = tree_[child].next_sibling) {
      node(child);
      flush();
      const HtmlTag tag = tree_[child].tag;
      if (tag == HtmlTag::td || tag == HtmlTag::th)
        row.end_cell(drafts_.size(), tree_[child].source.to);
    }
  }
  row.join_cells(drafts_, editor_);
  if (!in_row_) {
    for (std::size_t i = row.first(); i < drafts_.size(); ++i) find_mark(drafts_[i].block);
  }
  gap_ = !(drafts_.size() > row.first() && drafts_.back().block.kind == BlockKind::table_row);
}

// Where one term ends in a question mark, the others are questions as well.
void HtmlBlocks::definitions(std::uint32_t index) {
  bool ask = false;
  for (std::uint32_t child = tree_[index].first_child; child != 0 && !ask;
       child = tree_[child].next_sibling) {
    const HtmlNode& node = tree_[child];
    if (node.tag != HtmlTag::dt || node.end > node.source.to + kFewBytes) continue;
    const std::string what = text_of(child);
    ask = what.ends_with('?') || what.ends_with("？");
  }
  const Scoped terms_ask(terms_ask_, ask);
  block(index);
}

void HtmlBlocks::term(std::uint32_t index) {
  flush();
  term_.reset();
  HtmlRow row(drafts_.size(), true);
  block(index);
  row.end_cell(drafts_.size(), tree_[index].source.to);
  if (drafts_.size() == row.first() + 1) term_ = std::move(row);
}

void HtmlBlocks::definition(std::uint32_t index) {
  flush();
  std::optional<HtmlRow> row = std::exchange(term_, std::nullopt);
  const std::size_t first = drafts_.size();
  block(index);
  if (!row || row->first() + 1 != first || drafts_.size() == first) return;
  drafts_[first].block.gap_before = false;
  const bool is_term = drafts_[first - 1].block.text.size() <= kLongestTerm;
  if (terms_ask_ || !is_term || drafts_.size() > first + 1) return;
  row->end_cell(drafts_.size(), tree_[index].source.to);
  row->join_cells(drafts_, editor_);
}

void HtmlBlocks::small_script(std::uint32_t index) {
  const HtmlNode& node = tree_[index];
  const SmallScript script = node.tag == HtmlTag::sup ? SmallScript::raised : SmallScript::lowered;
  SmallScriptForm form;
  if (node.end - node.source.to <= kFewBytes) {
    form = form_of(script, text_of(index), line_.view());
  }
  if (!form.before.empty() && node.source.from >= unseen_end_) {
    line_.add_read(form.before, node.source);
  }
  const Scoped in_script(mapped_, form.mapped ? std::optional(script) : std::nullopt);
  children(index);
}

void HtmlBlocks::quotation(std::uint32_t index) {
  const HtmlNode& node = tree_[index];
  if (node.source.from < unseen_end_) return children(index);
  line_.add_read("“", node.source);
  children(index);
  line_.add_read("”", {std::max(node.source.to, node.end), std::max(node.source.to, node.end)});
}

// The trimmed text below a node.
std::string HtmlBlocks::text_of(std::uint32_t index) const {
  std::string content = tree_.text_of(index);
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  content.erase(content.begin(), std::ranges::find_if_not(content, is_blank));
  while (!content.empty() && is_blank(content.back())) content.pop_back();
  return content;
}

void HtmlBlocks::leave_out(std::uint32_t index, std::string_view rule) {
  const HtmlNode& node = tree_[index];
  if (has_trait(node.tag, text::kBlock)) new_block();
  if (rule == "not-text") return;
  const std::uint32_t chars = count_visible_chars(tree_, index);
  if (chars == 0) return;
  editor_.drop_page({node.source.from, std::max(node.source.to, node.end)}, Role::hidden,
                    {std::string(rule), ""}, chars);
}

// The same for an element that may end before all in it does: what stands behind its end is seen.
void HtmlBlocks::leave_out_to_end(std::uint32_t index, std::string_view rule) {
  const HtmlNode& node = tree_[index];
  if (unseen_end_ >= node.end) return children(index);
  const Scoped unseen(unseen_end_, node.end);
  const Scoped count(unseen_chars_, 0u);
  children(index);
  if (unseen_chars_ > 0) {
    editor_.drop_page({node.source.from, node.end}, Role::hidden, {std::string(rule), ""},
                      unseen_chars_);
  }
}

void HtmlBlocks::text(const HtmlNode& node) {
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const HtmlPiece next = tree_.piece(node.first + i);
    if (next.source.from < unseen_end_) {
      unseen_chars_ += visible_chars(next.bytes);
      continue;
    }
    const std::uint32_t before = line_.size();
    piece(next);
    if (next.source.from < link_end_ && line_.size() > before) link_bytes_ += line_.size() - before;
  }
}

void HtmlBlocks::piece(const HtmlPiece& piece) {
  if (mapped_) return mapped(piece);
  if (kind_ == BlockKind::preformatted) return preformatted(piece);
  line_.add(piece);
}

// Every line of preformatted text is a block.
void HtmlBlocks::preformatted(const HtmlPiece& piece) {
  HtmlPiece line = piece;
  while (true) {
    const std::size_t end = line.bytes.find('\n');
    HtmlPiece head = line;
    head.bytes = line.bytes.substr(0, end);
    line_.add_preformatted(head);
    if (end == std::string_view::npos) return;
    line_break();
    line.bytes.remove_prefix(end + 1);
    if (line.copied) line.source.from += static_cast<std::uint32_t>(end) + 1;
  }
}

void HtmlBlocks::mapped(const HtmlPiece& piece) {
  for (std::size_t at = 0; at < piece.bytes.size();) {
    const auto from = static_cast<std::uint32_t>(at);
    const std::string_view form = small_form(*mapped_, text::decode_at(piece.bytes, at));
    const auto to = static_cast<std::uint32_t>(at);
    if (form.empty()) continue;  // white space around the digits
    const Span page =
        piece.copied ? Span{piece.source.from + from, piece.source.from + to} : piece.source;
    line_.add_read(form, page);
  }
}

void HtmlBlocks::flush() {
  const std::uint32_t link_bytes = std::exchange(link_bytes_, 0);
  Draft draft{{}, element_, link_bytes};
  Block& block = draft.block;
  block.text = line_.take();
  if (block.text.empty()) return;
  block.gap_before = std::exchange(gap_, false);
  block.kind = kind_;
  block.level = static_cast<std::uint8_t>(std::min<std::size_t>(lists_.size(), 255));
  if (heading_ != 0) {
    block.kind = BlockKind::heading;
    block.level = heading_;
  }
  if (mark_) {
    put_mark(block);
  } else if (!in_row_) {
    find_mark(block);
  }
  draft.link_bytes = std::min(draft.link_bytes, block.text.size());
  drafts_.push_back(std::move(draft));
}

void HtmlBlocks::find_mark(Block& block) {
  if (block.kind != BlockKind::paragraph) return;
  take_list_mark(block, std::max<std::uint8_t>(block.level, 1));
}

// The first line of an item. A heading in it stays one, and keeps its number.
void HtmlBlocks::put_mark(Block& block) {
  const Mark mark = *std::exchange(mark_, std::nullopt);
  const bool is_heading = block.kind == BlockKind::heading;
  if (is_heading && !mark.is_ordered) return;
  const auto level = static_cast<std::uint8_t>(std::min<std::size_t>(lists_.size(), 255));
  if (!is_heading && take_list_mark(block, level)) return;
  block.mark.append_read(mark.text, mark.item, editor_.intern_reading(mark.text));
  if (is_heading) return;
  block.kind = BlockKind::list_item;
  block.level = level;
}

}  // namespace

Drafts read_html_blocks(const HtmlTree& tree, DocumentEditor& editor) {
  return HtmlBlocks(tree, editor).read();
}

}  // namespace medloom::stages
