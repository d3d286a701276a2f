// GB18030's four-byte codes are numbered linearly: those of the first plane are asked of ICU, those
// of the other planes follow by arithmetic.
//
// Resynchronisation is that of browsers: an invalid pair gives up its first byte alone if the
// second is ASCII, or could not be a second byte.
#include "text/legacy_table.h"

#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::uint32_t kCodePointBits = 21;
constexpr char32_t kBeforeMarks = 0x2FF;
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

std::string quad_bytes(std::uint32_t number) {
  return {static_cast<char>(0x81 + number / 12600), static_cast<char>(0x30 + number / 1260 % 10),
          static_cast<char>(0x81 + number / 10 % 126), static_cast<char>(0x30 + number % 10)};
}

}  // namespace

const LegacyTable& LegacyTable::of(Charset charset) {
  const auto build_once = [](auto constant) -> const LegacyTable& {
    static const LegacyTable table(decltype(constant)::value);
    return table;
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

LegacyTable::LegacyTable(Charset charset) : single_(256), pairs_(128 * 256) {
  const LegacyCodes codes(charset);
  lowest_high_trail_ = charset == Charset::gb18030 || charset == Charset::shift_jis ? 0x80 : 0xA1;
  for (unsigned byte = 0x80; byte < 256; ++byte) {
    single_[byte] = pack(codes(std::string{static_cast<char>(byte)}));
  }
  fill_pairs(codes);
  if (charset == Charset::euc_jp) fill_triples(codes);
  if (charset == Charset::gb18030) fill_quads(codes);
}

void LegacyTable::fill_pairs(const LegacyCodes& codes) {
  for (unsigned lead = 0x80; lead < 256; ++lead) {
    if (single_[lead] != 0) continue;
    for (unsigned second = 0x40; second < 0xFF; ++second) {
      const std::string bytes{static_cast<char>(lead), static_cast<char>(second)};
      pairs_[(lead - 0x80) * 256 + second] = pack(codes(bytes));
    }
  }
}

void LegacyTable::fill_triples(const LegacyCodes& codes) {
  triples_.resize(128 * 128);
  for (unsigned second = 0xA1; second < 0xFF; ++second) {
    for (unsigned third = 0xA1; third < 0xFF; ++third) {
      const std::string bytes{static_cast<char>(kTripleLead), static_cast<char>(second),
                              static_cast<char>(third)};
      triples_[(second - 0x80) * 128 + third - 0x80] = pack(codes(bytes));
    }
  }
}

void LegacyTable::fill_quads(const LegacyCodes& codes) {
  quads_.reserve(kQuadsOfFirstPlane);
  for (std::uint32_t number = 0; number < kQuadsOfFirstPlane; ++number) {
    quads_.push_back(codes(quad_bytes(number)).c);
  }
}

LegacyChar LegacyTable::at(std::string_view bytes, std::size_t pos) const {
  const unsigned lead = byte_at(bytes, pos);
  if (lead < 0x80) return {lead, 0, 1, LegacyChar::State::valid};
  if (single_[lead] != 0) return unpack(single_[lead], 1);
  if (lead == 0x80 || lead == 0xFF) return invalid(1);
  if (pos + 1 == bytes.size()) return torn(bytes, pos);
  const unsigned second = byte_at(bytes, pos + 1);
  if (!quads_.empty() && in(second, '0', '9')) return four_bytes_at(bytes, pos);
  if (!triples_.empty() && lead == kTripleLead) return three_bytes_at(bytes, pos);
  if (const Packed packed = pairs_[(lead - 0x80) * 256 + second]) return unpack(packed, 2);
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
  if (number < quads_.size()) c = quads_[number];
  if (number >= kQuadOfSecondPlane) c = number - kQuadOfSecondPlane + 0x10000;
  return c == 0 || c > 0x10FFFF ? invalid(1) : LegacyChar{c, 0, 4, LegacyChar::State::valid};
}

LegacyTable::Packed LegacyTable::pack(LegacyCode code) {
  return code.c | (code.mark == 0 ? 0 : (code.mark - kBeforeMarks) << kCodePointBits);
}

LegacyChar LegacyTable::unpack(Packed packed, std::uint32_t size) {
  const std::uint32_t mark = packed >> kCodePointBits;
  return {packed & ((1u << kCodePointBits) - 1), mark == 0 ? 0 : mark + kBeforeMarks, size,
          LegacyChar::State::valid};
}

}  // namespace medloom::text
