// medloom dict stats: what dictionaries hold, and what their rows do on a corpus.
//
// Tested by tests/apps/dict_tools_test.cc.
#include <algorithm>
#include <cstdio>

#include "apps/medloom/commands.h"
#include "apps/medloom/dict/corpus.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/inventory.h"
#include "dictionaries/tools/usage.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

using dictionaries::RowUsage;
using dictionaries::UsageReport;

struct StatsArguments {
  std::vector<std::string> paths;
  std::vector<std::string> corpus;
  PipelineArguments pipeline;
  double over = 0.2;
  std::uint64_t top = 40;
  bool json = false;
};

std::string decimal(double number, const char* form) {
  char text[32];
  std::snprintf(text, sizeof text, form, number);
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

std::string table_line(const UsageReport& report, const RowUsage& usage) {
  return padded(excerpt(usage.row->match, 34), 34) + " " +
         padded(dictionaries::name_of(usage.row->mode), 6) + right(grouped(usage.hits), 9) +
         right(grouped(usage.pages), 8) +
         right(decimal(100 * report.share_of_pages(usage), "%.1f"), 7) +
         right(decimal(report.per_megabyte(usage), "%.1f"), 9) +
         right(grouped(usage.held_back), 9) + right(grouped(usage.lost), 7) + "  " +
         printable(usage.row->from.name()) + "\n";
}

std::string head() {
  return padded("row", 34) + " " + padded("mode", 6) + right("hits", 9) + right("pages", 8) +
         right("%", 7) + right("per MB", 9) + right("held", 9) + right("lost", 7) + "  where\n";
}

std::string as_text(const UsageReport& report, const StatsArguments& arguments) {
  std::string out = head();
  std::uint64_t shown = 0;
  for (const RowUsage& usage : report.rows) {
    if (usage.hits == 0 || shown++ >= arguments.top) break;
    out += table_line(report, usage);
  }
  std::string over;
  std::size_t idle = 0;
  for (const RowUsage& usage : report.rows) {
    if (report.over_hit(usage, arguments.over)) over += table_line(report, usage);
    if (usage.hits == 0) ++idle;
  }
  if (!over.empty()) {
    out += "\nover-hit: on more than " + decimal(100 * arguments.over, "%.0f") +
           " % of the pages; does the row need a guard?\n" + over;
  }
  return out + "\nnever hit: " + counted(idle, "row") + " of " + grouped(report.rows.size()) +
         " (--json names them)\n";
}

std::string as_json(const UsageReport& report, double over) {
  JsonWriter out;
  out.begin_object();
  out.key("pages").value(static_cast<std::int64_t>(report.pages));
  out.key("bytes").value(static_cast<std::int64_t>(report.bytes));
  out.key("rows").begin_array();
  for (const RowUsage& usage : report.rows) {
    out.begin_object();
    out.key("row").value(usage.row->from.name());
    out.key("match").value(usage.row->match);
    out.key("mode").value(dictionaries::name_of(usage.row->mode));
    out.key("hits").value(static_cast<std::int64_t>(usage.hits));
    out.key("pages").value(static_cast<std::int64_t>(usage.pages));
    out.key("heldBack").value(static_cast<std::int64_t>(usage.held_back));
    out.key("lost").value(static_cast<std::int64_t>(usage.lost));
    out.key("overHit").value(report.over_hit(usage, over));
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take() + "\n";
}

Result<int> written(Result<void> done) {
  if (!done) return tl::unexpected(done.error());
  return static_cast<int>(kDone);
}

Result<int> stats(const StatsArguments& arguments, Console& console) {
  Problems problems;
  const Result<DictPlan> plan =
      plan_dictionaries(arguments.paths, arguments.pipeline.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const std::optional<dictionaries::Library> library = load_dictionaries(*plan, problems);
  if (!library) return report(console.err, problems);
  if (arguments.corpus.empty()) {
    return written(console.out.write(to_markdown(dictionaries::count_entries(*library))));
  }
  dictionaries::UsageCounter counter(*library);
  const CorpusTally tally =
      read_corpus(arguments.corpus, arguments.pipeline, problems,
                  [&](const dictionaries::CorpusPage& page) { counter.add(page); });
  if (!problems.empty()) return report(console.err, problems);
  console.err << "stats: " << to_string(tally) << '\n';
  const UsageReport report = counter.report();
  return written(console.out.write(arguments.json ? as_json(report, arguments.over)
                                                  : as_text(report, arguments)));
}

}  // namespace

CommandSpec dict_stats_command() {
  const auto arguments = std::make_shared<StatsArguments>();
  return {
      .name = "dict stats",
      .summary = "count rows, and what they do on a corpus",
      .words = {dictionary_paths_word(arguments->paths),
                corpus_word(arguments->corpus),
                {.names = "--over",
                 .to = &arguments->over,
                 .help = "share of the pages from which a row is over-hit; default is 0.2",
                 .value = "SHARE",
                 .range = {{0.0, 1.0}}},
                {.names = "--top",
                 .to = &arguments->top,
                 .help = "how many rows are listed; default is 40",
                 .value = "N"},
                {.names = "--json", .to = &arguments->json, .help = "all rows, as JSON"},
                data_word(arguments->pipeline.data)},
      .notes = "Without a corpus the rows and concepts are counted by mode, type and language.\n",
      .examples = {"medloom dict stats", "medloom dict stats my-terms.tsv --corpus pages/"},
      .call = calling(arguments, stats)};
}

}  // namespace medloom
