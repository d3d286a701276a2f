// A run that loses nothing: its output is written beside its journal, and can be continued by
// whoever runs the same command again.
//
// Each run writes everything anew, into a folder of its own; what an earlier one made of a page
// is found by the key of its result and copied. So an interrupted run, a repeated one and one over
// changed inputs are the same case, and the output is what a run without any journal gives: it
// depends on none. Every second or so what was written is synced, and then its index: what the
// index says is there.
//
// Thread-safety: belongs to one thread, but for `earlier`.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/journal/earlier_runs.h"
#include "io/journal/index_file.h"
#include "io/journal/journal_folder.h"
#include "io/journal/output_parts.h"
#include "io/writers/descriptor_writer.h"
#include "pipeline/model/page.h"

namespace medloom {

struct JournalOptions {
  std::string output;        // the path of a file, there or not
  std::string rejects = {};  // a path for a copy of the rejects, or empty
  bool force = false;        // whatever stands there is replaced, and nothing of it used
  bool reuse = true;         // results of earlier runs are used
  std::string version = {};
  std::string asked = {};        // see JournalHead
  std::string fingerprint = {};  // see JournalHead
  OutputLayout layout = {};
};

class RunJournal {
 public:
  // Looks at what earlier runs left, finishes what only had to be put into place, and begins a run.
  // Errors: output, where a file stands in the way that this command has not written.
  static Result<std::unique_ptr<RunJournal>> open(JournalOptions options);

  // What is known of pages; null where nothing is.
  const EarlierResults* earlier() const { return earlier_.empty() ? nullptr : &earlier_; }
  // Where this journal is.
  const std::string& path() const { return folder_.path(); }

  // What became of the next input, with the lines of a record, or the page of a reject where its
  // text is to be shown.
  Result<void> add(JournalEntry&& entry, std::string_view lines, const Page* rejected = nullptr);

  // The run is complete: puts its files into place.
  struct Finished {
    std::vector<std::string> outputs;
    bool unchanged = false;  // they were there already, byte for byte
  };
  Result<Finished> finish();
  // The run ends before its inputs do: keeps what was done for the next one.
  Result<void> stop();

  // For people and scripts: what the last run did. Replaces the one of an earlier run.
  Result<void> write_manifest(std::string_view json) const;
  // The same for what the stages of a run took.
  Result<void> write_stats(std::string_view json) const;

 private:
  RunJournal(JournalOptions options, JournalFolder folder);

  Result<void> look_at_earlier_runs();
  Result<void> check_outputs() const;
  Result<void> begin();
  Result<void> sync();
  Result<void> put_rejects(const JournalEnd& end) const;
  static Result<void> copy_rejects(const std::string& run_folder, const JournalEnd::File& file);
  Result<void> write_beside(const char* name, std::string_view json) const;
  void remove_stale_outputs(const JournalEnd& end) const;
  void remove_earlier(const JournalEnd& end) const;
  const StoredRun* complete_run() const;

  JournalOptions options_;
  JournalFolder folder_;
  std::vector<StoredRun> stored_;        // at most a complete run and an interrupted one
  std::vector<JournalEnd::File> known_;  // what complete runs have written
  std::vector<JournalEnd::File> known_others_;
  EarlierRuns earlier_;
  JournalHead head_;
  std::string run_folder_;
  std::optional<IndexWriter> index_;
  std::optional<OutputParts> parts_;
  std::optional<DescriptorWriter> rejects_;
  std::uint64_t rejects_size_ = 0;
  std::chrono::steady_clock::time_point synced_ = {};
};

// A line of a rejects file: where, in which stage and why; and the beginning of the page where one
// is given.
std::string reject_line(const JournalEntry& entry, const Page* rejected = nullptr);

}  // namespace medloom
