// medloom dict add: one more row and its cases.
//
// What lint or a case says against the row is said before anything is written. The table is
// replaced first, then its cases; each appears under its name when it is complete.
//
// Tested by tests/apps/dict_tools_test.cc.
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/dictionary_files.h"
#include "dictionaries/tools/addition.h"
#include "io/open.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

struct AddArguments {
  dictionaries::NewRow row;
  std::string file;
  std::string data;
};

std::string cases_beside(const fs::path& table) {
  return fs::path(table).replace_extension(".cases.tsv").string();
}

// All that is there, and which table the row goes into.
Result<dictionaries::Shelf> shelf_for(const AddArguments& arguments, Problems& problems) {
  Result<DictPlan> plan = plan_dictionaries({}, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  const fs::path usual =
      plan->ours / "terms" /
      dictionaries::usual_table(inferred_mode(arguments.row), inferred_lang(arguments.row));
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

Result<int> add(const AddArguments& arguments, Console& console) {
  Problems problems;
  const Result<dictionaries::Shelf> shelf = shelf_for(arguments, problems);
  if (!shelf) return tl::unexpected(shelf.error());
  if (!problems.empty()) return report(console.err, problems);
  const auto added = dictionaries::add_row(arguments.row, *shelf);
  if (!added) {
    for (const dictionaries::Finding& finding : added.error()) {
      console.err << printable(dictionaries::to_string(finding)) << '\n';
    }
    console.err << "add: nothing was written\n";
    return static_cast<int>(kFindings);
  }
  if (auto written = replace_file(shelf->table_path, added->table); !written) {
    return tl::unexpected(written.error());
  }
  if (auto written = replace_file(shelf->cases_path, added->cases); !written) {
    return tl::unexpected(written.error());
  }
  std::string told = printable(added->where) + "\n  " + with_bars(added->row_line) + "\n" +
                     printable(shelf->cases_path) + "\n";
  for (const std::string& line : added->case_lines) told += "  " + with_bars(line) + "\n";
  for (const dictionaries::Finding& finding : added->warnings) {
    console.err << printable(dictionaries::to_string(finding)) << '\n';
  }
  if (auto written = console.out.write(told); !written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

constexpr char kNotes[] =
    "A row without --file goes into ours: wrong English into terms/en-mt-slips.tsv, keep rows "
    "into\n"
    "terms/en-keep.tsv, links into terms/en-links.tsv, Chinese ones likewise. The row is written\n"
    "only if lint and all cases are content with it; without --case plain cases are made.\n"
    "\n"
    "Examples:\n"
    "  medloom dict add 'lotium pain' 'low back pain' --file my-terms.tsv\n"
    "  medloom dict add 'white belt' leukorrhea --when vaginal,vaginitis --unless karate \\\n"
    "      --case 'Vaginitis with white belt. => Vaginitis with leukorrhea.' \\\n"
    "      --case 'A karate white belt.'\n"
    "  medloom dict add 'blood gas analysis' --mode keep --note 'a test'\n";

}  // namespace

CommandSpec dict_add_command() {
  const auto arguments = std::make_shared<AddArguments>();
  dictionaries::NewRow& row = arguments->row;
  return {
      .name = "dict add",
      .summary = "add a row and its case",
      .words =
          {{.names = "SURFACE",
            .to = &row.surface,
            .help = "the words that are looked for",
            .required = true},
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
           data_word(arguments->data)},
      .notes = kNotes,
      .call = calling(arguments, add)};
}

}  // namespace medloom
