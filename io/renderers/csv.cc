// A flat table of questions and answers: RFC 4180 in UTF-8, one row a pair, the columns' names once
// at the top. The columns are the keys of the flat form.
//
// A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula,
// and a page could bring one. Such a cell, and its full-width forms, gets an apostrophe in front;
// a cell that begins so behind apostrophes gets one more, so that whoever takes one away has the
// text back in every case. Every cell stands in quotes where RFC 4180 wants it; lines within a cell
// stay as they are.
//
// Tested by tests/io/renderers_test.cc.
#include <algorithm>
#include <array>
#include <string_view>

#include "io/renderers/pairs.h"
#include "io/renderers/renderers.h"

namespace medloom::renderers {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kColumns =
    "id,page_id,question,question_text,answer,answer_by,department,asked,answered,language,"
    "concepts,url,basis,flags,content_hash";

bool begins_like_formula(std::string_view cell) {
  static constexpr std::array<std::string_view, 10> kBeginnings = {"=",  "+",  "-",  "@",  "\t",
                                                                   "\r", "＝", "＋", "－", "＠"};
  cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [cell](std::string_view beginning) { return cell.starts_with(beginning); });
}

class Row {
 public:
  void add(std::string_view cell) {
    if (cells_++ > 0) line_ += ',';
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) line_ += '"';
    if (begins_like_formula(cell)) line_ += '\'';
    for (const char c : cell) {
      if (c == '"') line_ += '"';
      line_ += c;
    }
    if (quoted) line_ += '"';
  }

  std::string take() {
    line_ += kLineEnd;
    return std::move(line_);
  }

 private:
  std::string line_;
  std::size_t cells_ = 0;
};

std::string concepts_cell(const QaPair& pair) {
  std::string cell;
  for (const About* about : pair.concepts) {
    if (!cell.empty()) cell += "; ";
    cell += about->concept_ref.id;
  }
  return cell;
}

// "term: after October (perhaps …); script: …"
std::string flags_cell(const QaPair& pair) {
  std::string cell;
  for (const FlagEntry* flag : pair.flags) {
    if (!cell.empty()) cell += "; ";
    cell += flag->kind + ": " + flag->text;
    if (!flag->note.empty()) cell += " (" + flag->note + ")";
  }
  return cell;
}

class CsvRenderer final : public Renderer {
 public:
  std::string header() const override { return std::string(kColumns) + std::string(kLineEnd); }

  std::string render(const Record& record) const override {
    std::string rows;
    for (const QaPair& pair : pairs_of(record)) rows += row(pair);
    return rows;
  }

 private:
  static std::string row(const QaPair& pair) {
    const Answer& answer = *pair.answer;
    Row row;
    row.add(answer.id);
    row.add(pair.record->id);
    row.add(pair.question->name.view());
    row.add(pair.question->text.view());
    row.add(pair.text);
    row.add(answer.author ? answer.author->name.view() : std::string_view());
    row.add(department_of(answer));
    row.add(pair.question->date_created);
    row.add(answer.date_created);
    row.add(pair.record->language);
    row.add(concepts_cell(pair));
    row.add(pair.record->url);
    row.add(answer.basis);
    row.add(flags_cell(pair));
    row.add(content_hash(pair));
    return row.take();
  }
};

}  // namespace

RendererSpec csv_renderer() {
  return {"csv",
          "A table (RFC 4180), one row for each pair of a question and an answer.",
          {},
          [](const Settings&) { return std::make_unique<CsvRenderer>(); }};
}

}  // namespace medloom::renderers
