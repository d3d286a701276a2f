// The characters of the legacy character sets, as tables by their bytes.
//
// Filled from ICU's converters at first use of a set (a few milliseconds, some 130 KiB each); after
// that decoding is one look-up for a character. Immutable; threads share the tables.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/charset_label.h"
#include "text/legacy_codes.h"

namespace medloom::text {

// What stands at one place of legacy bytes.
struct LegacyChar {
  enum class State : std::uint8_t {
    valid,
    invalid,  // `size` bytes that are no character
    torn,     // the input ends inside a character; `size` reaches to the end
  };

  char32_t c;
  char32_t mark;  // a combining mark that belongs to it, or 0 (four letters of Big5-HKSCS)
  std::uint32_t size;
  State state;

  bool valid() const { return state == State::valid; }
};

class LegacyTable {
 public:
  // `charset` must not be a UTF.
  static const LegacyTable& of(Charset charset);

  // Requires pos < bytes.size(). An ASCII byte is never part of what is invalid.
  LegacyChar at(std::string_view bytes, std::size_t pos) const;

 private:
  // A code point in the low 21 bits, how far its combining mark lies above U+02FF in the others.
  using Packed = std::uint32_t;

  explicit LegacyTable(Charset charset);

  void fill_pairs(const LegacyCodes& codes);
  void fill_triples(const LegacyCodes& codes);
  void fill_quads(const LegacyCodes& codes);
  LegacyChar four_bytes_at(std::string_view bytes, std::size_t pos) const;
  LegacyChar three_bytes_at(std::string_view bytes, std::size_t pos) const;
  static Packed pack(LegacyCode code);
  static LegacyChar unpack(Packed packed, std::uint32_t size);

  unsigned lowest_high_trail_;   // of the second bytes above 7F
  std::vector<Packed> single_;   // by byte; 0: none
  std::vector<Packed> pairs_;    // by lead - 0x80 and second byte
  std::vector<Packed> triples_;  // EUC-JP behind its lead 8F, by second and third byte - 0x80
  std::vector<char32_t> quads_;  // GB18030, by the linear number of the code, below U+10000
};

}  // namespace medloom::text
