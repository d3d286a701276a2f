// Where a run writes: to a file with a journal, or straight to standard output or a device.
//
// Thread-safety: belongs to one thread, but for `earlier`.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "apps/medloom/console.h"
#include "apps/medloom/run/arguments.h"
#include "io/journal/run_journal.h"

namespace medloom {

class RunOutputs {
 public:
  RunOutputs(const RunArguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}

  // `layout` says how results are packed and cut; `head` what they depend on.
  Result<void> open(const OutputLayout& layout, const JournalHead& head);

  const EarlierResults* earlier() const { return journal_ ? journal_->earlier() : nullptr; }
  bool has_journal() const { return journal_ != nullptr; }
  // Where scratch files may be.
  std::string scratch_folder() const;

  Result<void> add(JournalEntry&& entry, std::string_view lines, const Page* rejected = nullptr);
  bool wants_traces() const { return traces_ != nullptr; }
  Result<void> add_trace(std::string line);

  // All inputs were seen.
  Result<void> finish();
  // The run ends early. Without a journal what was written stands.
  Result<void> stop();

  Result<void> write_manifest(const std::string& json) const;
  Result<void> write_stats(const std::string& json) const;
  // What was put into place; and whether it was there already.
  const std::vector<std::string>& written() const { return finished_.outputs; }
  bool unchanged() const { return finished_.unchanged; }

 private:
  Result<void> open_directly(const OutputLayout& layout);
  Result<void> close_directly();

  const RunArguments& arguments_;
  Console& console_;
  std::unique_ptr<RunJournal> journal_;
  std::unique_ptr<Writer> results_;  // without a journal
  std::unique_ptr<Writer> rejects_;  // without a journal
  std::unique_ptr<Writer> traces_;
  RunJournal::Finished finished_;
};

// A report that a run replaces without being told to: one of its own kind, by how it begins, or
// none. Errors: output.
Result<std::unique_ptr<Writer>> open_report(const std::string& path, std::string_view beginning,
                                            bool force);

}  // namespace medloom
