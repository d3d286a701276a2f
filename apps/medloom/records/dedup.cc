// medloom dedup: a second pass over records that marks duplicates, or leaves them out.
//
// Temporary files lie where the result does, on a disk that has room for it; they have no names.
//
// Tested by tests/apps/dedup_test.cc.
#include "io/dedup/dedup.h"

#include <cmath>
#include <filesystem>

#include "apps/medloom/alike_words.h"
#include "apps/medloom/commands.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "io/paths.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;

struct DedupArguments {
  std::vector<std::string> files;
  std::string output = "-";
  std::string mode = "mark";
  double threshold = 0.8;
  unsigned memory = 256;  // MiB
  std::string data;
  bool force = false;
  bool quiet = false;
};

void talk(const DedupCounts& counts, std::ostream& err) {
  const auto line = [&err](std::string_view what, std::uint64_t number, std::string_view note) {
    err << "  " << padded(what, 16) << grouped(number) << note << '\n';
  };
  err << counted(counts.records, "record") << " read\n";
  if (counts.not_records > 0) line("not records", counts.not_records, ", handed on as they are");
  line("clusters", counts.clusters, " of pages");
  line("exact", counts.exact, "");
  line("copies", counts.copies, "");
  line("near", counts.near, ", which stay");
  line("dropped", counts.dropped, "");
  line("same questions", counts.same_questions, "");
  line("answers differ", counts.conflicts, " of them");
}

// The system's folder for them when the result has none.
std::string folder_of_temporary_files(const std::string& output) {
  std::error_code ignored;
  if (output != "-" && (fs::is_regular_file(output, ignored) || !fs::exists(output, ignored))) {
    const std::string folder = fs::path(output).parent_path().string();
    return folder.empty() ? "." : folder;
  }
  return fs::temp_directory_path(ignored).string();
}

Result<void> check_files(const DedupArguments& arguments) {
  std::error_code ignored;
  for (const std::string& file : arguments.files) {
    if (file == "-" || fs::is_fifo(file, ignored)) {
      return fail(ErrorCode::usage, "records are read twice, which a pipe cannot be",
                  path_as_utf8(file));
    }
    if (file_id(file) && file_id(file) == file_id(arguments.output)) {
      return fail(ErrorCode::usage, "is the output and an input", path_as_utf8(file));
    }
  }
  return {};
}

Result<int> dedup_command_line(const DedupArguments& arguments, Console& console) {
  if (auto fine = check_files(arguments); !fine) return tl::unexpected(fine.error());
  const auto words = load_alike_words(arguments.data);
  if (!words) return tl::unexpected(words.error());
  std::unique_ptr<Writer> file;
  if (arguments.output != "-") {
    auto opened = open_writer({arguments.output, arguments.force});
    if (!opened) return tl::unexpected(opened.error());
    file = std::move(*opened);
  }
  Writer& out = file != nullptr ? *file : console.out;
  DedupOptions options;
  options.drop = arguments.mode == "drop";
  options.threshold = static_cast<unsigned>(std::lround(arguments.threshold * 1000));
  options.memory = std::size_t{arguments.memory} << 20;
  options.folder = folder_of_temporary_files(arguments.output);
  options.wording =
      std::make_shared<const dedup::Wording>(words->negations, words->sides, words->courtesies);
  const auto counts = dedup_records(
      arguments.files, options, out,
      [&console](const Error& bad_line) { console.err << printable(to_string(bad_line)) << '\n'; });
  if (!counts) return tl::unexpected(counts.error());
  if (auto closed = out.close(); !closed) return tl::unexpected(closed.error());
  if (!arguments.quiet) talk(*counts, console.err);
  return static_cast<int>(counts->not_records > 0 ? kFindings : kDone);
}

}  // namespace

CommandSpec dedup_command() {
  const auto arguments = std::make_shared<DedupArguments>();
  CommandSpec spec{"dedup", "mark or drop duplicates among records", {}};
  spec.words = {
      {.names = "RECORDS",
       .to = &arguments->files,
       .help = "record files, packed or not; read twice",
       .required = true},
      {.names = "-o,--output",
       .to = &arguments->output,
       .help = "where the records go; - is standard output",
       .value = "FILE"},
      {.names = "--force", .to = &arguments->force, .help = "replace an existing output"},
      {.names = "--mode",
       .to = &arguments->mode,
       .help = "mark: all records stay. drop: exact ones and copies are left out",
       .value = "MODE",
       .choices = {"mark", "drop"}},
      {.names = "--threshold",
       .to = &arguments->threshold,
       .help = "how much of their text near pages share, from 0.5 to 1",
       .value = "SHARE",
       .range = {{0.5, 1}}},
      {.names = "--memory",
       .to = &arguments->memory,
       .help = "MiB to work in; more records use the disk",
       .value = "MIB",
       .range = {{1, 1 << 20}}},
      data_word(arguments->data),
      {.names = "-q,--quiet", .to = &arguments->quiet, .help = "no summary"},
  };
  spec.notes =
      "A copy asks the same and says nothing that the first of its cluster does not. What differs "
      "in\n"
      "a number, a negation, a side or a word is never a copy, and neither is the same question "
      "with\n"
      "another answer: both stay and are marked.\n";
  spec.examples = {"medloom dedup records.jsonl -o marked.jsonl",
                   "medloom dedup monday.jsonl tuesday.jsonl --mode drop -o all.jsonl"};
  spec.call = calling(arguments, dedup_command_line);
  return spec;
}

}  // namespace medloom
