// What a set of one byte a character leaves as ASCII, others take for second bytes. A reading is
// credited with these bytes, or it would seem to explain less than it does.
#include "text/charset_model.h"

#include <algorithm>
#include <cstdint>

#include "text/byte_stretch.h"
#include "text/charset_prices.h"
#include "text/legacy_table.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr double kAsciiByte = -3;

// Letters above ASCII stand one by one in western text.
constexpr double kWesternNeighbour = -3;

TextKind kind_of(Charset charset) {
  switch (charset) {
    case Charset::big5_hkscs:
      return TextKind::traditional;
    case Charset::shift_jis:
    case Charset::euc_jp:
      return TextKind::japanese;
    case Charset::euc_kr:
      return TextKind::korean;
    case Charset::windows_1252:
      return TextKind::western;
    default:
      return TextKind::simplified;
  }
}

LegacyChar utf8_char_at(std::string_view bytes, std::size_t pos) {
  const CodePoint point = code_point_at(bytes, pos);
  const bool at_end = pos + point.size == bytes.size();
  return {point.value, 0, point.size,
          point.valid ? LegacyChar::State::valid
          : at_end    ? LegacyChar::State::torn
                      : LegacyChar::State::invalid};
}

template <class CharAt>
Reading read(TextKind kind, std::string_view bytes, CharAt char_at) {
  const CharsetPrices& prices = CharsetPrices::instance();
  Reading reading;
  reading.high_bytes = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_high));
  bool behind_another = false;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const LegacyChar found = char_at(pos);
    if (found.state == LegacyChar::State::torn) {
      reading.price += Reading::kDamage / 2;
    } else if (found.state == LegacyChar::State::invalid) {
      ++reading.damaged;
      reading.price += Reading::kDamage;
    } else if (found.c >= 0x80) {
      ++reading.characters;
      reading.price += prices.price(kind, found.c);
      // Codes that end in an ASCII byte have one behind each high byte.
      if (!is_high(bytes[pos + found.size - 1])) {
        const std::uint32_t ascii = found.size / 2;
        reading.price -= kAsciiByte * ascii;
      }
      if (behind_another && kind == TextKind::western) reading.price += kWesternNeighbour;
    }
    behind_another = found.c >= 0x80;
    pos += found.size;
  }
  return reading;
}

}  // namespace

Reading read_as(Charset charset, std::string_view bytes) {
  if (charset == Charset::utf8) {
    return read(kind_of(charset), bytes,
                [bytes](std::size_t pos) { return utf8_char_at(bytes, pos); });
  }
  const LegacyTable& table = LegacyTable::of(charset);
  return read(kind_of(charset), bytes,
              [&table, bytes](std::size_t pos) { return table.at(bytes, pos); });
}

float price_in(Charset charset, char32_t c) {
  return CharsetPrices::instance().price(kind_of(charset), c);
}

}  // namespace medloom::text
