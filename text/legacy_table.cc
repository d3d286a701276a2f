// GB18030's four-byte codes are numbered linearly: those of the first plane are asked of ICU when
// the first one is met, those of the other planes follow by arithmetic.
//
// Resynchronisation is that of browsers: an invalid pair gives up its first byte alone if the
// second is ASCII, or could not be a second byte.
#include "text/legacy_table.h"

#include <string>

#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::uint32_t kQuadsOfFirstPlane = 39420;
constexpr std::uint32_t kQuadOfSecondPlane = 189000;
constexpr unsigned kTripleLead = 0x8F;

unsigned byte_at(std::string_view bytes, std::size_t pos) {
  return static_cast<unsigned char>(bytes[pos]);
}

bool in(unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

LegacyChar invalid(std::uint32_t size) {
  return {kReplacementCharacter, 0, size, LegacyChar::State::invalid};
}

LegacyChar torn(std::string_view bytes, std::size_t pos) {
  return {kReplacementCharacter, 0, static_cast<std::uint32_t>(bytes.size() - pos),
          LegacyChar::State::torn};
}

char as_char(unsigned byte) { return static_cast<char>(byte); }

const std::vector<LegacyCode>& quads_of_first_plane() {
  static const std::vector<LegacyCode> kQuads = [] {
    std::string codes;
    codes.reserve(kQuadsOfFirstPlane * 4);
    for (std::uint32_t number = 0; number < kQuadsOfFirstPlane; ++number) {
      codes += {as_char(0x81 + number / 12600), as_char('0' + number / 1260 % 10),
                as_char(0x81 + number / 10 % 126), as_char('0' + number % 10)};
    }
    return legacy_codes(Charset::gb18030, codes, 4);
  }();
  return kQuads;
}

}  // namespace

const LegacyTable& LegacyTable::of(Charset charset) {
  const auto build_once = [](auto constant) -> const LegacyTable& {
    static const LegacyTable kTable(decltype(constant)::value);
    return kTable;
  };
  using C = Charset;
  switch (charset) {
    case C::gb18030:
      return build_once(std::integral_constant<C, C::gb18030>());
    case C::big5_hkscs:
      return build_once(std::integral_constant<C, C::big5_hkscs>());
    case C::shift_jis:
      return build_once(std::integral_constant<C, C::shift_jis>());
    case C::euc_jp:
      return build_once(std::integral_constant<C, C::euc_jp>());
    case C::euc_kr:
      return build_once(std::integral_constant<C, C::euc_kr>());
    default:
      return build_once(std::integral_constant<C, C::windows_1252>());
  }
}

LegacyTable::LegacyTable(Charset charset)
    : charset_(charset),
      lowest_high_trail_(charset == Charset::gb18030 || charset == Charset::shift_jis ? 0x80
                                                                                      : 0xA1),
      single_(256),
      pairs_(128 * 256) {
  fill_single();
  fill_pairs();
  if (charset == Charset::euc_jp) fill_triples();
}

void LegacyTable::fill_single() {
  std::string codes;
  for (unsigned byte = 0x80; byte < 256; ++byte) codes += as_char(byte);
  const std::vector<LegacyCode> found = legacy_codes(charset_, codes, 1);
  for (std::size_t i = 0; i < found.size(); ++i) single_[0x80 + i] = pack(found[i]);
}

void LegacyTable::fill_pairs() {
  std::string codes;
  std::vector<std::size_t> places;
  for (unsigned lead = 0x80; lead < 256; ++lead) {
    if (single_[lead] != 0) continue;
    for (unsigned second = 0x40; second < 0xFF; ++second) {
      codes += {as_char(lead), as_char(second)};
      places.push_back(place_of(lead, second));
    }
  }
  const std::vector<LegacyCode> found = legacy_codes(charset_, codes, 2);
  for (std::size_t i = 0; i < found.size(); ++i) pairs_[places[i]] = pack(found[i]);
}

void LegacyTable::fill_triples() {
  std::string codes;
  std::vector<std::size_t> places;
  for (unsigned second = 0xA1; second < 0xFF; ++second) {
    for (unsigned third = 0xA1; third < 0xFF; ++third) {
      codes += {as_char(kTripleLead), as_char(second), as_char(third)};
      places.push_back((second - 0x80) * 128 + third - 0x80);
    }
  }
  const std::vector<LegacyCode> found = legacy_codes(charset_, codes, 3);
  triples_.resize(128 * 128);
  for (std::size_t i = 0; i < found.size(); ++i) triples_[places[i]] = pack(found[i]);
}

// What at() does not find among the pairs.
LegacyChar LegacyTable::other_at(std::string_view bytes, std::size_t pos) const {
  const unsigned lead = byte_at(bytes, pos);
  if (single_[lead] != 0) return unpack(single_[lead], 1);
  if (lead == 0x80 || lead == 0xFF) return invalid(1);
  if (pos + 1 == bytes.size()) return torn(bytes, pos);
  const unsigned second = byte_at(bytes, pos + 1);
  if (charset_ == Charset::gb18030 && in(second, '0', '9')) return four_bytes_at(bytes, pos);
  if (!triples_.empty() && lead == kTripleLead) return three_bytes_at(bytes, pos);
  return invalid(in(second, lowest_high_trail_, 0xFE) ? 2 : 1);
}

LegacyChar LegacyTable::three_bytes_at(std::string_view bytes, std::size_t pos) const {
  const unsigned second = byte_at(bytes, pos + 1);
  if (!in(second, 0xA1, 0xFE)) return invalid(1);
  if (pos + 2 == bytes.size()) return torn(bytes, pos);
  const unsigned third = byte_at(bytes, pos + 2);
  if (!in(third, 0xA1, 0xFE)) return invalid(1);
  const Packed packed = triples_[(second - 0x80) * 128 + third - 0x80];
  return packed == 0 ? invalid(3) : unpack(packed, 3);
}

LegacyChar LegacyTable::four_bytes_at(std::string_view bytes, std::size_t pos) const {
  if (pos + 2 == bytes.size()) return torn(bytes, pos);
  const unsigned third = byte_at(bytes, pos + 2);
  if (!in(third, 0x81, 0xFE)) return invalid(1);
  if (pos + 3 == bytes.size()) return torn(bytes, pos);
  const unsigned fourth = byte_at(bytes, pos + 3);
  if (!in(fourth, '0', '9')) return invalid(1);
  const std::uint32_t number =
      ((byte_at(bytes, pos) - 0x81) * 10 + byte_at(bytes, pos + 1) - '0') * 1260 +
      (third - 0x81) * 10 + fourth - '0';
  char32_t c = 0;
  if (number < kQuadsOfFirstPlane) c = quads_of_first_plane()[number].c;
  if (number >= kQuadOfSecondPlane) c = number - kQuadOfSecondPlane + 0x10000;
  return c == 0 || c > 0x10FFFF ? invalid(1) : LegacyChar{c, 0, 4, LegacyChar::State::valid};
}

LegacyTable::Packed LegacyTable::pack(LegacyCode code) {
  return code.c | (code.mark == 0 ? 0 : (code.mark - kBeforeMarks) << kCodePointBits);
}

}  // namespace medloom::text
