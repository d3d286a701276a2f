// medloom dict diff: what other dictionaries would change on a corpus, before anybody merges them.
//
// Tested by tests/apps/dict_tools_test.cc.
#include <filesystem>

#include "apps/medloom/alike_words.h"
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/corpus.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/comparison.h"
#include "io/open.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

using dictionaries::ComparisonReport;
using dictionaries::Difference;
using dictionaries::RowChange;

struct DiffArguments {
  std::string before;
  std::string after;
  std::vector<std::string> corpus;
  PipelineArguments pipeline;
  std::string html;
  bool json = false;
  bool force = false;
};

// "ours", a folder that is a whole set of its own, or a file on top of ours.
std::optional<dictionaries::Library> load_side(const std::string& side, const std::string& data,
                                               Problems& problems) {
  const Result<DictPlan> plan = plan_dictionaries(
      side == "ours" ? std::vector<std::string>{} : std::vector{side}, data, problems);
  if (!plan) problems.push_back(plan.error());
  if (!problems.empty()) return std::nullopt;
  DictPlan chosen = *plan;
  std::error_code error;
  if (side != "ours" && fs::is_directory(side, error)) {
    chosen.below.clear();
    chosen.paths = {side};
  }
  return load_dictionaries(chosen, problems);
}

std::string place_line(const Difference& place) {
  return "    " + excerpt_end(place.left, 30) + "[" + excerpt(place.was, 40) + " → " +
         excerpt(place.now, 40) + "]" + excerpt(place.right, 30) + "  " + printable(place.page) +
         "\n";
}

std::string row_text(const RowChange& row) {
  std::string out = (row.gained ? "+ " : "- ") + printable(row.surface) + "  " + row.mode + "  " +
                    printable(row.row) + "\n    " + counted(row.places, "place") + " on " +
                    counted(row.pages, "page");
  std::string why;
  for (const std::string& reason : row.reasons()) why += (why.empty() ? "; " : ", ") + reason;
  out += why + "\n";
  for (const Difference& place : row.examples) out += place_line(place);
  return out;
}

std::string as_text(const ComparisonReport& report) {
  std::string out;
  for (const RowChange& row : report.rows) out += row_text(row);
  return out + counted(report.pages, "page") + ": " + grouped(report.changed_texts) +
         " would read differently, on " + grouped(report.changed_marks) +
         " more only flags, protections or links differ\n";
}

Result<void> write_html(const DiffArguments& arguments, const ComparisonReport& report) {
  if (arguments.html.empty()) return {};
  Result<std::unique_ptr<Writer>> writer = open_writer({arguments.html, arguments.force});
  if (!writer) return tl::unexpected(writer.error());
  if (auto done = (*writer)->write(to_html(report)); !done) return done;
  return (*writer)->close();
}

Result<int> diff(const DiffArguments& arguments, Console& console) {
  Problems problems;
  const auto before = load_side(arguments.before, arguments.pipeline.data, problems);
  if (!before) return report(console.err, problems);
  const auto after = load_side(arguments.after, arguments.pipeline.data, problems);
  if (!after) return report(console.err, problems);
  const auto words = load_alike_words(arguments.pipeline.data);
  if (!words) return tl::unexpected(words.error());
  dictionaries::Comparison comparison(*before, *after,
                                      {words->negations.begin(), words->negations.end()});
  const CorpusTally tally =
      read_corpus(arguments.corpus, arguments.pipeline, problems,
                  [&](const dictionaries::CorpusPage& page) { comparison.add(page); });
  if (!problems.empty()) return report(console.err, problems);
  console.err << "diff: " << to_string(tally) << '\n';
  const ComparisonReport found = comparison.report();
  if (auto done = write_html(arguments, found); !done) return tl::unexpected(done.error());
  const std::string out = arguments.json ? to_json(found) + "\n" : as_text(found);
  if (auto done = console.out.write(out); !done) return tl::unexpected(done.error());
  return static_cast<int>(found.rows.empty() ? kDone : kFindings);
}

}  // namespace

CommandSpec dict_diff_command() {
  const auto arguments = std::make_shared<DiffArguments>();
  return {.name = "dict diff",
          .summary = "show what other dictionaries would change on a corpus",
          .words = {{.names = "OLD",
                     .to = &arguments->before,
                     .help = "a folder of dictionaries, a file on top of ours, or 'ours'",
                     .required = true},
                    {.names = "NEW", .to = &arguments->after, .help = "the same", .required = true},
                    corpus_word(arguments->corpus, true),
                    {.names = "--html",
                     .to = &arguments->html,
                     .help = "write a page to read, too",
                     .value = "FILE"},
                    {.names = "--force",
                     .to = &arguments->force,
                     .help = "replace that page if it exists"},
                    {.names = "--json", .to = &arguments->json, .help = "as JSON"},
                    data_word(arguments->pipeline.data)},
          .notes = "The riskiest rows come first. Exit code 1: something would change.\n",
          .examples = {"medloom dict diff ours my-terms.tsv --corpus pages/ --html diff.html"},
          .call = calling(arguments, diff)};
}

}  // namespace medloom
