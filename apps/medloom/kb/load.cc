// medloom kb load: records into a knowledge base, as often as one likes.
//
// Loading is idempotent, so a load that was interrupted is simply done again. A prune takes what
// was not loaded for gone; so it needs every line to have been read, and refuses to remove more
// than half of a base unless it is told to.
//
// Tested by tests/apps/kb_test.cc.
#include <algorithm>
#include <limits>

#include "apps/medloom/commands.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/records/record_files.h"
#include "io/stores/loader.h"

namespace medloom {
namespace {

constexpr std::uint64_t kMostShown = 20;   // bad lines
constexpr std::uint64_t kAlwaysFine = 10;  // so many tombstones ask for no --force

struct KbLoadArguments {
  std::vector<std::string> records;
  std::string base;
  bool prune = false;
  bool force = false;
  bool quiet = false;
};

std::uint64_t most_to_prune(const KbLoadArguments& arguments, std::uint64_t records) {
  if (arguments.force) return std::numeric_limits<std::uint64_t>::max();
  return std::max(kAlwaysFine, records / 2);
}

Result<std::uint64_t> prune(const KbLoadArguments& arguments, stores::Store& store,
                            stores::Loader& loader) {
  if (loader.bad_lines() > 0) {
    return fail(ErrorCode::input,
                "nothing was pruned, because " + counted(loader.bad_lines(), "line") +
                    " could not be read: their pages would be taken for gone",
                "--prune");
  }
  const stores::LoadCounts& counts = loader.counts();
  if (counts.added + counts.updated + counts.unchanged == 0) {
    return fail(ErrorCode::usage, "nothing was pruned, because there was no record to keep",
                "--prune");
  }
  const Result<stores::StoreInfo> info = store.info();
  if (!info) return tl::unexpected(info.error());
  Result<std::uint64_t> gone = loader.prune(most_to_prune(arguments, info->records));
  if (!gone && gone.error().code == ErrorCode::usage) {
    gone.error().message +=
        " of " + grouped(info->records) + "; nothing was pruned. If that is meant, add --force";
    gone.error().where = "--prune";
  }
  return gone;
}

std::string summary(const stores::LoadCounts& counts) {
  const std::uint64_t all = counts.added + counts.updated + counts.unchanged;
  if (counts.added + counts.updated == 0) return counted(all, "record") + ", nothing changed";
  return counted(all, "record") + ": " + grouped(counts.added) + " added, " +
         grouped(counts.updated) + " updated, " + grouped(counts.unchanged) + " unchanged";
}

Result<void> load_all(const KbLoadArguments& arguments, stores::Loader& loader) {
  for (const std::string& path : arguments.records) {
    if (loader.stopped()) break;
    Result<void> loaded = loader.load(path);
    if (loaded || loader.stopped()) continue;
    // What was read before the error is loaded all the same: the next load goes on from there.
    if (auto flushed = loader.flush(); !flushed) return flushed;
    return loaded;
  }
  return loader.flush();
}

Result<int> kb_load(const KbLoadArguments& arguments, Console& console) {
  for (const std::string& path : arguments.records) {
    if (auto readable = RecordFiles::check_readable(path); !readable) {
      return tl::unexpected(readable.error());
    }
  }
  auto store = stores::open_store(arguments.base, stores::Access::load);
  if (!store) return tl::unexpected(store.error());
  const StopSignals signals;
  stores::Loader::Options options;
  options.keeps_ids = arguments.prune;
  options.stop = &signals.stop();
  std::uint64_t shown = 0;
  options.bad_line = [&](const Error& error) {
    if (++shown <= kMostShown) report(console.err, error);
    if (shown == kMostShown + 1) console.err << "medloom: more bad lines are counted, not shown\n";
  };
  stores::Loader loader(**store, std::move(options));
  Result<void> loaded = load_all(arguments, loader);
  Result<std::uint64_t> gone = 0;
  if (loaded && arguments.prune && !loader.stopped()) gone = prune(arguments, **store, loader);
  const Result<void> finished = (*store)->finish();
  if (!arguments.quiet || loader.bad_lines() > 0) {
    console.err << printable(stores::shown_base(arguments.base)) << ": "
                << summary(loader.counts());
    if (gone && *gone > 0) console.err << ", " << grouped(*gone) << " pruned";
    if (loader.bad_lines() > 0) console.err << "; " << counted(loader.bad_lines(), "bad line");
    if (loader.stopped()) console.err << "; stopped, load again to go on";
    console.err << '\n';
  }
  if (!loaded) return tl::unexpected(loaded.error());
  if (!gone) return tl::unexpected(gone.error());
  if (!finished) return tl::unexpected(finished.error());
  if (signals.received() != 0) return 128 + signals.received();
  return static_cast<int>(loader.bad_lines() > 0 ? kFindings : kDone);
}

}  // namespace

CommandSpec kb_load_command() {
  const auto arguments = std::make_shared<KbLoadArguments>();
  CommandSpec spec{"kb load", "load records into a knowledge base", {}};
  spec.words = {
      {.names = "RECORDS",
       .to = &arguments->records,
       .help = "files that 'medloom run' wrote, packed or not; - for standard input",
       .required = true},
      {.names = "--to",
       .to = &arguments->base,
       .help = "a SQLite file, made if it is not there; or PostgreSQL: postgresql://…, service=…",
       .value = "BASE",
       .required = true},
      {.names = "--prune",
       .to = &arguments->prune,
       .help = "pages that RECORDS no longer have leave the base, and a tombstone stays"},
      {.names = "--force", .to = &arguments->force, .help = "prune more than half of the base"},
      {.names = "-q,--quiet", .to = &arguments->quiet, .help = "no summary"},
  };
  spec.notes =
      "Loading twice changes nothing; a record whose contentHash differs takes the place of the\n"
      "one before. With --prune, RECORDS have to be all that the base shall hold.\n";
  spec.tells_exit_codes = true;
  spec.examples = {"medloom kb load records.jsonl --to health.kb",
                   "medloom kb load records.jsonl --to 'postgresql:///health' --prune"};
  spec.call = calling(arguments, kb_load);
  return spec;
}

}  // namespace medloom
