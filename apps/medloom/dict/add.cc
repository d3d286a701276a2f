// medloom dict add: one more row and its cases.
//
// What lint or a case says against the row is said before anything is written. The table is
// replaced first, then its cases; each appears under its name when it is complete.
//
// Tested by tests/apps/dict_tools_test.cc.
#include <filesystem>
#include <map>
#include <optional>

#include "apps/medloom/commands.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/dict/review_file.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/dictionary_files.h"
#include "dictionaries/tools/addition.h"
#include "io/open.h"
#include "pipeline/engine/data_files.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

struct AddArguments {
  dictionaries::NewRow row;
  std::string file;
  std::string review;
  std::string data;
};

std::string cases_beside(const fs::path& table) {
  return fs::path(table).replace_extension(".cases.tsv").string();
}

// All that is there, and which table the row goes into.
Result<dictionaries::Shelf> shelf_for(const AddArguments& arguments,
                                      const dictionaries::NewRow& row, Problems& problems) {
  Result<DictPlan> plan = plan_dictionaries({}, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  const fs::path usual =
      plan->ours / "terms" / dictionaries::usual_table(inferred_mode(row), inferred_lang(row));
  const fs::path table = arguments.file.empty() ? usual : fs::path(arguments.file);
  const bool part_of_ours = is_within(resolved(table), resolved(plan->ours));
  std::vector<fs::path> paths = {plan->ours};
  std::error_code error;
  if (!part_of_ours && fs::exists(table, error)) paths.push_back(table);
  dictionaries::DictionaryFiles files = dictionaries::read_dictionary_files(paths, problems);
  dictionaries::Shelf shelf;
  shelf.layers = std::move(files.layers);
  shelf.cases = std::move(files.cases);
  if (!part_of_ours && shelf.layers.size() == 1) shelf.layers.emplace_back();
  shelf.layer = part_of_ours ? 0 : 1;
  shelf.strict = part_of_ours;
  // Ours are known by the paths that the folder gives them.
  shelf.table_path =
      part_of_ours
          ? (plan->ours / resolved(table).lexically_relative(resolved(plan->ours))).string()
          : table.string();
  shelf.cases_path = cases_beside(shelf.table_path);
  return shelf;
}

Result<void> replace_file(const std::string& path, const std::string& bytes) {
  Result<std::unique_ptr<Writer>> writer = open_writer({path, true});
  if (!writer) return tl::unexpected(writer.error());
  if (auto written = (*writer)->write(bytes); !written) return written;
  return (*writer)->close();
}

// A line of a table as people read it: "a | b | c".
std::string with_bars(const std::string& line) {
  std::string out;
  for (const char c : line) out.append(c == '\t' ? " | " : std::string(1, c));
  return printable(out);
}

// What stands in a table and its cases once a row is in.
struct Written {
  std::string table_path, cases_path;
  dictionaries::Addition addition;
};

Result<void> write(const Written& written) {
  if (auto table = replace_file(written.table_path, written.addition.table); !table) return table;
  return replace_file(written.cases_path, written.addition.cases);
}

std::string told(const Written& written) {
  const dictionaries::Addition& added = written.addition;
  std::string text = printable(added.where) + "\n  " + with_bars(added.row_line) + "\n" +
                     printable(written.cases_path) + "\n";
  for (const std::string& line : added.case_lines) text += "  " + with_bars(line) + "\n";
  return text;
}

void tell(const std::vector<dictionaries::Finding>& findings, std::ostream& to) {
  for (const dictionaries::Finding& finding : findings) {
    to << printable(dictionaries::to_string(finding)) << '\n';
  }
}

// Whether a row with these words is there already, and does the same.
bool is_there(const dictionaries::NewRow& row, const dictionaries::Shelf& shelf) {
  Problems ignored;
  for (const dictionaries::TermRow& known :
       dictionaries::read_entries(shelf.layers, ignored).rows) {
    if (known.match == row.surface && dictionaries::name_of(known.mode) == row.mode &&
        known.replace == row.target && known.when == row.when && known.unless == row.unless) {
      return true;
    }
  }
  return false;
}

// Every decision becomes a row, or, where one of them cannot, none does and all that is wrong is
// told. A row that an earlier decision of the file has written is there for the next one, so each
// is written at once and taken back if a later one is refused.
class ReviewAdder {
 public:
  ReviewAdder(const AddArguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}

  Result<int> add(const std::vector<ReviewedRow>& reviewed) {
    for (const ReviewedRow& row : reviewed) {
      if (auto done = add(row); !done) {
        if (auto undone = take_back(); !undone) return tl::unexpected(undone.error());
        return tl::unexpected(done.error());
      }
    }
    if (refused_ > 0) {
      if (auto undone = take_back(); !undone) return tl::unexpected(undone.error());
      console_.err << "add: " << counted(refused_, "decision") << " of "
                   << counted(reviewed.size(), "row")
                   << " cannot become a row; nothing was written\n";
      return static_cast<int>(kFindings);
    }
    std::string text;
    for (const Written& written : written_) text += told(written);
    console_.err << "add: " << counted(written_.size(), "row") << " added";
    if (there_ > 0) console_.err << ", " << grouped(there_) << " there already";
    console_.err << '\n';
    if (auto done = console_.out.write(text); !done) return tl::unexpected(done.error());
    return static_cast<int>(kDone);
  }

 private:
  Result<void> add(const ReviewedRow& reviewed) {
    Problems problems;
    const auto shelf = shelf_for(arguments_, reviewed.row, problems);
    if (!shelf) return tl::unexpected(shelf.error());
    if (!problems.empty()) return tl::unexpected(problems.front());
    if (is_there(reviewed.row, *shelf)) {
      ++there_;
      return {};
    }
    auto added = dictionaries::add_row(reviewed.row, *shelf);
    if (!added) {
      ++refused_;
      console_.err << printable(reviewed.where) << ": '" << printable(reviewed.row.surface)
                   << "' cannot become a row\n";
      tell(added.error(), console_.err);
      return {};
    }
    tell(added->warnings, console_.err);
    keep_old(shelf->table_path);
    keep_old(shelf->cases_path);
    written_.push_back({shelf->table_path, shelf->cases_path, std::move(*added)});
    return write(written_.back());
  }

  void keep_old(const std::string& path) {
    if (old_.contains(path)) return;
    auto bytes = read_file(path);
    old_.emplace(path, bytes ? std::optional(std::move(*bytes)) : std::nullopt);
  }

  Result<void> take_back() const {
    for (const auto& [path, bytes] : old_) {
      std::error_code ignored;
      if (!bytes) {
        fs::remove(path, ignored);
      } else if (auto done = replace_file(path, *bytes); !done) {
        return done;
      }
    }
    return {};
  }

  const AddArguments& arguments_;
  Console& console_;
  std::map<std::string, std::optional<std::string>> old_;
  std::vector<Written> written_;
  std::size_t there_ = 0;
  std::size_t refused_ = 0;
};

Result<int> add_reviewed(const AddArguments& arguments, Console& console) {
  if (!arguments.row.surface.empty()) {
    return fail(ErrorCode::usage, "takes a SURFACE or --from-review FILE, not both", "dict add");
  }
  Problems problems;
  const std::vector<ReviewedRow> reviewed = read_review_file(arguments.review, problems);
  if (!problems.empty()) return report(console.err, problems);
  return ReviewAdder(arguments, console).add(reviewed);
}

Result<int> add(const AddArguments& arguments, Console& console) {
  if (!arguments.review.empty()) return add_reviewed(arguments, console);
  if (arguments.row.surface.empty()) {
    return fail(ErrorCode::usage, "needs a SURFACE, or --from-review FILE", "dict add");
  }
  Problems problems;
  const Result<dictionaries::Shelf> shelf = shelf_for(arguments, arguments.row, problems);
  if (!shelf) return tl::unexpected(shelf.error());
  if (!problems.empty()) return report(console.err, problems);
  auto added = dictionaries::add_row(arguments.row, *shelf);
  if (!added) {
    tell(added.error(), console.err);
    console.err << "add: nothing was written\n";
    return static_cast<int>(kFindings);
  }
  const Written written{shelf->table_path, shelf->cases_path, std::move(*added)};
  if (auto done = write(written); !done) return tl::unexpected(done.error());
  tell(written.addition.warnings, console.err);
  if (auto done = console.out.write(told(written)); !done) return tl::unexpected(done.error());
  return static_cast<int>(kDone);
}

constexpr char kNotes[] =
    "A row without --file goes into ours: wrong English into terms/en-mt-slips.tsv, keep rows "
    "into\n"
    "terms/en-keep.tsv, links into terms/en-links.tsv, Chinese ones likewise. The row is written\n"
    "only if lint and all cases are content with it; without --case plain cases are made.\n";

}  // namespace

CommandSpec dict_add_command() {
  const auto arguments = std::make_shared<AddArguments>();
  dictionaries::NewRow& row = arguments->row;
  return {
      .name = "dict add",
      .summary = "add a row and its case",
      .words =
          {{.names = "SURFACE", .to = &row.surface, .help = "the words that are looked for"},
           {.names = "TARGET", .to = &row.target, .help = "what is written instead, or suggested"},
           {.names = "--mode",
            .to = &row.mode,
            .help = "fix with a TARGET, link with a --concept alone, if not given",
            .value = "MODE",
            .choices = {"fix", "prefer", "flag", "keep", "link"}},
           {.names = "--concept",
            .to = &row.concept_id,
            .help = "the concept that the words name",
            .value = "ID"},
           {.names = "--lang",
            .to = &row.lang,
            .help = "told by the words if not given",
            .value = "TAG"},
           {.names = "--inflect",
            .to = &row.inflect,
            .help = "plural: found and written too",
            .value = "HOW",
            .choices = {"plural", "no"}},
           {.names = "--when",
            .to = &row.when,
            .help = "acts only if one of these is in the sentence",
            .value = "WORDS"},
           {.names = "--unless",
            .to = &row.unless,
            .help = "does not act if one of these is there",
            .value = "WORDS"},
           {.names = "--zh",
            .to = &row.zh,
            .help = "the Chinese term behind a wrong translation",
            .value = "TERM"},
           {.names = "--note", .to = &row.note, .help = "why the row is right", .value = "TEXT"},
           {.names = "--source",
            .to = &row.source,
            .help = "where the words were seen",
            .value = "TEXT"},
           {.names = "--case",
            .to = &row.cases,
            .help = "'text => text', or a text that stays (repeatable)",
            .value = "TEXT"},
           {.names = "--file",
            .to = &arguments->file,
            .help = "the table; a new one is begun",
            .value = "FILE"},
           {.names = "--from-review",
            .to = &arguments->review,
            .help = "rows for all decisions of a review that a report exported",
            .value = "FILE"},
           data_word(arguments->data)},
      .notes = kNotes,
      .examples = {"medloom dict add 'lotium pain' 'low back pain' --file my-terms.tsv",
                   "medloom dict add 'white belt' leukorrhea --when vaginal,vaginitis --unless "
                   "karate \\\n--case 'Vaginitis with white belt. => Vaginitis with leukorrhea.' "
                   "\\\n--case 'A karate white belt.'",
                   "medloom dict add --from-review review.tsv --file my-terms.tsv",
                   "medloom dict add 'blood gas analysis' --mode keep --note 'a test'"},
      .call = calling(arguments, add)};
}

}  // namespace medloom
