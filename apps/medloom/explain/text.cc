// Operations are shown in the order in which they were done, one a line, in columns: what, by which
// rule, the text, where in the page; what competed and lost stands below. Labels are the exception:
// a page has one for every block, so the blocks are shown as a table with their roles, after the
// stage that gave them.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/text.h"

#include <algorithm>
#include <array>

#include "apps/medloom/explain/record.h"

namespace medloom {
namespace {

constexpr std::size_t kContext = 24;
constexpr std::size_t kBlockWidth = 64;
constexpr std::size_t kValueWidth = 60;
constexpr std::size_t kColumnWidth = 60;

// The bytes of the page, with what stands there where that is not the text shown.
std::string span_text(const ExplainedEdit& edit) {
  if (!edit.page) return {};
  std::string out =
      "  page " + std::to_string(edit.page->from) + "-" + std::to_string(edit.page->to);
  const bool whole = edit.kind == OperationKind::replace || edit.kind == OperationKind::flag ||
                     edit.kind == OperationKind::field;
  if (whole && edit.source != edit.before) out += " " + in_quotes(edit.source);
  return out;
}

std::string rule_text(const Rule& rule) {
  return printable(rule.dictionary.empty() ? rule.name : rule.name + "  " + rule.dictionary);
}

// Lines in three columns, the first two padded to one width.
using Columns = std::vector<std::array<std::string, 3>>;

std::string in_columns(const Columns& rows) {
  std::array<std::size_t, 2> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < 2; ++i) {
      widths[i] = std::max(widths[i], std::min(display_width(row[i]), kColumnWidth));
    }
  }
  std::string out;
  for (const auto& row : rows) {
    out +=
        "  " + padded(row[0], widths[0]) + "  " + padded(row[1], widths[1]) + "  " + row[2] + "\n";
  }
  return out;
}

std::string change_line(const ExplainedEdit& edit, const Palette& palette) {
  std::string line = std::string(palette.before) + in_quotes(edit.before) +
                     std::string(palette.reset) + " -> " + std::string(palette.after) +
                     in_quotes(edit.after) + std::string(palette.reset) + span_text(edit);
  if (edit.standing) {
    line += "  in <" + excerpt_end(edit.left, kContext) + "[" + excerpt(edit.after, kContext) +
            "]" + excerpt(edit.right, kContext) + ">";
  }
  return line;
}

std::string flag_line(const ExplainedEdit& edit, const Palette& palette) {
  std::string line = std::string(palette.warning) + in_quotes(edit.before) +
                     std::string(palette.reset) + "  " + edit.action + span_text(edit);
  for (const std::string& candidate : edit.candidates) line += "  ? " + in_quotes(candidate);
  if (!edit.note.empty()) line += "  " + printable(edit.note);
  return line;
}

std::array<std::string, 3> edit_row(const ExplainedEdit& edit, const Palette& palette) {
  const std::string rule = rule_text(edit.rule);
  switch (edit.kind) {
    case OperationKind::replace:
      return {"change", rule, change_line(edit, palette)};
    case OperationKind::flag:
      return {"flag", printable(edit.what) + "  " + rule, flag_line(edit, palette)};
    case OperationKind::drop:
      return {"drop", rule,
              printable(edit.what) + span_text(edit) +
                  (edit.before.empty() ? "" : "  " + in_quotes(edit.before))};
    case OperationKind::field:
      return {"field", rule,
              printable(edit.what) + ": " + in_quotes(edit.before) + span_text(edit) +
                  (edit.reliable ? "" : "  (not reliable)")};
    case OperationKind::link:
      return {"link", printable(edit.what),
              in_quotes(edit.before) + (edit.count > 1 ? "  ×" + grouped(edit.count) : "")};
    case OperationKind::split:
    case OperationKind::join:
    case OperationKind::label:
      break;
  }
  return {std::string(name_of(edit.kind)), rule,
          printable(edit.what) + " " + in_quotes(edit.before)};
}

std::string block_line(const ExplainedBlock& block) {
  const std::string mark = block.mark.empty() ? "" : block.mark + " ";
  return "  " + padded(std::to_string(block.id), 4) + " " + padded(block.kind, 12) + " " +
         padded(block.role, 11) + " " + padded(block.node, 10) + " " +
         padded(printable(block.language), 7) + " " + excerpt(mark + block.text, kBlockWidth) +
         "\n";
}

std::string milliseconds(std::int64_t nanoseconds) {
  const std::int64_t microseconds = nanoseconds / 1000;
  std::string fraction = std::to_string(microseconds % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(microseconds / 1000) + "." + fraction + " ms";
}

// Blocks are shown once, with the roles that they end with.
bool shows_blocks(const PageStory& story, const ExplainedStage& stage) {
  const auto last = std::find_if(story.stages.rbegin(), story.stages.rend(),
                                 [](const ExplainedStage& one) { return !one.blocks.empty(); });
  return last != story.stages.rend() && &*last == &stage;
}

std::string stage_text(const PageStory& story, const ExplainedStage& stage,
                       const Palette& palette) {
  std::string out = "\n" + std::string(palette.title) + stage.name + std::string(palette.reset) +
                    "  " + std::string(palette.dim) + stage.summary + "  " +
                    milliseconds(stage.nanoseconds) + std::string(palette.reset) + "\n";
  const std::size_t before = out.size();
  for (const std::string& remark : stage.remarks) out += "  " + printable(remark) + "\n";
  Columns facts;
  for (const ExplainedStage::NamedFact& fact : stage.facts) {
    facts.push_back({"fact", printable(fact.name) + " (" + printable(fact.source) + ")",
                     in_quotes(fact.value, kValueWidth)});
  }
  out += in_columns(facts);
  if (shows_blocks(story, stage)) {
    for (const ExplainedBlock& block : stage.blocks) out += block_line(block);
  }
  out += edits_as_text(stage.edits, palette);
  for (const std::string& note : stage.notes) {
    out += "  " + std::string(palette.dim) + "note    " + printable(note) +
           std::string(palette.reset) + "\n";
  }
  if (out.size() == before && stage.edits_document) out += "  nothing to do\n";
  return out;
}

}  // namespace

std::string edits_as_text(const std::vector<ExplainedEdit>& edits, const Palette& palette) {
  Columns rows;
  for (const ExplainedEdit& edit : edits) {
    rows.push_back(edit_row(edit, palette));
    for (const std::string& lost : edit.lost) {
      rows.back()[2] += "\n    " + std::string(palette.dim) + "lost  " + printable(lost) +
                        std::string(palette.reset);
    }
  }
  return in_columns(rows);
}

std::string story_as_text(const PageStory& story, const Palette& palette) {
  std::string out = std::string(palette.title) + printable(story.place) +
                    std::string(palette.reset) + "  " + counted(story.bytes, "byte") +
                    ", profile " + printable(story.profile) + "\n";
  for (const ExplainedStage& stage : story.stages) out += stage_text(story, stage, palette);
  if (story.record) return out + outline(*story.record, palette);
  return out + "\n" + std::string(palette.warning) + "rejected" + std::string(palette.reset) +
         "  by " + printable(story.reject->stage) + ": " + printable(story.reject->reason) + "\n";
}

}  // namespace medloom
