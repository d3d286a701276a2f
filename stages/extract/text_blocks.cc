// One pass over the page; a line without a mark is one copied run.
#include "stages/extract/text_blocks.h"

#include <utility>

#include "stages/extract/line.h"
#include "stages/extract/list_mark.h"
#include "stages/extract/sixteen_bytes.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {

namespace {

// Leaps over bytes with which no line end begins.
std::uint32_t skip_within_line(std::string_view page, std::uint32_t at) {
  const auto begins_end = [](SixteenBytes c) {
    return is(c, '\n') | is(c, '\f') | is(c, '\r') | is(c, '\xC2') | is(c, '\xE2');
  };
  while (at + sizeof(SixteenBytes) <= page.size() &&
         !any(begins_end(load_sixteen(page.data() + at)))) {
    at += sizeof(SixteenBytes);
  }
  return at;
}

}  // namespace

LineEnd find_line_end(std::string_view page, std::uint32_t from) {
  const auto size = static_cast<std::uint32_t>(page.size());
  for (std::uint32_t at = from; at < size; ++at) {
    at = skip_within_line(page, at);
    if (at == size) break;
    const char c = page[at];
    if (c == '\n' || c == '\f') return {at, at + 1};
    if (c == '\r') return {at, at + (at + 1 < size && page[at + 1] == '\n' ? 2u : 1u)};
    const std::string_view here = page.substr(at, 3);
    if (c == '\xC2' && here.starts_with("\u0085")) return {at, at + 2};
    if (c == '\xE2' && (here == "\u2028" || here == "\u2029")) return {at, at + 3};
  }
  return {size, size};
}

bool take_list_mark(Block& block, std::uint8_t level) {
  const ListMark mark = find_list_mark(block.text.view());
  if (mark.length == 0) return false;
  block.kind = BlockKind::list_item;
  block.level = level;
  block.mark = block.text.slice({0, mark.length});
  block.text = block.text.slice({mark.text_from, block.text.size()});
  return true;
}

Block block_of_line(std::string_view page, Span line) {
  Block block;
  while (line.from < line.to) {
    std::size_t at = line.from;
    if (!text::is_space(text::decode_at(page, at))) break;
    line.from = static_cast<std::uint32_t>(at);
  }
  const std::string_view bytes = page.substr(line.from, line.size());
  if (!shows_something(bytes)) return block;
  block.text.append_copied(bytes, line.from);
  block.text = trimmed(std::move(block.text));
  take_list_mark(block, 1);
  return block;
}

Drafts read_text_blocks(std::string_view page) {
  Drafts drafts;
  bool gap = true;
  for (std::uint32_t from = 0; from < page.size();) {
    const LineEnd end = find_line_end(page, from);
    Block block = block_of_line(page, {from, end.to});
    from = end.next;
    if (block.text.empty()) {
      gap = true;
      continue;
    }
    block.gap_before = std::exchange(gap, false);
    drafts.push_back({std::move(block)});
  }
  return drafts;
}

}  // namespace medloom::stages
