// The file may have been through a spreadsheet: a byte order mark, CRLF, and an apostrophe in front
// of what a spreadsheet would take for a formula are taken away again.
//
// Tested by tests/apps/review_test.cc.
#include "apps/medloom/dict/review_file.h"

#include <array>
#include <optional>

#include "dictionaries/sentences.h"
#include "dictionaries/tsv.h"
#include "io/paths.h"

namespace medloom {
namespace {

using dictionaries::NewRow;

const dictionaries::TsvColumns& columns() {
  static const dictionaries::TsvColumns kColumns = {
      {"decision", "text", "replacement", "language", "when", "unless", "context", "count", "kind",
       "rule", "row", "note", "page"},
      {}};
  return kColumns;
}

// The same words as in `cell` of the report's review.ts.
std::string unarmed(std::string_view cell) {
  static constexpr std::array<std::string_view, 8> kFormulas = {"=",  "+",  "-",  "@",
                                                                "＝", "＋", "－", "＠"};
  if (!cell.starts_with('\'')) return std::string(cell);
  std::string_view bare = cell;
  while (bare.starts_with('\'')) bare.remove_prefix(1);
  for (const std::string_view formula : kFormulas) {
    if (bare.starts_with(formula)) return std::string(cell.substr(1));
  }
  return std::string(cell);
}

// The sentence of the context that holds the words; empty where they are not in it.
std::string sentence_of(const std::string& context, const std::string& words) {
  const std::size_t at = context.find(words);
  if (at == std::string::npos) return {};
  const dictionaries::Sentences sentences(context);
  const Span first = sentences.span(sentences.at(static_cast<std::uint32_t>(at)));
  const Span last = sentences.span(sentences.at(static_cast<std::uint32_t>(at + words.size() - 1)));
  std::string sentence = context.substr(first.from, last.to - first.from);
  const std::size_t end = sentence.find_last_not_of(" \t");
  return sentence.substr(0, end + 1);
}

class ReviewReader {
 public:
  ReviewReader(const dictionaries::TsvTable& table, Problems& problems)
      : table_(table), problems_(problems) {}

  std::vector<ReviewedRow> read() {
    std::vector<ReviewedRow> rows;
    for (const char* header : {"decision", "text"}) {
      if (table_.column(header)) continue;
      problems_.push_back({ErrorCode::configuration,
                           "is no review: it has no `" + std::string(header) + "` column",
                           table_.name()});
      return rows;
    }
    for (std::size_t i = 0; i < table_.rows(); ++i) {
      const std::string decision = cell(i, "decision");
      if (decision.empty() || decision == "reject") continue;
      if (decision != "accept" && decision != "keep") {
        problem(i, "decision", "'" + decision + "' is no decision: accept, keep or reject");
        continue;
      }
      if (auto row = row_of(i, decision == "keep")) {
        rows.push_back({table_.name() + ":" + std::to_string(table_.line(i)), std::move(*row)});
      }
    }
    return rows;
  }

 private:
  std::string cell(std::size_t row, std::string_view header) const {
    return unarmed(table_.cell(row, table_.column(header)));
  }

  void problem(std::size_t row, std::string_view header, std::string message) {
    problems_.push_back(
        {ErrorCode::configuration, std::move(message), table_.where(row, table_.column(header))});
  }

  std::optional<NewRow> row_of(std::size_t i, bool keep) {
    NewRow row;
    row.surface = cell(i, "text");
    row.when = cell(i, "when");
    row.unless = cell(i, "unless");
    row.note = cell(i, "note");
    if (row.note.empty()) row.note = "decided in a review";
    row.source = cell(i, "page");
    if (row.surface.empty()) {
      problem(i, "text", "a decision without words to decide about");
      return std::nullopt;
    }
    const std::string sentence = sentence_of(cell(i, "context"), row.surface);
    if (keep) {
      row.mode = "keep";
      if (!sentence.empty()) row.cases = {sentence};
      return row;
    }
    row.mode = "fix";
    row.target = cell(i, "replacement");
    if (row.target.empty() || row.target == row.surface) {
      problem(i, "replacement", "'" + row.surface + "' is accepted, but nothing is to replace it");
      return std::nullopt;
    }
    if (!sentence.empty()) {
      std::string changed = sentence;
      changed.replace(changed.find(row.surface), row.surface.size(), row.target);
      row.cases = {sentence + " => " + changed};
    }
    return row;
  }

  const dictionaries::TsvTable& table_;
  Problems& problems_;
};

}  // namespace

std::vector<ReviewedRow> read_review_file(const std::string& path, Problems& problems) {
  Result<std::string> bytes = dictionaries::read_table_file(path);
  if (!bytes) {
    problems.push_back(bytes.error());
    return {};
  }
  const dictionaries::TsvTable table =
      dictionaries::parse_tsv(std::move(*bytes), path_as_utf8(path), columns(), problems);
  return ReviewReader(table, problems).read();
}

}  // namespace medloom
