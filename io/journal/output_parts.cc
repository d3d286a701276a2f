// A piece is what is packed by itself: a reader that wants one record unpacks one piece. A
// mebibyte costs a percent of size against packing all at once. Without packing a piece is only
// what is written at once, and its end means nothing.
//
// Tested by tests/io/output_parts_test.cc.
#include "io/journal/output_parts.h"

#include <charconv>
#include <cstdio>
#include <utility>

#include "io/paths.h"
#include "io/writers/put_in_place.h"

namespace medloom {
namespace {

constexpr std::size_t kPackedPiece = std::size_t{1} << 20;
constexpr std::size_t kPlainPiece = std::size_t{64} << 10;
constexpr std::size_t kMostEntries = 4096;  // of a piece: inputs without lines come by the million

}  // namespace

std::string layout_text(const OutputLayout& layout) {
  return std::string(name_of(layout.packing)) + " " + std::to_string(layout.split);
}

std::optional<OutputLayout> read_layout(std::string_view text) {
  const std::size_t space = text.find(' ');
  const auto packing = packing_named(text.substr(0, space));
  if (!packing || space == std::string_view::npos) return std::nullopt;
  OutputLayout layout;
  layout.packing = *packing;
  std::from_chars(text.data() + space + 1, text.data() + text.size(), layout.split);
  return layout;
}

std::string part_name(std::uint32_t part) {
  char name[32];
  std::snprintf(name, sizeof name, "part-%05u", part + 1);
  return name;
}

std::string output_name(const std::string& path, std::uint32_t part, bool split) {
  if (!split) return path;
  const std::string unpacked = without_packing(path);
  const std::string packing = path.substr(unpacked.size());
  const std::string ending = unpacked.substr(unpacked.size() - ending_of(unpacked).size());
  return unpacked.substr(0, unpacked.size() - ending.size()) + part_name(part).substr(4) + ending +
         packing;
}

OutputParts::OutputParts(std::string folder, std::string place, OutputLayout layout, Placed placed)
    : folder_(std::move(folder)),
      place_(std::move(place)),
      layout_(std::move(layout)),
      placed_(std::move(placed)) {}

Result<void> OutputParts::open() { return next_file(); }

Result<void> OutputParts::next_file() {
  if (file_) {
    if (auto synced = file_->sync(); !synced) return synced;
    if (auto closed = file_->close(); !closed) return closed;
  }
  const auto part = static_cast<std::uint32_t>(sizes_.size());
  Result<FileHandle> file = create_private_file(folder_ + "/" + part_name(part), place_);
  if (!file) return tl::unexpected(file.error());
  file_.emplace(std::move(*file), place_);
  sizes_.push_back(0);
  header_size_ = 0;
  if (layout_.header.empty()) return {};
  const auto header = pack(layout_.header, layout_.packing);
  if (!header) return tl::unexpected(header.error());
  header_size_ = header->size();
  return write(*header);
}

Result<void> OutputParts::write(std::string_view bytes) {
  sizes_.back() += bytes.size();
  return file_->write(bytes);
}

Result<void> OutputParts::add(JournalEntry&& entry, std::string_view lines) {
  const std::uint64_t size = sizes_.back() + piece_.size();
  if (layout_.packing == Packing::none && layout_.split > 0 && size > header_size_ &&
      size + lines.size() > layout_.split) {
    if (auto written = write_piece(); !written) return written;
    if (auto next = next_file(); !next) return next;
  }
  entry.at.within = static_cast<std::uint32_t>(piece_.size());
  entry.at.length = static_cast<std::uint32_t>(lines.size());
  piece_ += lines;
  waiting_.push_back(std::move(entry));
  const bool packed = layout_.packing != Packing::none;
  const bool full = piece_.size() >= (packed ? kPackedPiece : kPlainPiece);
  return full || waiting_.size() == kMostEntries ? write_piece() : Result<void>();
}

Result<void> OutputParts::write_piece() {
  Result<std::string> packed = std::string();
  if (!piece_.empty()) packed = pack(piece_, layout_.packing);
  if (!packed) return tl::unexpected(packed.error());
  if (layout_.packing != Packing::none && layout_.split > 0 && !packed->empty() &&
      sizes_.back() > header_size_ && sizes_.back() + packed->size() > layout_.split) {
    if (auto next = next_file(); !next) return next;
  }
  for (JournalEntry& entry : waiting_) {
    if (entry.at.length == 0) {
      entry.at = {};
    } else {
      entry.at.part = static_cast<std::uint32_t>(sizes_.size() - 1);
      entry.at.offset = sizes_.back();
      entry.at.stored = static_cast<std::uint32_t>(packed->size());
    }
  }
  if (auto written = write(*packed); !written) return written;
  piece_.clear();
  for (JournalEntry& entry : std::exchange(waiting_, {})) placed_(std::move(entry));
  return {};
}

Result<void> OutputParts::sync() {
  if (auto written = write_piece(); !written) return written;
  return file_->sync();
}

Result<void> OutputParts::finish() {
  if (auto written = write_piece(); !written) return written;
  if (sizes_.back() == 0) {
    const auto nothing = pack({}, layout_.packing);
    if (!nothing) return tl::unexpected(nothing.error());
    if (auto written = write(*nothing); !written) return written;
  }
  return file_->sync();
}

}  // namespace medloom
