// A number in running text is rarely a list mark: "grade 2. The", "in 2019, 3. May", "1.5 mg". So a
// list has to prove itself: the numbers rise by one from 1, all marks are written alike, each
// stands where an item can begin (at the start, or behind the end of a clause), and there are three
// of them, or two with a mark that is nothing else ("1.)", "(1)", "①").
//
// Marks like "1, " are met in translations only, as in "; 2, avoid sitting": every one but the
// first must follow a semicolon.
//
// Cost: one pass over each paragraph, and one over its numbers for each kind of mark.
#include "stages/structure/inline_lists.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/structure/lines.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

enum class Style : std::uint8_t {
  bracketed,
  dot_bracket,
  bracket,
  stop,
  ideographic,
  comma,
  circled
};
constexpr std::array<Style, 7> kStyles = {Style::bracketed, Style::dot_bracket, Style::bracket,
                                          Style::stop,      Style::ideographic, Style::comma,
                                          Style::circled};

struct Mark {
  std::uint32_t from = 0;
  std::uint32_t to = 0;  // behind the mark
  std::uint32_t number = 0;
};

bool is_strong(Style style) {
  return style == Style::bracketed || style == Style::dot_bracket || style == Style::circled;
}

bool takes(std::string_view text, std::size_t& at, std::string_view word) {
  if (!text.substr(at).starts_with(word)) return false;
  at += word.size();
  return true;
}

bool takes_end(std::string_view text, std::size_t& at, Style style) {
  switch (style) {
    case Style::bracketed:
    case Style::bracket:
      return takes(text, at, ")") || takes(text, at, "）");
    case Style::dot_bracket:
      return takes(text, at, ".)") || takes(text, at, "．）");
    case Style::stop:
      return takes(text, at, ".") || takes(text, at, "．");
    case Style::ideographic:
      return takes(text, at, "、");
    case Style::comma:
      return takes(text, at, ",") || takes(text, at, "，");
    case Style::circled:
      return true;
  }
  return false;
}

char32_t char_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t from = at - 1;
  while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
  return text::decode_at(text, from);
}

// The last character that is no white space before `at`; 0 at the start.
char32_t mark_before(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return char_before(text, at);
}

bool ends_clause(char32_t c) {
  return c == 0 || std::u32string_view(U".!?;:。！？；：").find(c) != std::u32string_view::npos;
}

// Where an item can begin. Chinese writes lists with spaces between items, and no stops.
bool can_begin(std::string_view text, std::size_t at, Style style, bool is_first) {
  const char32_t before = mark_before(text, at);
  if (style == Style::comma) {
    return is_first ? ends_clause(before) : before == U';' || before == U'；';
  }
  if (ends_clause(before)) return true;
  const bool apart = at > 0 && text[at - 1] == ' ';
  if (style == Style::stop || style == Style::ideographic) {
    return apart && (text::is_han(before) || before == U'，' || before == U',');
  }
  return apart || before == U'，' || before == U',' || text::is_han(before);
}

// The mark of this style and number at `at`, if one stands there.
bool mark_at(std::string_view text, std::size_t at, Style style, Mark& mark) {
  mark.from = static_cast<std::uint32_t>(at);
  if (style == Style::circled) {
    const char32_t c = at < text.size() ? text::decode_at(text, at) : 0;
    if (c < U'①' || c > U'⑳') return false;
    mark.number = static_cast<std::uint32_t>(c - U'①') + 1;
    mark.to = static_cast<std::uint32_t>(at);
    return true;
  }
  if (style == Style::bracketed && !takes(text, at, "(") && !takes(text, at, "（")) return false;
  const std::size_t digits = at;
  mark.number = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - digits < 3) {
    mark.number = mark.number * 10 + static_cast<std::uint32_t>(text[at++] - '0');
  }
  if (at == digits || at - digits > 2 || !takes_end(text, at, style)) return false;
  if (at >= text.size()) return false;
  const bool digit_behind = text[at] >= '0' && text[at] <= '9';
  if (style == Style::stop && (digit_behind || text[at] == ')')) return false;
  if (style == Style::comma && text[at] != ' ') return false;
  if (style == Style::ideographic && digit_behind) return false;
  mark.to = static_cast<std::uint32_t>(at);
  return true;
}

constexpr std::array<bool, 256> kMayBeginMark = [] {
  std::array<bool, 256> may{};
  for (int c = '0'; c <= '9'; ++c) may[static_cast<std::size_t>(c)] = true;
  may['('] = may[0xEF] = may[0xE2] = true;
  return may;
}();

// Where a mark of any style could begin: a digit that begins a number, a bracket before a digit, a
// number in a circle.
void find_starts(std::string_view text, std::vector<std::uint32_t>& starts) {
  starts.clear();
  const auto is_digit = [text](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kMayBeginMark[static_cast<unsigned char>(text[at])]) continue;
    const char c = text[at];
    const bool begins = is_digit(at) || (c == '(' && is_digit(at + 1)) ||
                        (c == '\xEF' && text.substr(at, 3) == "（" && is_digit(at + 3)) ||
                        (c == '\xE2' && text.substr(at, 2) == "\xE2\x91");
    const bool in_number = at > 0 && is_digit(at - 1);
    if (begins && !in_number) starts.push_back(static_cast<std::uint32_t>(at));
  }
}

// The marks behind number `done`.
std::vector<Mark> marks_of(std::string_view text, const std::vector<std::uint32_t>& starts,
                           Style style, std::uint32_t done) {
  std::vector<Mark> found;
  const std::size_t enough = is_strong(style) ? 2 : 3;
  if (done + starts.size() < enough) return found;
  std::uint32_t behind = 0;  // the last mark
  for (const std::uint32_t at : starts) {
    Mark mark;
    if (at < behind || !mark_at(text, at, style, mark)) continue;
    if (mark.number != done + found.size() + 1) continue;
    if (!can_begin(text, at, style, done + found.size() == 0)) continue;
    found.push_back(mark);
    behind = mark.to;
  }
  return found.empty() || done + found.size() < enough ? std::vector<Mark>() : found;
}

// Whether an item has the mark 1 of this style: the list goes on behind it.
bool begins_list(const Block& block, Style style) {
  Mark mark;
  const std::string printed = block.mark.str() + " ";  // a mark does not end a text
  return block.kind == BlockKind::list_item && mark_at(printed, 0, style, mark) &&
         mark.number == 1 && mark.to == block.mark.size();
}

void split_list(DocumentEditor& editor, BlockId id, const std::vector<Mark>& marks) {
  std::vector<std::uint32_t> cuts;
  for (const Mark& mark : marks) {
    if (mark.from > 0) cuts.push_back(mark.from);
  }
  std::vector<BlockId> items = editor.split_at(id, cuts, {"inline-list", ""});
  if (marks.front().from == 0) items.insert(items.begin(), id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string_view text = editor.document().block(items[i]).text.view();
    const std::uint32_t length = marks[i].to - marks[i].from;
    std::uint32_t from = length;
    while (from < text.size() && text[from] == ' ') ++from;
    if (from == text.size()) continue;  // a mark alone marks nothing
    editor.mark_list_item(items[i], length, from, 1, {"inline-list", ""});
  }
}

bool may_hold_list(const Block& block) {
  const bool item = block.kind == BlockKind::list_item && !block.mark.empty();
  if ((block.kind != BlockKind::paragraph && !item) || block.dropped) return false;
  return is_content(block.role);
}

}  // namespace

void split_inline_lists(DocumentEditor& editor) {
  const BlockRange& blocks = editor.document().blocks();
  std::vector<BlockId> candidates;
  for (const Block& block : blocks) {
    if (may_hold_list(block)) candidates.push_back(block.id);
  }
  std::vector<std::uint32_t> starts;
  for (const BlockId id : candidates) {
    find_starts(editor.document().block(id).text.view(), starts);
    if (starts.empty()) continue;
    for (const Style style : kStyles) {
      const Block& block = editor.document().block(id);
      const bool goes_on = block.kind == BlockKind::list_item;
      if (goes_on && !begins_list(block, style)) continue;
      const std::vector<Mark> marks = marks_of(block.text.view(), starts, style, goes_on ? 1 : 0);
      if (marks.empty()) continue;
      split_list(editor, id, marks);
      break;
    }
  }
}

}  // namespace medloom::stages
