// The row is put into a copy of the tables, which are then read and linted as a whole, as `dict
// lint` would: there is no second set of rules. What lint or a case says against the copy and did
// not say before is said against the row.
//
// Cases that nobody gave are made of the surface and the row's own guard words. They are plain, but
// they are run like any other: a case that does not show what the row does is not written.
//
// Tested by tests/dictionaries/tools/addition_test.cc.
#include "dictionaries/tools/addition.h"

#include <algorithm>
#include <set>

#include "dictionaries/cases.h"
#include "dictionaries/guard.h"
#include "dictionaries/lint.h"
#include "dictionaries/tools/row_text.h"
#include "dictionaries/tools/table_insert.h"
#include "dictionaries/tsv.h"
#include "text/ascii.h"
#include "text/script.h"

namespace medloom::dictionaries {
namespace {

constexpr std::string_view kCaseHeaders = "input\texpected\thits\tnote\n";
constexpr std::string_view kArrow = "=>";

using Refusal = std::vector<Finding>;

Finding refused(std::string where, std::string what, std::string todo) {
  return {Severity::error, std::move(where), std::move(what), std::move(todo)};
}

bool is_chinese(std::string_view lang) { return lang.starts_with("zh"); }

// The tables as they are, or with the new line in them.
struct Tables {
  std::vector<Layer> layers;
  std::vector<InputFile> cases;
};

InputFile* find(std::vector<InputFile>& files, const std::string& path) {
  const auto at = std::find_if(files.begin(), files.end(),
                               [&](const InputFile& file) { return file.path == path; });
  return at == files.end() ? nullptr : &*at;
}

// What lint and all cases say.
struct Verdicts {
  std::vector<Finding> findings;
  std::set<std::string> failures;
};

Verdicts judge(Tables tables) {
  Verdicts verdicts;
  Problems problems;
  const Library library(read_entries(std::move(tables.layers), problems));
  Coverage coverage;
  Problems failed;
  for (InputFile& file : tables.cases) {
    for (const Case& test : read_cases(std::move(file.bytes), file.path, problems)) {
      run_case(library, test, failed, coverage);
    }
  }
  for (const Error& problem : problems) verdicts.findings.push_back(to_finding(problem));
  for (Finding& finding : lint(library, &coverage)) verdicts.findings.push_back(std::move(finding));
  for (const Error& failure : failed) verdicts.failures.insert(to_string(failure));
  return verdicts;
}

class Adder {
 public:
  Adder(const NewRow& wanted, const Shelf& shelf) : wanted_(wanted), shelf_(shelf) {}

  tl::expected<Addition, Refusal> add() {
    complete();
    Tables tables{shelf_.layers, shelf_.cases};
    if (refusals_.empty()) place_row(tables);
    if (refusals_.empty()) place_cases(tables);
    if (refusals_.empty()) check(std::move(tables));
    if (!refusals_.empty()) return tl::unexpected(std::move(refusals_));
    return std::move(out_);
  }

 private:
  void refuse(std::string what, std::string todo) {
    refusals_.push_back(refused(shelf_.table_path, std::move(what), std::move(todo)));
  }

  void complete() {
    row_.match = cell_text(wanted_.surface);
    row_.replace = cell_text(wanted_.target);
    row_.lang = inferred_lang(wanted_);
    row_.when = cell_text(wanted_.when);
    row_.unless = cell_text(wanted_.unless);
    row_.zh = cell_text(wanted_.zh);
    row_.note = cell_text(wanted_.note);
    row_.source = cell_text(wanted_.source);
    row_.concept_id = cell_text(wanted_.concept_id);
    row_.inflect = wanted_.inflect == "plural" ? Inflect::plural : Inflect::no;
    if (row_.match.empty()) refuse("no surface", "name the words that the row is for");
    if (row_.match.starts_with('#')) {
      refuse("a line that begins with # is a comment", "write the surface without the #");
    }
    if (wanted_.surface.find_first_of("\t\n\r") != std::string::npos) {
      refuse("a surface holds no tab and no line break", "write it on one line");
    }
    complete_mode();
    if (row_.concept_id.empty() && !row_.replace.empty() && row_.mode != Mode::keep) {
      row_.concept_id = concept_called(row_.replace);
    }
  }

  void complete_mode() {
    const std::string mode = inferred_mode(wanted_);
    for (const Mode known : {Mode::fix, Mode::prefer, Mode::link, Mode::flag, Mode::keep}) {
      if (mode != name_of(known)) continue;
      row_.mode = known;
      return;
    }
    if (mode.empty()) {
      refuse("it is not clear what the row should do",
             "give a TARGET to write, a --concept to link, or --mode keep or flag");
    } else {
      refuse("unknown mode '" + mode + "'", "modes are fix, prefer, link, flag, keep");
    }
  }

  // The concept that has the text as a label; nothing when it is not one alone.
  std::string concept_called(const std::string& label) const {
    Problems ignored;
    const Entries entries = read_entries(shelf_.layers, ignored);
    std::set<std::string> found;
    for (const Concept& entry : entries.concept_rows) {
      for (const auto& [tag, text] : entry.labels) {
        if (text == label && tag.substr(0, 2) == row_.lang.substr(0, 2)) found.insert(entry.id);
      }
    }
    return found.size() == 1 ? *found.begin() : std::string();
  }

  void place_row(Tables& tables) {
    Layer& layer = tables.layers.at(shelf_.layer);
    InputFile* file = find(layer, shelf_.table_path);
    if (file == nullptr) {
      layer.push_back({table_of(std::vector<TermRow>{}), shelf_.table_path, shelf_.table_path});
      file = &layer.back();
    }
    const std::vector<std::string> headers = tsv_headers(file->bytes);
    if (!check_headers(headers)) return;
    out_.row_line = line_of(row_, headers);
    const std::string& sibling = row_.concept_id.empty() ? row_.replace : row_.concept_id;
    Inserted inserted = insert_line(file->bytes, out_.row_line, sibling);
    file->bytes = inserted.bytes;
    out_.table = std::move(inserted.bytes);
    line_ = inserted.line;
    out_.where = shelf_.table_path + ":" + std::to_string(line_);
    name_ = file->name + ":" + std::to_string(line_);
  }

  // A value that the table has no column for would be lost.
  bool check_headers(const std::vector<std::string>& headers) {
    if (std::find(headers.begin(), headers.end(), "match") == headers.end()) {
      refuse("this is no table of terms: it has no `match` column",
             "name another file with --file, or begin one with 'medloom dict init'");
      return false;
    }
    const auto cells = cells_of(row_);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string header(term_headers()[i]);
      const bool is_default = cells[i].empty() || (header == "mode" && cells[i] == "fix") ||
                              (header == "lang" && cells[i] == "en");
      if (is_default || std::find(headers.begin(), headers.end(), header) != headers.end())
        continue;
      refuse("the table has no `" + header + "` column for '" + cells[i] + "'",
             "add the column to its header row");
    }
    return refusals_.empty();
  }

  void place_cases(Tables& tables) {
    InputFile* file = find(tables.cases, shelf_.cases_path);
    if (file == nullptr) {
      tables.cases.push_back({std::string(kCaseHeaders), shelf_.cases_path, shelf_.cases_path});
      file = &tables.cases.back();
    }
    Problems ignored;
    const Library library(read_entries(tables.layers, ignored));
    const std::vector<std::string> texts = wanted_.cases.empty() ? plain_cases() : wanted_.cases;
    for (const std::string& text : texts) add_case(text, library, *file);
    out_.cases = file->bytes;
  }

  void add_case(std::string_view text, const Library& library, InputFile& file) {
    const std::size_t arrow = text.find(kArrow);
    Case test;
    test.input = cell_text(text.substr(0, arrow));
    test.expected = arrow == std::string_view::npos ? test.input
                                                    : cell_text(text.substr(arrow + kArrow.size()));
    if (test.input.empty()) return refuse("a case without a text", "write 'text => text'");
    const std::string hits = shown_by(test, library);
    std::string line = test.input + "\t" + (test.expected == test.input ? "" : test.expected);
    if (!hits.empty()) line += "\t" + hits;
    while (line.ends_with('\t')) line.pop_back();
    file.bytes = append_line(file.bytes, line).bytes;
    out_.case_lines.push_back(std::move(line));
  }

  // What to write in `hits`: nothing where the change itself shows the row.
  std::string shown_by(const Case& test, const Library& library) const {
    if (test.expected != test.input && row_.mode == Mode::fix) return {};
    const std::string mode(name_of(row_.mode));
    if (row_.mode == Mode::prefer && test.expected != test.input)
      return mode + " at " + surface_in(test.input);
    Coverage coverage;
    Problems ignored;
    run_case(library, test, ignored, coverage);
    const bool acts =
        std::any_of(coverage.acted.begin(), coverage.acted.end(), [&](const TermRow* row) {
          return row != nullptr && is_new(*row);  // a label has no row
        });
    return (acts ? "" : "no ") + mode + " at " + surface_in(test.input);
  }

  bool is_new(const TermRow& row) const {
    return row.from.file && row.from.file->path == shelf_.table_path && row.from.line == line_;
  }

  // The surface as the text spells it, or as the row does.
  std::string surface_in(const std::string& text) const {
    const std::size_t at = text::ascii_lower(text).find(text::ascii_lower(row_.match));
    return at == std::string::npos ? row_.match : text.substr(at, row_.match.size());
  }

  // One text in which the row acts and, for a guarded row, one in which it does not.
  std::vector<std::string> plain_cases() const {
    const std::vector<std::string> needed = first_words(row_.when);
    const std::vector<std::string> barred = first_words(row_.unless);
    std::vector<std::string> out = {change(sentence(needed))};
    if (!barred.empty()) {
      std::vector<std::string> both = needed;
      both.push_back(barred.front());
      out.push_back(sentence(both));
    } else if (!needed.empty()) {
      out.push_back(sentence({}));
    }
    return out;
  }

  // A word of each group of a guard, as it has to stand in a text.
  static std::vector<std::string> first_words(const std::string& guard) {
    std::vector<GuardProblem> ignored;
    std::vector<std::string> words;
    for (const auto& group : parse_guard(guard, ignored)) {
      if (!group.empty()) words.push_back(group.front().surface);
    }
    return words;
  }

  std::string sentence(const std::vector<std::string>& words) const {
    const bool chinese = is_chinese(row_.lang);
    std::string text = chinese ? "文中提到" + row_.match : "The page says " + row_.match;
    for (const std::string& word : words) text += (chinese ? "，也提到" : ", and then ") + word;
    return text + (chinese ? "。" : ".");
  }

  std::string change(const std::string& text) const {
    if ((row_.mode != Mode::fix && row_.mode != Mode::prefer) || row_.replace.empty()) return text;
    std::string changed = text;
    changed.replace(changed.find(row_.match), row_.match.size(), row_.replace);
    return text + " => " + changed;
  }

  void check(Tables tables) {
    const Verdicts before = judge({shelf_.layers, shelf_.cases});
    const Verdicts after = judge(std::move(tables));
    for (const Finding& finding : after.findings) {
      if (!concerns_row(finding)) continue;
      if (finding.severity == Severity::error || shelf_.strict) {
        refusals_.push_back(finding);
        refusals_.back().severity = Severity::error;
      } else {
        out_.warnings.push_back(finding);
      }
    }
    if (!refusals_.empty()) return;  // why cases fail has been said
    for (const std::string& failure : after.failures) {
      if (before.failures.contains(failure)) continue;
      const bool own = wanted_.cases.empty() && failure.starts_with(shelf_.cases_path + ":");
      refusals_.push_back(refused("", "with the row, a case fails: " + failure,
                                  own ? "give cases of your own with --case 'text => text'"
                                      : "give the row a guard, or correct the case"));
    }
  }

  bool concerns_row(const Finding& finding) const {
    const std::string at = out_.where + ":";
    if (finding.where.starts_with(at)) return true;
    const std::size_t named = finding.what.find(name_);
    if (named == std::string::npos) return false;
    const std::size_t end = named + name_.size();
    return end == finding.what.size() || finding.what[end] < '0' || finding.what[end] > '9';
  }

  const NewRow& wanted_;
  const Shelf& shelf_;
  TermRow row_;
  std::uint32_t line_ = 0;
  std::string name_;  // "terms/en-links.tsv:41", as findings about other rows name it
  Addition out_;
  Refusal refusals_;
};

}  // namespace

std::string inferred_lang(const NewRow& wanted) {
  if (!wanted.lang.empty()) return wanted.lang;
  return is_chinese(text::detect_language(wanted.surface)) ? "zh" : "en";
}

std::string inferred_mode(const NewRow& wanted) {
  if (!wanted.mode.empty()) return wanted.mode;
  if (!wanted.target.empty()) return "fix";
  return wanted.concept_id.empty() ? "" : "link";
}

std::string usual_table(std::string_view mode, std::string_view lang) {
  const std::string head = is_chinese(lang) ? "zh-" : "en-";
  if (mode == "keep") return head + "keep.tsv";
  if (mode == "link") return head + "links.tsv";
  return is_chinese(lang) ? "zh-slips.tsv" : "en-mt-slips.tsv";
}

tl::expected<Addition, std::vector<Finding>> add_row(const NewRow& wanted, const Shelf& shelf) {
  return Adder(wanted, shelf).add();
}

}  // namespace medloom::dictionaries
