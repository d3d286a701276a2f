// Writes the result of a conversion: text and segments in bytes, from pieces in code points.
// Used by one thread, for one conversion.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/han_chain.h"
#include "text/han_converter.h"
#include "text/han_pieces.h"

namespace medloom::text {

class HanWriter {
 public:
  // `characters` are those of `source`, which is valid UTF-8. Both must outlive the writer.
  HanWriter(std::string_view source, std::u32string_view characters);

  // What comes is in order and leaves nothing out.
  void add(const HanPiece& piece);
  void add(const HanUnits& units);

  Converted finish() { return std::move(out_); }

 private:
  bool is_unchanged(const HanUnit& unit) const {
    return unit.to == unit.from + 1 && unit.c == characters_[unit.from];
  }
  void add_same(std::uint32_t from, std::uint32_t to);
  void add_segment(HanSegment segment);

  std::string_view source_;
  std::u32string_view characters_;
  std::vector<std::uint32_t> offsets_;  // of each character, and the end
  Converted out_;
};

}  // namespace medloom::text
