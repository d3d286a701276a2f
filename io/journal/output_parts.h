// The lines of a run on their way to its output: packed in pieces, cut into files.
//
// Where a piece ends and a file begins depends on the lines alone, never on time, so that an output
// has the same bytes however often its run was interrupted.
//
// Thread-safety: belongs to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/bytes/pack.h"
#include "io/writers/descriptor_writer.h"
#include "pipeline/engine/journal_entry.h"

namespace medloom {

struct OutputLayout {
  Packing packing = Packing::none;
  std::uint64_t split = 0;  // a file gets no larger, unless one piece is; 0: one file
  std::string header;       // of each file
};

// "zstd 268435456", as a journal keeps it, and back; the header stays out.
std::string layout_text(const OutputLayout& layout);
std::optional<OutputLayout> read_layout(std::string_view text);

class OutputParts {
 public:
  // Gets entries whose place in the output is known, in order.
  using Placed = std::function<void(JournalEntry&&)>;

  // Files are part-00001 … in `folder`; `place` names the output in errors.
  OutputParts(std::string folder, std::string place, OutputLayout layout, Placed placed);

  Result<void> open();
  // Lines may be empty: an entry without any is placed in its order all the same.
  Result<void> add(JournalEntry&& entry, std::string_view lines);
  // Whether everything added can be written now without changing the output.
  bool at_boundary() const { return layout_.packing == Packing::none || waiting_.empty(); }
  // Writes everything added and waits until the disk has it. Away from a boundary only a run that
  // ends may do so.
  Result<void> sync();
  // The same at the end of all lines. A packed file without any is a piece of nothing.
  Result<void> finish();
  // The sizes of the files so far.
  const std::vector<std::uint64_t>& sizes() const { return sizes_; }

 private:
  Result<void> next_file();
  Result<void> write_piece();
  Result<void> write(std::string_view bytes);

  std::string folder_;
  std::string place_;
  OutputLayout layout_;
  Placed placed_;
  std::optional<DescriptorWriter> file_;
  std::vector<std::uint64_t> sizes_;
  std::uint64_t header_size_ = 0;      // of the file that is written
  std::string piece_;                  // lines to come …
  std::vector<JournalEntry> waiting_;  // … and the entries that stand in them
};

// "part-00001" for 0.
std::string part_name(std::uint32_t part);
// The path of an output file: the path itself, or with a number before its endings.
std::string output_name(const std::string& path, std::uint32_t part, bool split);

}  // namespace medloom
