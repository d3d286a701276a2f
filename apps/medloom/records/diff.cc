// medloom diff: what changed between two runs.
//
// Tested by tests/apps/diff_test.cc.
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/records/diff_report.h"
#include "apps/medloom/shared_words.h"
#include "io/diff/record_diff.h"

namespace medloom {
namespace {

struct DiffArguments {
  std::string before;
  std::string after;
  bool json = false;
  unsigned samples = 3;
  unsigned memory = 256;  // MiB
  std::string temporary;
  std::string color = "auto";
};

Result<int> diff(const DiffArguments& arguments, Console& console) {
  if (arguments.before == "-" && arguments.after == "-") {
    return fail(ErrorCode::usage, "standard input can be read once", "-");
  }
  DiffOptions options;
  options.memory = std::size_t{arguments.memory} << 20;
  options.folder = arguments.temporary;
  std::error_code ignored;
  if (options.folder.empty()) options.folder = std::filesystem::temp_directory_path(ignored);
  DiffReport report(arguments.samples, palette(wants_colours(arguments.color)));
  const auto counts = diff_records(arguments.before, arguments.after, options,
                                   [&](const PageDiff& page) -> Result<void> {
                                     if (arguments.json) {
                                       return console.out.write(diff_line(page) + "\n");
                                     }
                                     report.add(page);
                                     return {};
                                   });
  if (!counts) return tl::unexpected(counts.error());
  auto written =
      console.out.write(arguments.json ? diff_line(*counts) + "\n" : report.text(*counts));
  if (!written) return tl::unexpected(written.error());
  const bool differ = counts->changed + counts->added + counts->removed > 0;
  return static_cast<int>(differ ? kFindings : kDone);
}

}  // namespace

CommandSpec diff_command() {
  const auto arguments = std::make_shared<DiffArguments>();
  CommandSpec spec{"diff", "tell what changed between two runs", {}};
  spec.words = {
      {.names = "BEFORE",
       .to = &arguments->before,
       .help = "record JSON lines of the earlier run, packed or not",
       .required = true},
      {.names = "AFTER",
       .to = &arguments->after,
       .help = "those of the later run",
       .required = true},
      {.names = "--json",
       .to = &arguments->json,
       .help = "a line of JSON for each page that differs, and a summary"},
      {.names = "--samples",
       .to = &arguments->samples,
       .help = "how many samples of each field and rule",
       .value = "N",
       .range = {{0, 1000}}},
      {.names = "--memory",
       .to = &arguments->memory,
       .help = "MiB to work in; more records use the disk",
       .value = "MIB",
       .range = {{1, 1 << 20}}},
      {.names = "--temp",
       .to = &arguments->temporary,
       .help = "where the disk is used; the system's folder if not given",
       .value = "FOLDER"},
      color_word(arguments->color),
  };
  spec.notes =
      "Pages are told by their ids, whatever their order. What says only which run made a record\n"
      "is no difference. The exit code is 0 when nothing differs, 1 when something does.\n";
  spec.examples = {"medloom diff before.jsonl after.jsonl",
                   "medloom diff before.jsonl after.jsonl --json --samples 10"};
  spec.call = calling(arguments, diff);
  return spec;
}

}  // namespace medloom
