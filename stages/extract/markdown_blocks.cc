// Line by line, with two things remembered: whether the line stands in fenced code, and whether an
// empty line came before. A line of === or --- below a paragraph makes it a heading after the fact.
#include "stages/extract/markdown_blocks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/extract/line.h"
#include "stages/extract/markdown_inline.h"
#include "stages/extract/text_blocks.h"

namespace medloom::stages {
namespace {

constexpr std::uint32_t kIndentOfLevel = 2;
constexpr std::uint32_t kMostLevels = 9;

class MarkdownBlocks {
 public:
  MarkdownBlocks(std::string_view page, DocumentEditor& editor) : page_(page), editor_(editor) {}

  Drafts read() {
    std::uint32_t from = front_matter();
    while (from < page_.size()) {
      const LineEnd end = find_line_end(page_, from);
      line({from, end.to});
      from = end.next;
    }
    return std::move(drafts_);
  }

 private:
  std::string_view bytes(Span span) const { return page_.substr(span.from, span.size()); }

  // `key: value` lines between two lines of "---" at the top of the page. Returns where they end.
  std::uint32_t front_matter() {
    const LineEnd first = find_line_end(page_, 0);
    if (bytes({0, first.to}) != "---") return 0;
    std::vector<Span> lines;
    for (std::uint32_t from = first.next; from < page_.size() && lines.size() < 100;) {
      const LineEnd end = find_line_end(page_, from);
      if (bytes({from, end.to}) == "---") {
        for (Span entry : lines) fact(entry);
        return end.next;
      }
      lines.push_back({from, end.to});
      from = end.next;
    }
    return 0;
  }

  void fact(Span line) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kNames = {
        {{"title", "title"},
         {"author", "author"},
         {"date", "published"},
         {"lang", "language"},
         {"language", "language"},
         {"description", "description"},
         {"canonical", "canonical"}}};
    const std::size_t colon = bytes(line).find(':');
    if (colon == std::string_view::npos) return;
    const std::string_view name = bytes(line).substr(0, colon);
    const auto known =
        std::ranges::find(kNames, name, &std::pair<std::string_view, std::string_view>::first);
    if (known == kNames.end()) return;
    Text value = copied({line.from + static_cast<std::uint32_t>(colon) + 1, line.to});
    const std::string_view text = value.view();
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
      value = value.slice({1, value.size() - 1});
    }
    if (!value.empty()) editor_.add_fact({std::string(known->second), value, "front-matter"});
  }

  Text copied(Span span) const {
    Text text;
    text.append_copied(bytes(span), span.from);
    return trimmed(std::move(text));
  }

  std::uint32_t skip(std::uint32_t at, std::uint32_t to, char c) const {
    while (at < to && page_[at] == c) ++at;
    return at;
  }

  void line(Span all) {
    const std::uint32_t indent = skip(all.from, all.to, ' ') - all.from;
    const Span line{all.from + indent, all.to};
    const std::string_view text = bytes(line);
    if (text.starts_with("```") || text.starts_with("~~~")) {
      fenced_ = !fenced_;
      gap_ = true;
    } else if (fenced_) {
      add(BlockKind::preformatted, 0, copied(all));
    } else if (!shows_something(text)) {
      gap_ = true;
    } else if (is_rule(text)) {
      underline(text.front());
    } else if (heading(line) || quote(line) || table_row(line)) {
      return;
    } else {
      paragraph(line, indent);
    }
  }

  static bool is_rule(std::string_view text) {
    const char c = text.front();
    const auto is_mark = [c](char other) { return other == c; };
    const std::size_t marks = static_cast<std::size_t>(std::ranges::count_if(text, is_mark));
    const bool only_marks = std::ranges::all_of(text, [&](char x) { return x == c || x == ' '; });
    return only_marks && marks >= 3 && (c == '-' || c == '=' || c == '*' || c == '_');
  }

  void underline(char mark) {
    const bool under_text = !gap_ && !drafts_.empty() && (mark == '=' || mark == '-') &&
                            drafts_.back().block.kind == BlockKind::paragraph;
    if (under_text) {
      drafts_.back().block.kind = BlockKind::heading;
      drafts_.back().block.level = mark == '=' ? 1 : 2;
    }
    gap_ = true;
  }

  bool heading(Span line) {
    const std::uint32_t from = skip(line.from, line.to, '#');
    const std::uint32_t level = from - line.from;
    if (level == 0 || level > 6 || (from < line.to && page_[from] != ' ')) return false;
    std::uint32_t to = line.to;
    while (to > from && (page_[to - 1] == '#' || page_[to - 1] == ' ')) --to;
    gap_ = true;
    add(BlockKind::heading, static_cast<std::uint8_t>(level), inline_text({from, to}));
    gap_ = true;
    return true;
  }

  bool quote(Span line) {
    if (page_[line.from] != '>') return false;
    const std::uint32_t from = skip(line.from, line.to, '>');
    if (from < line.to && page_[from] != ' ') return false;  // ">38.5℃" is a value
    add(BlockKind::quote, 0, inline_text({from, line.to}));
    return true;
  }

  // | a | b |
  bool table_row(Span line) {
    if (page_[line.from] != '|') return false;
    if (bytes(line).find_first_not_of("|-: \t") == std::string_view::npos) return true;
    Text row;
    std::uint32_t from = line.from + 1;
    for (std::uint32_t at = from; at <= line.to; ++at) {
      const bool ends = at == line.to || (page_[at] == '|' && page_[at - 1] != '\\');
      if (!ends) continue;
      if (at == line.to && !shows_something(bytes({from, at}))) break;
      if (from != line.from + 1)
        row.append_read(" | ", {from - 1, from}, editor_.intern_reading(" | "));
      row.append(inline_text({from, at}));
      from = at + 1;
    }
    add(BlockKind::table_row, 0, trimmed(std::move(row)));
    return true;
  }

  void paragraph(Span line, std::uint32_t indent) {
    Block block;
    block.text = inline_text(line);
    const auto level =
        static_cast<std::uint8_t>(1 + std::min(indent / kIndentOfLevel, kMostLevels));
    // "+ " and "* " are marks of Markdown; emphasis at the start of a line has no space behind it.
    if (bytes(line).starts_with("+ ")) {
      block.kind = BlockKind::list_item;
      block.level = level;
      block.mark = copied({line.from, line.from + 1});
      block.text = inline_text({line.from + 2, line.to});
    } else {
      take_list_mark(block, level);
    }
    push(std::move(block));
  }

  Text inline_text(Span span) const { return trimmed(read_markdown_inline(page_, span)); }

  void add(BlockKind kind, std::uint8_t level, Text text) {
    Block block;
    block.kind = kind;
    block.level = level;
    block.text = std::move(text);
    push(std::move(block));
  }

  void push(Block block) {
    if (!shows_something(block.text.view())) return;
    block.gap_before = std::exchange(gap_, false);
    drafts_.push_back({std::move(block)});
  }

  std::string_view page_;
  DocumentEditor& editor_;
  Drafts drafts_;
  bool gap_ = true;
  bool fenced_ = false;
};

}  // namespace

Drafts read_markdown_blocks(std::string_view page, DocumentEditor& editor) {
  return MarkdownBlocks(page, editor).read();
}

}  // namespace medloom::stages
