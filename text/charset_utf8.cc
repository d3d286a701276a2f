// ASCII is passed eight bytes at a time, and sequences of three bytes, which are most of CJK text,
// by one look at four; leads whose second byte has rules of its own, and everything else, are left
// to code_point_at.
#include "text/charset_utf8.h"

#include <cstdint>

#include "text/byte_stretch.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

// Of the sequences of three bytes, those of any lead but E0 (overlong forms) and ED (surrogates).
bool is_plain_three(const char* bytes) {
  const auto byte = [bytes](int i) -> std::uint32_t {
    return static_cast<unsigned char>(bytes[i]);
  };
  const std::uint32_t lead = byte(0);
  return (lead & 0xF0) == 0xE0 && ((byte(1) << 8 | byte(2)) & 0xC0C0) == 0x8080 && lead != 0xE0 &&
         lead != 0xED;
}

}  // namespace

std::size_t torn_utf8_tail(std::string_view bytes) {
  for (std::size_t size = 1; size <= 3 && size <= bytes.size(); ++size) {
    const std::string_view tail = bytes.substr(bytes.size() - size);
    const auto lead = static_cast<unsigned char>(tail.front());
    if ((lead & 0xC0) == 0x80) continue;
    // It needs more bytes, but has none wrong.
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const CodePoint point = code_point_at(tail, 0);
    const bool is_lead = lead >= 0xC2 && lead <= 0xF4;
    return is_lead && !point.valid && point.size == size && size < wanted ? size : 0;
  }
  return 0;
}

Utf8Survey survey_utf8(std::string_view bytes) {
  bytes.remove_suffix(torn_utf8_tail(bytes));
  Utf8Survey survey;
  std::size_t& good = survey.good;
  for (std::size_t pos = find_high(bytes, 0); pos < bytes.size();) {
    if (pos + 3 <= bytes.size() && is_plain_three(bytes.data() + pos)) {
      ++good;
      ++survey.long_ones;
      pos += 3;
    } else {
      const CodePoint point = code_point_at(bytes, pos);
      good += point.valid && point.size > 1;
      survey.long_ones += point.valid && point.size > 2;
      survey.bad += !point.valid;
      pos += point.size;
      const std::size_t most_good = good + (bytes.size() - pos) / 2;
      if (survey.bad * Utf8Survey::kGoodForOneBad > most_good) break;
    }
    if (pos < bytes.size() && !is_high(bytes[pos])) pos = find_high(bytes, pos);
  }
  return survey;
}

}  // namespace medloom::text
