// Entries and lines come in the same order, so both files are read once, side by side.
//
// Tested by tests/io/report_test.cc.
#include "io/report/run_pages.h"

#include <filesystem>

#include "io/paths.h"

namespace medloom::reports {
namespace {

namespace fs = std::filesystem;

// The journal has the paths as the run was given them; whoever runs elsewhere finds the same files
// beside the output.
std::string beside(const std::string& output, const std::string& path) {
  std::error_code error;
  if (fs::equivalent(output, path, error)) return output;
  const fs::path here = fs::path(output).parent_path() / fs::path(path).filename();
  return fs::exists(here, error) ? here.string() : path;
}

Result<RecordLine> next_record(RecordFiles& files, const JournalEntry& entry) {
  auto line = files.next();
  if (!line) return tl::unexpected(line.error());
  if (!*line) {
    return fail(ErrorCode::input, "has fewer records than its journal says; run it again",
                entry.place);
  }
  return std::move(**line);
}

}  // namespace

Result<RunPages> find_run(const std::string& output) {
  RunPages pages;
  auto run = last_complete_run(output);
  if (!run) return tl::unexpected(run.error());
  if (*run) {
    pages.journal = journal_path(output);
    for (const JournalEnd::File& file : (*run)->index.end->outputs) {
      pages.outputs.push_back(beside(output, file.path));
    }
    pages.run = std::move(**run);
  } else {
    pages.outputs.push_back(output);
  }
  for (const std::string& path : pages.outputs) {
    if (auto readable = RecordFiles::check_readable(path); !readable) {
      return tl::unexpected(readable.error());
    }
  }
  return pages;
}

Result<void> visit_run(const RunPages& pages,
                       const std::function<Result<void>(const RunPage&)>& visit) {
  RecordFiles files(pages.outputs);
  if (pages.run) {
    const auto read = read_index(index_path(pages.run->folder),
                                 [&](std::uint64_t, JournalEntry&& entry) -> Result<void> {
                                   RunPage page{&entry, std::nullopt};
                                   if (entry.outcome == InputOutcome::record) {
                                     auto line = next_record(files, entry);
                                     if (!line) return tl::unexpected(line.error());
                                     page.record = std::move(*line);
                                   }
                                   return visit(page);
                                 });
    if (!read) return tl::unexpected(read.error());
  }
  while (true) {
    auto line = files.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    if (pages.run) {
      return fail(ErrorCode::input, "has more records than its journal says; run it again",
                  (*line)->place);
    }
    if (auto visited = visit({nullptr, std::move(**line)}); !visited) return visited;
  }
}

}  // namespace medloom::reports
