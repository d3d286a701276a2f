// What can be said of one row or one concept alone; what several say together is in
// lint_surfaces.h.

#include "dictionaries/lint.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "dictionaries/characters.h"
#include "dictionaries/folded_text.h"
#include "dictionaries/guard.h"
#include "dictionaries/han_writing.h"
#include "dictionaries/lint_surfaces.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

bool writes(Mode mode) { return mode == Mode::fix || mode == Mode::prefer; }

class Linter {
 public:
  Linter(const Library& library, const Coverage* coverage)
      : library_(library), entries_(library.entries()), coverage_(coverage) {}

  std::vector<Finding> run() {
    for (const TermRow& row : entries_.rows) {
      check_key(row);
      check_guard(row, TermColumn::when, row.when);
      check_guard(row, TermColumn::unless, row.unless);
      check_replacement(row);
      check_target(row);
      check_evidence(row);
    }
    check_concepts();
    lint_surfaces(library_, findings_);
    return std::move(findings_).sorted();
  }

 private:
  void check_key(const TermRow& row) {
    const std::u32string key = fold_key(row.match);
    const bool lettered = std::any_of(key.begin(), key.end(),
                                      [](char32_t c) { return is_word(c) || text::is_han(c); });
    if (!lettered) {
      findings_.error(row, TermColumn::match,
                      "'" + row.match + "' has no letter, so it matches nothing",
                      "write the words that the row is for");
    }
    if (key.size() == 1 && text::is_han(key[0]) && !row.guarded()) {
      findings_.error(row, TermColumn::match,
                      "one Han character without a guard stands in too many words",
                      "give it a `when`, or write a longer surface");
    }
    if (row.mode != Mode::keep && !row.guarded() &&
        library_.matcher().patterns().is_common_word(key)) {
      findings_.warning(row, TermColumn::match,
                        "'" + row.match + "' is one common English word without a guard",
                        "give it a `when` or an `unless`");
    }
  }

  void check_guard(const TermRow& row, TermColumn column, const std::string& cell) {
    std::vector<GuardProblem> problems;
    parse_guard(cell, problems);
    for (const GuardProblem& problem : problems) {
      const std::size_t split = problem.message.find("; ");
      const auto before = static_cast<std::uint32_t>(
          text::count_code_points(std::string_view(cell).substr(0, problem.from)));
      findings_.error(row.from, row.columns[static_cast<std::size_t>(column)] + before,
                      problem.message.substr(0, split), problem.message.substr(split + 2));
    }
  }

  void check_replacement(const TermRow& row) {
    if (writes(row.mode) && row.replace.empty() && row.concept_id.empty()) {
      findings_.error(row, TermColumn::match,
                      "nothing to write in the place of '" + row.match + "'",
                      "give a `replace`, or a `concept` whose label is written");
    }
    if ((row.mode == Mode::link || row.mode == Mode::keep) && !row.replace.empty()) {
      findings_.error(
          row, TermColumn::replace,
          "a " + std::string(name_of(row.mode)) + " row changes nothing, but has a `replace`",
          "empty the cell, or make it a fix, prefer or flag row");
    }
    if (row.lang.starts_with("zh-Hant") && has_simplified(row.replace)) {
      findings_.error(row, TermColumn::replace,
                      "Simplified characters in a Traditional replacement",
                      "write '" + row.replace + "' in Traditional characters");
    }
  }

  void check_target(const TermRow& row) {
    if (row.mode == Mode::link && row.concept_id.empty()) {
      findings_.error(row, TermColumn::match, "a link row without a concept links nothing",
                      "name the concept in the `concept` column");
    }
    if (!row.concept_id.empty() && !library_.concept_by_id(row.concept_id)) {
      findings_.error(row, TermColumn::concept_id, "there is no concept '" + row.concept_id + "'",
                      "add it to a concepts table, or correct the id");
    }
  }

  void check_evidence(const TermRow& row) {
    if (row.note.empty())
      findings_.warning(row, TermColumn::match, "no note", "say why the row is right");
    if (row.source.empty()) {
      findings_.warning(row, TermColumn::match, "no source", "say where the surface was seen");
    }
    if (!coverage_) return;
    if (!coverage_->acted.contains(&row)) {
      findings_.warning(row, TermColumn::match, "no case shows '" + row.match + "' acting",
                        "add a case to the .cases.tsv beside the file");
    }
    if (row.guarded() && !coverage_->held_back.contains(&row)) {
      findings_.warning(row, TermColumn::match,
                        "no case shows the guard of '" + row.match + "' holding it back",
                        "add a case that must stay as it is");
    }
  }

  void check_concepts() {
    std::set<std::pair<std::uint32_t, std::string>> seen;
    for (const Concept& entry : entries_.concept_rows) {
      if (!seen.insert({entry.from.layer(), entry.id}).second) {
        findings_.error(entry.from, 1, "concept '" + entry.id + "' stands twice in one layer",
                        "keep one of them");
      }
      if (entry.type.empty() && library_.concept_by_id(entry.id)->type.empty()) {
        findings_.warning(entry.from, 1, "concept '" + entry.id + "' has no type",
                          "fill in the `type` column");
      }
      for (const auto& [tag, label] : entry.labels) check_label(entry, tag, label);
    }
  }

  void check_label(const Concept& entry, const std::string& tag, const std::string& label) {
    const std::uint32_t column = entry.label_columns.at(tag);
    if (tag.starts_with("zh-Hant") && has_simplified(label)) {
      findings_.error(entry.from, column,
                      "Simplified characters in the " + tag + " label '" + label + "'",
                      "write it in Traditional characters");
    }
    if (tag.starts_with("zh-Hans") && has_traditional(label)) {
      findings_.error(entry.from, column,
                      "Traditional characters in the " + tag + " label '" + label + "'",
                      "write it in Simplified characters");
    }
  }

  const Library& library_;
  const Entries& entries_;
  const Coverage* coverage_;
  FindingList findings_;
};

}  // namespace

std::vector<Finding> lint(const Library& library, const Coverage* coverage) {
  return Linter(library, coverage).run();
}

void make_strict(std::vector<Finding>& findings) {
  for (Finding& finding : findings) finding.severity = Severity::error;
}

}  // namespace medloom::dictionaries
