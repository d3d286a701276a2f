// Tested by tests/stages/content_test.cc and every sample.
#include "stages/assemble/content.h"

#include <cstdlib>
#include <span>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

enum class Joint { none, space, line, paragraph };

char32_t first_char(std::string_view text) {
  std::size_t i = 0;
  return text.empty() ? 0 : text::decode_at(text, i);
}

char32_t last_char(std::string_view text) {
  std::size_t i = text.size();
  while (i > 0 && (static_cast<unsigned char>(text[--i]) & 0xC0) == 0x80) {
  }
  return first_char(text.substr(i));
}

bool is_cjk(char32_t c) { return text::is_han(c) || text::is_cjk_punctuation(c); }

// "Pulse: 72", "Anti-HBs: 4.6", "TSH：3.4": a label and a value, each on a line of its own.
bool is_value_line(std::string_view line) {
  if (line.size() > 60) return false;
  const std::size_t colon = line.find(": ");
  const std::size_t wide = line.find("：");
  const std::size_t at = std::min(colon, wide);
  if (at == std::string_view::npos || at == 0 || at > 30) return false;
  const std::string_view value = line.substr(at + (at == colon ? 2 : 3));
  return value.find_first_of("0123456789") != std::string_view::npos && value.size() <= 24 &&
         !value.ends_with('.') && !value.ends_with("。");
}

// "用药情况：布洛芬": a line with a label of its own. Glued to the line above, it would read as a
// part of it.
bool has_han_label(std::string_view line) {
  const std::size_t colon = line.find("：");
  if (colon == std::string_view::npos || colon < 6 || colon > 24) return false;
  for (std::size_t i = 0; i < colon;) {
    if (!text::is_han(text::decode_at(line, i))) return false;
  }
  return true;
}

bool stands_alone(const Block& block) {
  return block.kind == BlockKind::list_item || block.kind == BlockKind::heading ||
         block.kind == BlockKind::table_row || block.kind == BlockKind::preformatted ||
         block.kind == BlockKind::caption;
}

// "zh" of "zh-Hant-TW": lines in two languages are no one paragraph.
std::string_view language_family(const Block& block) {
  const std::string_view language = block.language;
  return language.substr(0, language.find('-'));
}

Joint joint(const Block& before, const Block& after, bool keep_lines) {
  const bool lists = before.kind == BlockKind::list_item && after.kind == BlockKind::list_item;
  const bool rows = before.kind == BlockKind::table_row && after.kind == BlockKind::table_row;
  if (lists || rows) return Joint::line;
  if (after.gap_before) return Joint::paragraph;
  if (keep_lines || stands_alone(before) || stands_alone(after)) return Joint::line;
  if (language_family(before) != language_family(after)) return Joint::line;
  if (is_value_line(before.text.view()) || is_value_line(after.text.view())) return Joint::line;
  if (has_han_label(after.text.view())) return Joint::line;
  const bool han = is_cjk(last_char(before.text.view())) || is_cjk(first_char(after.text.view()));
  return han ? Joint::none : Joint::space;
}

std::string_view bytes_of(Joint joint) {
  constexpr std::string_view kBytes[] = {"", " ", "\n", "\n\n"};
  return kBytes[static_cast<int>(joint)];
}

// Whether the page has the joint itself, between `before` and what is copied behind it: then it is
// copied with them, and a text of many lines is one run.
bool stands_in_page(Joint joint, std::uint32_t before, const Text& behind, std::string_view page) {
  const std::string_view bytes = bytes_of(joint);
  if (bytes.empty() || behind.runs().empty()) return false;
  const Run& next = behind.runs().front();
  return next.kind == RunKind::copied && next.page.from == before + bytes.size() &&
         page.substr(before, bytes.size()) == bytes;
}

// What stands between a text and what will be appended to it.
void append_joint(Text& text, Joint joint, const Text& behind, std::string_view page) {
  if (joint == Joint::none) return;
  const std::uint32_t before = text.page_hull({text.size(), text.size()}).to;
  if (stands_in_page(joint, before, behind, page)) {
    return text.append_copied(bytes_of(joint), before);
  }
  constexpr ReadingId kReadings[] = {0, EditLog::kSpace, EditLog::kLineBreak,
                                     EditLog::kParagraphBreak};
  text.append_read(bytes_of(joint), {before, before}, kReadings[static_cast<int>(joint)]);
}

// Without the white space at the end, but with a deletion that has its place there.
Span span_of_line(const Block& block) {
  const std::size_t last = block.text.view().find_last_not_of(' ');
  const bool whole = last == std::string_view::npos || block.text.runs().back().length == 0;
  return {0, whole ? block.text.size() : static_cast<std::uint32_t>(last + 1)};
}

void append_line(Text& text, const Block& block) {
  const Span line = span_of_line(block);
  text.append(line.size() == block.text.size() ? block.text : block.text.slice(line));
}

// "1、" and "（1）" bring their own width; "1." and "-" stand apart.
Joint joint_behind_mark(const Block& block) {
  return is_cjk(last_char(block.mark.view())) ? Joint::none : Joint::space;
}

void append_marked(Text& text, const Block& block, std::string_view page) {
  if (!block.mark.empty()) {
    text.append(block.mark);
    append_joint(text, joint_behind_mark(block), block.text, page);
  }
  append_line(text, block);
}

// A number that starts over begins another list.
bool restarts(const Block& before, const Block& after) {
  const auto number = [](std::string_view mark) {
    while (!mark.empty() && (mark.front() < '0' || mark.front() > '9')) mark.remove_prefix(1);
    return std::atoi(std::string(mark).c_str());
  };
  return before.level == after.level && number(after.mark.view()) == 1 &&
         number(before.mark.view()) >= 1;
}

// Blocks in the order of the page, and what stands before each.
struct Lines {
  std::span<const Block* const> blocks;
  std::span<const Joint> joints;
  std::string_view page;  // decoded
};

const Text& first_text(const Block& block) { return block.mark.empty() ? block.text : block.mark; }

// Counts runs as they will be appended: what is copied from one stretch of the page is one.
class RunCount {
 public:
  explicit RunCount(std::string_view page) : page_(page) {}

  void add(Joint joint, const Text& text) {
    if (text.runs().empty()) return;
    const bool goes_on =
        copied_ && (joint == Joint::none ? text.runs().front().kind == RunKind::copied &&
                                               text.runs().front().page.from == end_
                                         : stands_in_page(joint, end_, text, page_));
    count_ += text.runs().size() + (joint == Joint::none ? 0 : 1) - (goes_on ? 1 : 0);
    if (goes_on && joint != Joint::none) --count_;
    copied_ = text.runs().back().kind == RunKind::copied;
    end_ = text.runs().back().page.to;
  }
  std::size_t count() const { return count_; }

 private:
  std::string_view page_;
  std::size_t count_ = 0;
  bool copied_ = false;  // the last run
  std::uint32_t end_ = 0;
};

// An empty text with room for all of the blocks: they may be a hundred thousand.
Text room_for(const Lines& lines, bool marked) {
  std::size_t bytes = 0;
  RunCount runs(lines.page);
  for (std::size_t i = 0; i < lines.blocks.size(); ++i) {
    const Block& block = *lines.blocks[i];
    Joint joint = i == 0 ? Joint::none : lines.joints[i];
    bytes += bytes_of(joint).size() + block.text.size();
    if (marked && !block.mark.empty()) {
      runs.add(joint, block.mark);
      joint = joint_behind_mark(block);
      bytes += block.mark.size() + bytes_of(joint).size();
    }
    runs.add(joint, block.text);
  }
  Text text;
  text.reserve(bytes, runs.count());
  return text;
}

Text whole_text(const Lines& lines) {
  Text text = room_for(lines, true);
  for (std::size_t i = 0; i < lines.blocks.size(); ++i) {
    const Block& block = *lines.blocks[i];
    if (i > 0) append_joint(text, lines.joints[i], first_text(block), lines.page);
    append_marked(text, block, lines.page);
  }
  return text;
}

// The lines of one paragraph, without their marks.
Text paragraph_text(const Lines& lines) {
  if (lines.blocks.size() == 1) return line_of(*lines.blocks.front());
  Text text = room_for(lines, false);
  for (std::size_t i = 0; i < lines.blocks.size(); ++i) {
    if (i > 0) append_joint(text, lines.joints[i], lines.blocks[i]->text, lines.page);
    append_line(text, *lines.blocks[i]);
  }
  return text;
}

std::vector<ContentBlock> shape_of(const Lines& lines) {
  const auto is_soft = [](Joint joint) { return joint == Joint::none || joint == Joint::space; };
  std::vector<ContentBlock> shape;
  const Block* before = nullptr;
  for (std::size_t from = 0, to = 0; from < lines.blocks.size(); from = to) {
    to = from + 1;
    while (to < lines.blocks.size() && is_soft(lines.joints[to])) ++to;
    const Block& block = *lines.blocks[from];
    if (block.kind == BlockKind::list_item) {
      const bool goes_on =
          before != nullptr && before->kind == BlockKind::list_item && !restarts(*before, block);
      if (!goes_on) shape.push_back({BlockKind::list_item, 0, {}, {}});
      shape.back().items.push_back(
          {block.level == 0 ? 1 : block.level, block.mark, line_of(block)});
    } else {
      const int level = block.kind == BlockKind::heading ? block.level : 0;
      shape.push_back({block.kind,
                       level,
                       paragraph_text({lines.blocks.subspan(from, to - from),
                                       lines.joints.subspan(from, to - from), lines.page}),
                       {}});
    }
    before = lines.blocks[to - 1];
  }
  return shape;
}

}  // namespace

Text line_of(const Block& block) {
  const Span line = span_of_line(block);
  return line.size() == block.text.size() ? block.text : block.text.slice(line);
}

Content join_blocks(const std::vector<const Block*>& blocks, bool keep_lines,
                    std::string_view page) {
  std::vector<Joint> joints(blocks.size(), Joint::none);
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    joints[i] = joint(*blocks[i - 1], *blocks[i], keep_lines);
  }
  const Lines lines{blocks, joints, page};
  return {whole_text(lines), shape_of(lines)};
}

}  // namespace medloom::stages
