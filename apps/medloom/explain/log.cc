// Operations are shown in the order in which they were done, one a line, in columns: what, by which
// rule, the text, where in the page. Labels are the exception: a page has one for every block, so
// the blocks are shown as a table with their roles, after the stage that gave them.
//
// Where an edit stands is read off the runs of the document after the stage, which carry the id of
// their change. Cost: one walk over all runs for each stage.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/log.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "pipeline/model/withheld.h"
#include "text/utf8.h"

namespace medloom {
namespace {

constexpr std::size_t kContext = 24;
constexpr std::size_t kBlockWidth = 64;
constexpr std::size_t kValueWidth = 60;

std::string span_of(Span page) {
  return "page " + std::to_string(page.from) + "-" + std::to_string(page.to);
}

std::string rule_of(const Rule& rule) {
  return printable(rule.dictionary.empty() ? rule.name : rule.name + "  " + rule.dictionary);
}

std::string_view slice(std::string_view text, Span at) {
  return at.to <= text.size() ? text.substr(at.from, at.size()) : std::string_view();
}

// A place in its surroundings: <…the text before [the text] and after…>.
std::string in_context(std::string_view text, Span at) {
  if (at.to > text.size()) return {};
  return "<" + excerpt_end(text.substr(0, at.from), kContext) + "[" +
         excerpt(slice(text, at), kContext) + "]" + excerpt(text.substr(at.to), kContext) + ">";
}

std::string kind_of(const Block& block) {
  std::string kind(name_of(block.kind));
  if (block.level > 0) kind += " " + std::to_string(block.level);
  return kind;
}

std::string role_of(const Block& block) {
  if (block.dropped) return "(" + std::string(name_of(block.role)) + ")";
  return block.role == Role::none ? "-" : std::string(name_of(block.role));
}

// "answer 3": the third node of the document, an answer.
std::string node_of(const Document& document, NodeId node) {
  return std::string(name_of(document.nodes()[node].kind)) + " " + std::to_string(node);
}

// Where the changes stand that no later one swallowed: block and span of their bytes.
struct Standing {
  BlockId block = 0;
  Span at;
};
std::unordered_map<ChangeId, Standing> standing_changes(const Document& document) {
  std::unordered_map<ChangeId, Standing> places;
  for (const Block& block : document.blocks()) {
    std::uint32_t at = 0;
    for (const medloom::Run& run : block.text.runs()) {
      const Span here{at, at + run.length};
      at = here.to;
      if (run.kind != RunKind::edited) continue;
      const auto [it, added] = places.try_emplace(run.source, Standing{block.id, here});
      if (!added && it->second.block == block.id) it->second.at = hull(it->second.at, here);
    }
  }
  return places;
}

// Pads the first column of every line to one width; a line is (first, rest).
using Columns = std::vector<std::array<std::string, 3>>;

void append_columns(std::string& out, const Columns& rows) {
  std::array<std::size_t, 2> widths{};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < 2; ++i) {
      widths[i] = std::max(widths[i], std::min<std::size_t>(display_width(row[i]), 40));
    }
  }
  for (const auto& row : rows) {
    out +=
        "  " + padded(row[0], widths[0]) + "  " + padded(row[1], widths[1]) + "  " + row[2] + "\n";
  }
}

}  // namespace

// The lines of one stage's operations.
struct ExplainLog::Lines {
  const Document& document;
  const Palette& palette;
  std::unordered_map<ChangeId, Standing> standing;
  Columns rows;
  std::map<std::pair<std::string, std::string>, std::size_t> links;  // concept, text
  WithheldPlaces withheld{document.log()};

  void add(const Operation& operation) {
    const EditLog& log = document.log();
    switch (operation.kind) {
      case OperationKind::replace:
        return change(operation.index);
      case OperationKind::flag:
        return flag(log.flags()[operation.index]);
      case OperationKind::drop:
        return drop(log.drops()[operation.index]);
      case OperationKind::field:
        return field(log.fields()[operation.index]);
      case OperationKind::split:
        return split(log.splits()[operation.index]);
      case OperationKind::join:
        return join(log.joins()[operation.index]);
      case OperationKind::link: {
        const Link& link = log.links()[operation.index];
        const Text& text = document.block(link.block).text;
        ++links[{std::string(link.concept_id), std::string(slice(text.view(), link.at))}];
        return;
      }
      case OperationKind::label:
        return;
    }
  }

  void change(ChangeId id) {
    const Change& change = document.log().changes()[id];
    const bool hidden = withheld.hides(change);
    const std::string before = hidden || change.withheld ? "(withheld)" : in_quotes(change.before);
    const std::string after = hidden ? "(withheld)" : in_quotes(change.after);
    std::string line = std::string(palette.before) + before + std::string(palette.reset) + " -> " +
                       std::string(palette.after) + after + std::string(palette.reset) + "  " +
                       span_of(change.page);
    if (const auto place = standing.find(id); place != standing.end()) {
      line +=
          "  in " + in_context(document.block(place->second.block).text.view(), place->second.at);
    }
    rows.push_back({"change", rule_of(change.rule()), std::move(line)});
  }

  void flag(const Flag& flag) {
    const Text& text = document.block(flag.block).text;
    std::string line = std::string(palette.warning) + in_quotes(slice(text.view(), flag.at)) +
                       std::string(palette.reset) + "  " + std::string(name_of(flag.action)) +
                       "  " + span_of(text.page_hull(flag.at));
    for (const std::string& candidate : flag.candidates) line += "  ? " + in_quotes(candidate);
    if (!flag.note.empty()) line += "  " + printable(flag.note);
    rows.push_back({"flag", printable(flag.kind) + "  " + rule_of(flag.rule), std::move(line)});
  }

  void drop(const Drop& drop) {
    std::string line = std::string(name_of(drop.role)) + ", " + counted(drop.chars, "character") +
                       "  " + span_of(drop.page);
    if (drop.page.to <= document.text().size()) {
      line += "  " + in_quotes(slice(document.text(), drop.page));
    }
    rows.push_back({"drop", rule_of(drop.rule()), std::move(line)});
  }

  void field(const Field& field) {
    const Text& text = document.block(field.block).text;
    rows.push_back({"field", rule_of(field.rule),
                    printable(field.name) + " of " + node_of(document, field.node) + ": " +
                        in_quotes(slice(text.view(), field.at)) + "  " +
                        span_of(text.page_hull(field.at)) +
                        (field.reliable ? "" : "  (not reliable)")});
  }

  void split(const SplitOp& split) {
    rows.push_back({"split", rule_of(split.rule()),
                    "block " + std::to_string(split.block) + " before block " +
                        std::to_string(split.second) + " " +
                        in_quotes(document.block(split.second).text.view())});
  }

  void join(const JoinOp& join) {
    rows.push_back({"join", rule_of(join.rule()),
                    "block " + std::to_string(join.swallowed) + " to block " +
                        std::to_string(join.block) + " " +
                        in_quotes(document.block(join.block).text.view())});
  }
};

void ExplainLog::after_stage(const StageSpec& stage, const Document& document) {
  out_ += "\n" + std::string(palette_.title) + stage.name + std::string(palette_.reset) + "  " +
          std::string(palette_.dim) + stage.summary + std::string(palette_.reset) + "\n";
  const std::size_t before = out_.size();
  const auto& operations_done = document.log().operations();
  const bool labelled = std::any_of(
      operations_done.begin() + static_cast<std::ptrdiff_t>(operations_seen_),
      operations_done.end(),
      [](const Operation& operation) { return operation.kind == OperationKind::label; });
  if (!decoding_shown_) {
    decoding_shown_ = true;
    decoding(document);
  } else if (stage.phase == Phase::read) {
    facts(document);
  }
  if (labelled && stage.phase == Phase::edit) kind(document);
  if (labelled) blocks(document);
  operations(document);
  notes(stage.name);
  if (out_.size() == before) out_ += "  nothing to do\n";
}

void ExplainLog::decoding(const Document& document) {
  const Decoding& decoding = document.decoding();
  out_ += "  " + printable(decoding.used.empty() ? "not decoded" : decoding.used);
  if (!decoding.declared.empty()) {
    out_ += decoding.contradicted ? ", wrongly declared " : ", declared ";
    out_ += printable(decoding.declared);
  }
  if (!decoding.reason.empty()) out_ += " (" + printable(decoding.reason) + ")";
  if (decoding.doubtful) out_ += ", doubtful";
  out_ += ", " + counted(document.page().bytes.size(), "byte") + " -> " +
          counted(document.text().size(), "byte") + " of UTF-8";
  if (decoding.replaced_bytes > 0) {
    out_ += ", " + counted(decoding.replaced_bytes, "byte") + " replaced by U+FFFD";
  }
  if (decoding.torn_bytes > 0) {
    out_ += ", " + counted(decoding.torn_bytes, "byte") + " of a torn character left out";
  }
  out_ += "\n";
}

void ExplainLog::facts(const Document& document) {
  std::map<std::string, std::size_t> kinds;
  for (const Block& block : document.blocks()) ++kinds[std::string(name_of(block.kind))];
  out_ += "  language " + printable(document.language()) + ", " +
          counted(document.blocks().size(), "block");
  std::string separator = ": ";
  for (const auto& [kind, number] : kinds) {
    out_ += separator + kind + " " + grouped(number);
    separator = ", ";
  }
  out_ += "\n";
  Columns rows;
  for (const Fact& fact : document.facts()) {
    rows.push_back({"fact", printable(fact.name) + " (" + printable(fact.source) + ")",
                    in_quotes(fact.value(), kValueWidth)});
  }
  append_columns(out_, rows);
}

void ExplainLog::kind(const Document& document) {
  const PageKind& kind = document.kind();
  out_ += "  kind " + printable(kind.name);
  if (!kind.reason.empty()) out_ += " (" + printable(kind.reason) + ")";
  if (!kind.profile.empty()) {
    out_ += ", profile " + printable(kind.profile) + " with score " + std::to_string(kind.score);
  }
  out_ += "\n";
}

void ExplainLog::blocks(const Document& document) {
  for (const Block& block : document.blocks()) {
    const std::string mark = block.mark.empty() ? "" : block.mark.str() + " ";
    out_ += "  " + padded(std::to_string(block.id), 4) + " " + padded(kind_of(block), 12) + " " +
            padded(role_of(block), 11) + " " +
            padded(block.node == 0 ? "" : node_of(document, block.node), 10) + " " +
            padded(printable(block.language), 7) + " " +
            excerpt(mark + block.text.str(), kBlockWidth) + "\n";
  }
}

void ExplainLog::operations(const Document& document) {
  Lines lines{document, palette_, standing_changes(document), {}, {}};
  const auto& operations = document.log().operations();
  for (; operations_seen_ < operations.size(); ++operations_seen_) {
    lines.add(operations[operations_seen_]);
  }
  for (const auto& [link, number] : lines.links) {
    lines.rows.push_back({"link", printable(link.first),
                          in_quotes(link.second) + (number > 1 ? "  ×" + grouped(number) : "")});
  }
  append_columns(out_, lines.rows);
}

void ExplainLog::notes(std::string_view stage) {
  for (; notes_seen_ < trace_.notes().size(); ++notes_seen_) {
    const Trace::Note& note = trace_.notes()[notes_seen_];
    if (note.stage != stage) continue;
    out_ += "  " + std::string(palette_.dim) + "note    " + printable(note.text) +
            std::string(palette_.reset) + "\n";
  }
}

}  // namespace medloom
