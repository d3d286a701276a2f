// Dispatch, and the Unicode transformation formats; legacy sets are read by StretchDecoder.
#include "text/legacy_decoder.h"

#include <cstdint>
#include <utility>

#include "text/byte_stretch.h"
#include "text/charset_utf8.h"
#include "text/stretch_decoder.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

Transcript from_legacy(Charset charset, std::string_view bytes) {
  Transcript out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  const StretchDecoder decoder(charset);
  for (StretchReader reader(bytes); !reader.at_end();) {
    out.text.append(reader.ascii());
    const std::string_view stretch = reader.foreign();
    const bool at_start = stretch.data() == bytes.data();
    decoder.decode(stretch, at_start, reader.at_end(), out);
  }
  return out;
}

Transcript from_utf8(std::string_view bytes) {
  const std::size_t torn = torn_utf8_tail(bytes);
  bytes.remove_suffix(torn);
  Utf8Repair repair = repair_utf8(bytes);
  return {std::move(repair.text), repair.replaced_bytes, torn};
}

Transcript from_utf16(std::string_view bytes, bool big_endian) {
  Transcript out;
  out.torn_bytes = bytes.size() % 2;
  const std::size_t units = bytes.size() / 2;
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  for (std::size_t i = 0; i < units; ++i) {
    char32_t c = unit_at(i);
    const bool is_high_half = c >= 0xD800 && c <= 0xDBFF;
    if (is_high_half && i + 1 == units) {
      out.torn_bytes += 2;
      break;
    }
    if (is_high_half && (unit_at(i + 1) & 0xFC00) == 0xDC00) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit_at(++i) - 0xDC00);
    } else if ((c & 0xF800) == 0xD800) {
      out.replaced_bytes += 2;  // append_utf8 writes a half as U+FFFD
    }
    append_utf8(out.text, c);
  }
  return out;
}

}  // namespace

Transcript transcode(Charset charset, std::string_view bytes) {
  switch (charset) {
    case Charset::utf8:
      return from_utf8(bytes);
    case Charset::utf16le:
      return from_utf16(bytes, false);
    case Charset::utf16be:
      return from_utf16(bytes, true);
    default:
      return from_legacy(charset, bytes);
  }
}

}  // namespace medloom::text
