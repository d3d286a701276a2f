// Tested by tests/model/record_test.cc, which reads everything back with nlohmann/json.
#include "pipeline/model/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace medloom {
namespace {

// Compilers have this as vectors on every machine; a comparison gives 255 for yes and 0 for no.
using SixteenBytes = std::uint8_t __attribute__((vector_size(16)));

// Whether none of the sixteen is a control character, '"', '\\', '<', DEL, 0xC2 or 0xE2.
bool is_plain(SixteenBytes c) {
  const auto found =
      (c < 0x20) | (c == '"') | (c == '\\') | (c == '<') | (c == 0x7F) | ((c & 0xDF) == 0xC2);
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &found, sizeof found);
  return (halves[0] | halves[1]) == 0;
}

constexpr std::array<bool, 256> needs_escape() {
  std::array<bool, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = true;
  table['"'] = table['\\'] = table['<'] = table[0x7F] = true;
  table[0xE2] = true;  // first byte of U+2028 and U+2029
  table[0xC2] = true;  // first byte of the controls from U+0080 to U+009F
  return table;
}
constexpr auto kNeedsEscape = needs_escape();

void append_hex_escape(std::string& out, unsigned code) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(code >> shift) & 15];
}

// Appends the escape of the character at `i`; returns how many bytes it took.
std::size_t append_escaped(std::string& out, std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  switch (byte) {
    case '"':
      out += "\\\"";
      return 1;
    case '\\':
      out += "\\\\";
      return 1;
    case '\n':
      out += "\\n";
      return 1;
    case '\r':
      out += "\\r";
      return 1;
    case '\t':
      out += "\\t";
      return 1;
    case 0xE2:
      if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
        append_hex_escape(out, 0x2028U + (static_cast<unsigned char>(text[i + 2]) == 0xA9 ? 1 : 0));
        return 3;
      }
      out += text[i];
      return 1;
    case 0xC2:
      if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
        append_hex_escape(out, static_cast<unsigned char>(text[i + 1]));
        return 2;
      }
      out += text[i];
      return 1;
    default:
      append_hex_escape(out, byte);
      return 1;
  }
}

// The first place at or behind `i` that needs an escape.
std::size_t skip_plain(std::string_view text, std::size_t i) {
  for (SixteenBytes bytes; i + sizeof bytes <= text.size(); i += sizeof bytes) {
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    if (!is_plain(bytes)) break;
  }
  while (i < text.size() && !kNeedsEscape[static_cast<unsigned char>(text[i])]) ++i;
  return i;
}

// Of at most sixteen bytes: those of the text, some of them twice, in one piece.
template <class Part>
SixteenBytes both_ends(std::string_view text) {
  static_assert(2 * sizeof(Part) <= sizeof(SixteenBytes));
  std::array<Part, 2> ends{};
  std::memcpy(&ends[0], text.data(), sizeof(Part));
  std::memcpy(&ends[1], text.data() + text.size() - sizeof(Part), sizeof(Part));
  SixteenBytes bytes = SixteenBytes{} + ' ';
  std::memcpy(&bytes, ends.data(), sizeof ends);
  return bytes;
}

// Copies a text in which nothing is escaped behind `to`, and leaves `to` behind it. Otherwise says
// no, early where it can; what it wrote then is no matter.
bool copied_plain(std::string_view text, char*& to) {
  const std::size_t size = text.size();
  if (size >= sizeof(SixteenBytes)) {
    const auto copy = [&](std::size_t at) {
      SixteenBytes bytes;
      std::memcpy(&bytes, text.data() + at, sizeof bytes);
      std::memcpy(to + at, &bytes, sizeof bytes);
      return is_plain(bytes);
    };
    const std::size_t last = size - sizeof(SixteenBytes);
    for (std::size_t at = 0; at < last; at += sizeof(SixteenBytes)) {
      if (!copy(at)) return false;
    }
    if (!copy(last)) return false;
  } else if (size >= 8) {
    if (!is_plain(both_ends<std::uint64_t>(text))) return false;
    std::copy(text.begin(), text.end(), to);
  } else if (size >= 4) {
    if (!is_plain(both_ends<std::uint32_t>(text))) return false;
    std::copy(text.begin(), text.end(), to);
  } else {
    for (std::size_t at = 0; at < size; ++at) {
      if (kNeedsEscape[static_cast<unsigned char>(text[at])]) return false;
      to[at] = text[at];
    }
  }
  to += size;
  return true;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; (i = skip_plain(text, i)) < text.size();) {
    out.append(text, start, i - start);
    i += append_escaped(out, text, i);
    start = i;
  }
  out.append(text, start);
  out += '"';
}

void JsonWriter::grow(std::size_t bytes) {
  const std::size_t room = std::max({first_room_, size_ + bytes, 2 * room_});
  auto larger = std::make_unique_for_overwrite<char[]>(room);  // NOLINT(*-avoid-c-arrays)
  if (size_ > 0) std::memcpy(larger.get(), out_.get(), size_);
  out_ = std::move(larger);
  room_ = room;
}

void JsonWriter::append(std::string_view piece) {
  char* const to = room(piece.size());
  std::memcpy(to, piece.data(), piece.size());
  size_ += piece.size();
}

void JsonWriter::open(char bracket) {
  char* to = room(2);
  if (needs_comma()) *to++ = ',';
  *to++ = bracket;
  written(to);
  levels_.push_back({bracket == '[', true});
}

void JsonWriter::close(char bracket) {
  char* to = room(1);
  *to++ = bracket;
  written(to);
  levels_.pop_back();
}

JsonWriter& JsonWriter::any_key(std::string_view name) {
  if (follows(levels_.back())) append(",");
  quoted(name);
  append(":");
  return *this;
}

void JsonWriter::value(std::string_view text) {
  if (needs_comma()) append(",");
  quoted(text);
}

// Behind what is written there is always room for the rest of the text, its quotes, one escape and
// sixteen bytes.
void JsonWriter::quoted(std::string_view text) {
  constexpr std::size_t kSpare = 2 + 6 + sizeof(SixteenBytes);
  char* to = room(text.size() + kSpare);
  *to++ = '"';
  for (std::size_t i = 0; !copied_plain(text.substr(i), to);) {
    const std::size_t escaped = skip_plain(text, i);
    to = std::copy(text.data() + i, text.data() + escaped, to);
    std::string escape;  // short enough to need no memory
    i = escaped + append_escaped(escape, text, escaped);
    written(std::copy(escape.begin(), escape.end(), to));
    to = room(text.size() - i + kSpare);
  }
  *to++ = '"';
  written(to);
}

void JsonWriter::value(bool truth) {
  if (needs_comma()) append(",");
  append(truth ? "true" : "false");
}

void JsonWriter::value(std::int64_t number) {
  constexpr std::size_t kLongest = 24;
  char* to = room(kLongest + 1);
  if (needs_comma()) *to++ = ',';
  written(std::to_chars(to, to + kLongest, number).ptr);
}

void JsonWriter::null() {
  if (needs_comma()) append(",");
  append("null");
}

}  // namespace medloom
