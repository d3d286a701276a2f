// Pages are mostly ASCII markup, so the loops leap over eight ASCII bytes at a time, step over the
// characters of Chinese text by their three bytes and decode the rest one after the other; the
// rules of UTF-8 are in code_point_at, and the steps take no character on which its rules are
// narrower.
#include "text/utf8.h"

#include "text/leap_ascii.h"

namespace medloom::text {
namespace {

// Steps over three-byte characters, the usual ones of Chinese: their leads but for E0 and ED, whose
// second bytes are limited, and two bytes that continue. Returns how many there are.
std::size_t skip_three_byte_characters(std::string_view text, std::size_t& pos) {
  const std::size_t from = pos;
  while (pos + 3 <= text.size()) {
    const auto lead = static_cast<unsigned char>(text[pos]);
    const bool continued = (text[pos + 1] & 0xC0) == 0x80 && (text[pos + 2] & 0xC0) == 0x80;
    if ((lead & 0xF0) != 0xE0 || lead == 0xE0 || lead == 0xED || !continued) break;
    pos += 3;
  }
  return (pos - from) / 3;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t pos = skip_ascii(text, 0);
  while (pos < text.size()) {
    if (skip_three_byte_characters(text, pos) > 0) {
      pos = skip_ascii(text, pos);
      continue;
    }
    const CodePoint point = code_point_at(text, pos);
    if (!point.valid) return pos;
    pos += point.size;
    if (point.size == 1) pos = skip_ascii(text, pos);
  }
  return pos;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t from = pos;
    pos = skip_ascii(text, pos);
    count += pos - from;
    count += skip_three_byte_characters(text, pos);
    if (pos != from || pos >= text.size()) continue;
    pos += code_point_at(text, pos).size;
    ++count;
  }
  return count;
}

Utf8Repair repair_utf8(std::string_view text) {
  Utf8Repair repair;
  repair.text.reserve(text.size());
  while (!text.empty()) {
    const std::size_t good = valid_utf8_prefix(text);
    repair.text.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    const std::size_t bad = code_point_at(text, 0).size;
    append_utf8(repair.text, kReplacementCharacter);
    ++repair.replaced_sequences;
    repair.replaced_bytes += bad;
    text.remove_prefix(bad);
  }
  return repair;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out(text.size(), U'\0');
  std::size_t size = 0;
  for (std::size_t pos = 0; pos < text.size();) out[size++] = decode_at(text, pos);
  out.resize(size);
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace medloom::text
