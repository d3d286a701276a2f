// The index of a run as a file: blocks that are appended, and read up to the first that is not
// whole.
//
// Thread-safety: a writer belongs to one thread; reading an entry may be shared.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "io/file_handle.h"
#include "io/writers/descriptor_writer.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/journal_codec.h"

namespace medloom {

class IndexWriter {
 public:
  IndexWriter(FileHandle file, std::string place, const JournalHead& head);

  void add(const JournalEntry& entry);
  void add(const JournalEnd& end);
  std::size_t waiting() const { return content_.size(); }
  // Writes what was added as one block and waits until the disk has it.
  Result<void> commit();
  // A hash over all entries; once, at the end.
  std::string digest() { return digest_.hex(); }

 private:
  DescriptorWriter writer_;
  JournalEncoder encoder_;
  std::string content_;
  Sha256 digest_;
};

// What a file of entries holds, as far as it is whole.
struct IndexContent {
  std::optional<JournalHead> head;
  std::optional<JournalEnd> end;
  std::uint64_t entries = 0;
  JournalWords words;
};

// Called with each entry and where it stands in the file.
using EntryVisitor = std::function<Result<void>(std::uint64_t at, JournalEntry&& entry)>;

// Reads from the beginning. What is torn or spoiled ends it; errors are those of the system, and
// of `visit`. Without `visit` entries are counted alone.
Result<IndexContent> read_index(const std::string& path, const EntryVisitor& visit);

// The entry that stands there, or nothing.
std::optional<JournalEntry> read_entry(int descriptor, std::uint64_t at, const JournalWords& words);

// Up to `size` bytes of a file, fewer at its end and where it cannot be read.
std::string read_at(int descriptor, std::uint64_t at, std::size_t size);

}  // namespace medloom
