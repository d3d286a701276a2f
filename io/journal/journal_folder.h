// The folder of a journal, OUT.medloom beside the output OUT.
//
//   lock            held by the run that works here
//   manifest.json   what the last run did, for people and scripts
//   stats.json      what its stages took
//   run-000001/     one run: index, rejects.jsonl, and part-00001 … until they are put into place
//
// A run whose index has no end was interrupted. One that has an end and still has parts was
// interrupted while it put them into place: whoever comes next does the rest. Everything else that
// is found here is what a killed run left, and goes.
//
// Thread-safety: belongs to one thread; the lock keeps other programs out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/file_handle.h"
#include "io/journal/index_file.h"

namespace medloom {

struct StoredRun {
  std::string folder;
  std::uint32_t number = 0;
  IndexContent index;

  bool complete() const { return index.end.has_value(); }
};

// The journal's folder for an output, and the names in a run's folder.
std::string journal_path(const std::string& output);
std::string index_path(const std::string& run_folder);
std::string rejects_path(const std::string& run_folder);

class JournalFolder {
 public:
  // Makes the folder if need be and locks it. Errors: output.
  static Result<JournalFolder> open(const std::string& output);

  const std::string& path() const { return path_; }
  // The runs that are stored here, the oldest first.
  Result<std::vector<StoredRun>> runs() const;
  // A folder for a new run, behind all others.
  Result<std::string> begin_run() const;
  void remove(const std::string& run_folder) const;
  // Removes the folder and all in it but what is not ours.
  void remove_if_empty() const;

 private:
  explicit JournalFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
  FileHandle lock_;
};

// The last run of an output that came to its end, if there is one: read as it lies there, without
// the lock, for whoever only looks. Errors: those of the system.
Result<std::optional<StoredRun>> last_complete_run(const std::string& output);

// The parts of a complete run that have no place yet get it. A file in the way is replaced if
// `force` or if `known` lists it with its size: then it is an output of an earlier run.
Result<void> publish(const StoredRun& run, const std::vector<JournalEnd::File>& known, bool force);
// Whether the file may be replaced, as above, or there is none. Errors: output, with the reason.
Result<void> check_replaceable(const std::string& path, const std::vector<JournalEnd::File>& known,
                               bool force);

}  // namespace medloom
