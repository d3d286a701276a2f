// Pages mostly come in the order in which they came before, so a few unpacked pieces are enough to
// unpack each about once. Files are opened when the run begins: an output that is replaced
// meanwhile can still be read.
//
// Tested by tests/io/journal_test.cc.
#include "io/journal/earlier_runs.h"

#include <fcntl.h>

#include <utility>

#include "io/journal/output_parts.h"

namespace medloom {
namespace {

constexpr std::size_t kKeptPieces = 8;
constexpr unsigned kRunShift = 56;  // a number of the table: the run, and where its index says more
constexpr std::uint64_t kLargestPiece = std::uint64_t{1} << 32;

FileHandle open_to_read(const std::string& path) {
  return FileHandle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

}  // namespace

Result<void> EarlierRuns::add(const StoredRun& stored) {
  if (!stored.index.head) return {};
  const auto layout = read_layout(stored.index.head->layout);
  if (!layout) return {};
  Run run;
  run.packing = layout->packing;
  run.index = open_to_read(index_path(stored.folder));
  if (!run.index) return {};
  const std::uint64_t number = static_cast<std::uint64_t>(runs_.size()) << kRunShift;
  std::uint32_t parts = 0;
  auto index = read_index(index_path(stored.folder),
                          [&](std::uint64_t at, JournalEntry&& entry) -> Result<void> {
                            if (entry.key == Id128()) return {};
                            if (entry.at.length > 0) parts = std::max(parts, entry.at.part + 1);
                            const auto added = table_.insert(entry.key, number | at);
                            if (!added) return tl::unexpected(added.error());
                            return {};
                          });
  if (!index) return tl::unexpected(index.error());
  run.words = std::move(index->words);
  for (std::uint32_t i = 0; i < parts; ++i) {
    FileHandle part = open_to_read(stored.folder + "/" + part_name(i));
    if (!part && index->end && i < index->end->outputs.size()) {
      part = open_to_read(index->end->outputs[i].path);
    }
    run.parts.push_back(std::move(part));
  }
  runs_.push_back(std::move(run));
  return {};
}

std::optional<std::uint64_t> EarlierRuns::entry_of(Id128 key) const {
  const std::lock_guard lock(mutex_);
  const auto found = table_.find(key);
  return found ? *found : std::nullopt;
}

EarlierResults::Known EarlierRuns::find(Id128 key, RunItem& item) const {
  const auto number = entry_of(key);
  if (!number) return Known::nothing;
  const std::size_t run = *number >> kRunShift;
  const std::uint64_t at = *number & ((std::uint64_t{1} << kRunShift) - 1);
  auto entry = read_entry(runs_[run].index.get(), at, runs_[run].words);
  if (!entry || entry->key != key) return Known::nothing;
  switch (entry->outcome) {
    case InputOutcome::record:
      if (entry->at.length > 0) item.rendered = lines_at(run, entry->at);
      if (item.rendered.size() != entry->at.length) return Known::nothing;
      if (!item.rendered.empty()) item.lines_hash = id128_of(item.rendered).high;
      if (item.lines_hash != entry->lines_hash) return Known::nothing;
      item.facts = std::move(entry->facts);
      item.page_id = urn_of(entry->page_id);
      return Known::result;
    case InputOutcome::duplicate:
      item.page_id = urn_of(entry->page_id);
      return Known::duplicate;
    case InputOutcome::reject:
      item.reject = Reject{std::move(entry->stage), std::move(entry->reason)};
      return Known::result;
    case InputOutcome::skipped:
      item.skipped = std::move(entry->reason);
      return Known::result;
  }
  return Known::nothing;
}

std::string EarlierRuns::lines_at(std::size_t run, const StoredAt& at) const {
  const Run& stored = runs_[run];
  if (at.part >= stored.parts.size() || !stored.parts[at.part]) return {};
  if (stored.packing == Packing::none) {
    return read_at(stored.parts[at.part].get(), at.offset + at.within, at.length);
  }
  const Piece piece = unpacked(run, at);
  if (piece == nullptr || at.within > piece->size()) return {};
  return piece->substr(at.within, at.length);
}

EarlierRuns::Piece EarlierRuns::unpacked(std::size_t run, const StoredAt& at) const {
  {
    const std::lock_guard lock(mutex_);
    for (auto known = pieces_.begin(); known != pieces_.end(); ++known) {
      if (known->run != run || known->part != at.part || known->offset != at.offset) continue;
      pieces_.splice(pieces_.begin(), pieces_, known);
      return known->piece;
    }
  }
  const std::string stored = read_at(runs_[run].parts[at.part].get(), at.offset, at.stored);
  auto plain = unpack_all(stored, runs_[run].packing, kLargestPiece);
  if (!plain) return nullptr;
  auto piece = std::make_shared<const std::string>(std::move(*plain));
  const std::lock_guard lock(mutex_);
  pieces_.push_front({run, at.part, at.offset, piece});
  if (pieces_.size() > kKeptPieces) pieces_.pop_back();
  return piece;
}

}  // namespace medloom
