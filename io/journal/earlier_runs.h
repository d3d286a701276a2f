// What earlier runs of a journal made of their pages, found by the key of a result.
//
// Lines are taken only if they still have the hash that the index says: an output that was edited,
// cut or not yet on the disk when the power failed gives nothing, and its pages are processed.
//
// Cost: one look-up in an IdTable, one read of the index and one of the output a page; memory for
// the words of each index and some unpacked pieces. Thread-safety: `find` may be called by any
// thread.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "io/bytes/pack.h"
#include "io/file_handle.h"
#include "io/journal/id_table.h"
#include "io/journal/journal_folder.h"
#include "pipeline/engine/runner.h"

namespace medloom {

class EarlierRuns final : public EarlierResults {
 public:
  // `folder` takes what does not fit into memory.
  explicit EarlierRuns(std::string folder) : table_(std::move(folder)) {}

  // Reads the index of a run. Runs added earlier win.
  Result<void> add(const StoredRun& run);
  bool empty() const { return table_.size() == 0; }

  Known find(Id128 key, RunItem& item) const override;

 private:
  struct Run {
    FileHandle index;
    std::vector<FileHandle> parts;
    JournalWords words;
    Packing packing = Packing::none;
  };
  using Piece = std::shared_ptr<const std::string>;
  struct Unpacked {
    std::size_t run;
    std::uint32_t part;
    std::uint64_t offset;
    Piece piece;
  };

  std::optional<std::uint64_t> entry_of(Id128 key) const;
  std::string lines_at(std::size_t run, const StoredAt& at) const;
  Piece unpacked(std::size_t run, const StoredAt& at) const;

  std::vector<Run> runs_;
  mutable std::mutex mutex_;  // of what is below
  mutable IdTable table_;
  mutable std::list<Unpacked> pieces_;  // the one used last in front
};

}  // namespace medloom
