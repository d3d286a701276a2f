// medloom report: the run behind an output as one HTML file for people.
//
// Tested by tests/apps/report_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/report/make_report.h"
#include "apps/medloom/run/limits.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/writers/put_in_place.h"

namespace medloom {
namespace {

struct ReportArguments {
  std::string output;
  std::string report;
  std::string limit;  // "20MB"; empty: as usual
  std::string data;
  bool force = false;
};

Result<int> write_report(const ReportArguments& arguments, Console& console) {
  ReportRequest request;
  request.output = arguments.output;
  request.data = arguments.data;
  request.scratch = folder_of(arguments.output);
  if (!arguments.limit.empty()) {
    const Result<std::uint64_t> limit = read_size(arguments.limit, "--limit");
    if (!limit) return tl::unexpected(limit.error());
    request.limit = *limit;
  }
  const std::string path = arguments.report.empty() ? arguments.output + ".html" : arguments.report;
  const auto file = open_report_file(path, arguments.force);
  if (!file) return tl::unexpected(file.error());
  const Result<ReportMade> made = make_report(request, **file);
  if (!made) return tl::unexpected(made.error());
  if (auto closed = (*file)->close(); !closed) return tl::unexpected(closed.error());
  console.err << printable(path) << ": " << counted(made->pages, "page") << ", "
              << counted(made->flags, "flag") << " for a person to look at\n";
  return static_cast<int>(kDone);
}

constexpr char kNotes[] =
    "OUT is what `medloom run -o OUT` wrote, with its journal OUT.medloom beside it. The report "
    "is\n"
    "one HTML file: open it in a browser, without any network.\n";

}  // namespace

CommandSpec report_command() {
  const auto arguments = std::make_shared<ReportArguments>();
  CommandSpec spec{"report", "show a run to people, as one HTML file", {}};
  spec.words = {
      {.names = "OUT",
       .to = &arguments->output,
       .help = "the output of a run: records",
       .required = true},
      {.names = "-o,--output",
       .to = &arguments->report,
       .help = "the report; OUT.html if not given",
       .value = "FILE"},
      {.names = "--limit",
       .to = &arguments->limit,
       .help = "the largest it may get, 60MB; texts of pages without flags go first",
       .value = "SIZE"},
      {.names = "--force", .to = &arguments->force, .help = "replace a file that is no report"},
      data_word(arguments->data)};
  spec.notes = kNotes;
  spec.examples = {"medloom report records.jsonl --limit 20MB",
                   "medloom report records.jsonl -o run.html"};
  spec.call = calling(arguments, write_report);
  return spec;
}

}  // namespace medloom
