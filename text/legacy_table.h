// The characters of the legacy character sets, as tables by their bytes.
//
// Filled from ICU's converters at first use of a set (about a millisecond, 130 KiB each); after
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
  LegacyChar at(std::string_view bytes, std::size_t pos) const {
    const auto lead = static_cast<unsigned char>(bytes[pos]);
    if (lead < 0x80) return {lead, 0, 1, LegacyChar::State::valid};
    if (pos + 1 < bytes.size()) {
      const auto second = static_cast<unsigned char>(bytes[pos + 1]);
      if (const Packed packed = pairs_[place_of(lead, second)]) return unpack(packed, 2);
    }
    return other_at(bytes, pos);
  }

 private:
  // A code point in the low 21 bits, how far its combining mark lies above U+02FF in the others.
  using Packed = std::uint32_t;
  static constexpr std::uint32_t kCodePointBits = 21;
  static constexpr char32_t kBeforeMarks = 0x2FF;

  explicit LegacyTable(Charset charset);

  void fill_single();
  void fill_pairs();
  void fill_triples();
  LegacyChar other_at(std::string_view bytes, std::size_t pos) const;
  LegacyChar four_bytes_at(std::string_view bytes, std::size_t pos) const;
  LegacyChar three_bytes_at(std::string_view bytes, std::size_t pos) const;

  static std::size_t place_of(unsigned lead, unsigned second) {
    return (lead - 0x80) << 8 | second;
  }
  static Packed pack(LegacyCode code);
  static LegacyChar unpack(Packed packed, std::uint32_t size) {
    const std::uint32_t mark = packed >> kCodePointBits;
    return {packed & ((1u << kCodePointBits) - 1), mark == 0 ? 0 : mark + kBeforeMarks, size,
            LegacyChar::State::valid};
  }

  Charset charset_;
  unsigned lowest_high_trail_;   // of the second bytes above 7F
  std::vector<Packed> single_;   // by byte; 0: none
  std::vector<Packed> pairs_;    // by lead - 0x80 and second byte; 0: none
  std::vector<Packed> triples_;  // EUC-JP behind its lead 8F, by second and third byte - 0x80
};

}  // namespace medloom::text
