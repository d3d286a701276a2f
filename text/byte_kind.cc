// Signatures of file formats, the share of likely 16-bit units, the share of control characters:
// all with thresholds far from what text has.
#include "text/byte_kind.h"

#include <algorithm>
#include <cstdint>

#include "text/byte_stretch.h"
#include "text/charset_model.h"
#include "text/script.h"

namespace medloom::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLookedAt = 64 * 1024;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  std::string_view name;
};

constexpr Signature kSignatures[] = {
    {0, "\x89PNG\r\n"sv, "a PNG image"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    {0, "GIF87a"sv, "a GIF image"},
    {0, "GIF89a"sv, "a GIF image"},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "PK\x03\x04"sv, "a ZIP archive"},
    {0, "PK\x05\x06"sv, "a ZIP archive"},
    {0, "\x1F\x8B\x08"sv, "gzip data"},
    {0, "\x28\xB5\x2F\xFD"sv, "zstd data"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "xz data"},
    {0, "BZh91AY&SY"sv, "bzip2 data"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    {0, "Rar!\x1A\x07"sv, "a RAR archive"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document"},
    {0, "{\\rtf"sv, "an RTF document"},
    {0,
     "\x7F"
     "ELF"sv,
     "a program"},
    {0, "SQLite format 3\0"sv, "a database"},
    {0, "OggS\0"sv, "an Ogg file"},
    {0, "ID3\x02"sv, "an MP3 file"},
    {0, "ID3\x03"sv, "an MP3 file"},
    {0, "ID3\x04"sv, "an MP3 file"},
    {0, "wOFF"sv, "a font"},
    {0, "wOF2"sv, "a font"},
    {0, "\0\0\x01\0"sv, "an icon"},
    {0, "\0\0\xFE\xFF"sv, "UTF-32, which pages are not written in"},
    {0, "\xFF\xFE\0\0"sv, "UTF-32, which pages are not written in"},
    {4, "ftyp"sv, "an MP4 or HEIF file"},
    {8, "WEBPVP8"sv, "a WebP image"},
    {8, "WAVEfmt"sv, "a WAVE file"},
};

unsigned byte_at(std::string_view bytes, std::size_t pos) {
  return static_cast<unsigned char>(bytes[pos]);
}

// Counts those that no text uses; ESC is none, as terminals and old Japanese mail use it. Blocks
// that a byte can count, and no branches, let the compiler look at many bytes at a time.
std::size_t count_binary_controls(std::string_view bytes) {
  constexpr std::size_t kBlock = 240;
  std::size_t count = 0;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kBlock, bytes.size()))) {
    std::uint8_t in_block = 0;
    for (const char byte : bytes.substr(0, kBlock)) {
      const auto c = static_cast<std::uint8_t>(byte);
      in_block += static_cast<std::uint8_t>((c < '\t') | ((c > '\r') & (c < ' ') & (c != 0x1B)));
    }
    count += in_block;
  }
  return count;
}

bool is_half_of_emoji(char32_t unit) {
  return (unit >= 0xD83C && unit <= 0xD83E) || (unit >= 0xDC00 && unit <= 0xDFFF);
}

bool is_likely_unit(char32_t unit) {
  if (unit < 0x80) return unit >= ' ' ? unit != 0x7F : unit == '\n' || unit == '\r' || unit == '\t';
  return (unit >= 0x4E00 && unit <= 0x9FA5) || (unit >= 0x3000 && unit <= 0x3011) ||
         (unit >= 0x3041 && unit <= 0x30FC) || (unit >= 0x2013 && unit <= 0x2026) || unit == 0xA0 ||
         unit == 0xB7 || is_cjk_punctuation(unit) || is_half_of_emoji(unit);
}

// The 16-bit units of bytes in one byte order.
struct Units {
  std::string_view bytes;
  bool big_endian;

  std::size_t size() const { return bytes.size() / 2; }
  char32_t operator[](std::size_t i) const {
    const unsigned first = byte_at(bytes, 2 * i);
    const unsigned second = byte_at(bytes, 2 * i + 1);
    return big_endian ? first << 8 | second : second << 8 | first;
  }
};

std::size_t count_likely(const Units& units) {
  std::size_t likely = 0;
  for (std::size_t i = 0; i < units.size(); ++i) likely += is_likely_unit(units[i]);
  return likely;
}

// Kana of Shift_JIS, two bytes each, are all in the range of Han when taken for UTF-16: rare ones.
bool has_common_characters(const Units& units) {
  constexpr double kWorst = -9.5;
  double price = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i] < 0x80) continue;
    price += price_in(Charset::utf8, units[i]);
    ++count;
  }
  return count > 0 && price / static_cast<double>(count) > kWorst;
}

}  // namespace

std::optional<Charset> charset_of_bom(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return Charset::utf8;
  if (bytes.starts_with("\x84\x31\x95\x33"sv)) return Charset::gb18030;
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return std::nullopt;  // UTF-32
  if (bytes.starts_with("\xFF\xFE"sv)) return Charset::utf16le;
  if (bytes.starts_with("\xFE\xFF"sv)) return Charset::utf16be;
  return std::nullopt;
}

std::optional<Charset> utf16_by_pattern(std::string_view bytes) {
  constexpr std::size_t kFewestUnits = 8;
  constexpr std::size_t kHead = 1024;
  bytes = bytes.substr(0, kHead);
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  // Plain ASCII makes likely Han units two by two.
  if (bytes.size() / 2 < kFewestUnits ||
      (!has_nul && std::none_of(bytes.begin(), bytes.end(), is_high))) {
    return std::nullopt;
  }
  const Units little{bytes, false};
  const Units big{bytes, true};
  const std::size_t little_count = count_likely(little);
  const std::size_t big_count = count_likely(big);
  if (std::max(little_count, big_count) * 20 < little.size() * 19 || little_count == big_count) {
    return std::nullopt;
  }
  const bool is_big = big_count > little_count;
  if (!has_nul && !has_common_characters(is_big ? big : little)) return std::nullopt;
  return is_big ? Charset::utf16be : Charset::utf16le;
}

std::string why_not_text(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() >= signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
      return std::string(signature.name);
    }
  }
  // Stray control characters of a text are few; binary data has a tenth of them.
  constexpr std::size_t kTolerated = 8;
  constexpr std::size_t kOneIn = 16;
  bytes = bytes.substr(0, kLookedAt);
  const std::size_t controls = count_binary_controls(bytes);
  if (controls < kTolerated || controls * kOneIn < bytes.size()) return {};
  return std::to_string(controls) + " control characters in " + std::to_string(bytes.size()) +
         " bytes";
}

}  // namespace medloom::text
