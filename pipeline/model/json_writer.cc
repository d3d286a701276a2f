// Tested by tests/model/record_test.cc, which reads everything back with nlohmann/json.
#include "pipeline/model/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace medloom {
namespace {

// Eight bytes at a time: whether none of them is a control character, '"', '\\', '<', DEL or 0xE2.
bool is_plain(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  const auto below = [word](std::uint64_t n) { return (word - kOnes * n) & ~word & kHigh; };
  const auto equals = [word](std::uint64_t c) {
    const std::uint64_t x = word ^ (kOnes * c);
    return (x - kOnes) & ~x & kHigh;
  };
  return (below(0x20) | equals('"') | equals('\\') | equals('<') | equals(0x7F) | equals(0xE2) |
          equals(0xC2)) == 0;
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
  while (i + 8 <= text.size() && is_plain(text.data() + i)) i += 8;
  while (i < text.size() && !kNeedsEscape[static_cast<unsigned char>(text[i])]) ++i;
  return i;
}

// Most strings are short and plain: they are put together here and appended at once.
class Short {
 public:
  static bool holds(std::string_view text) {
    return text.size() <= kLongest && skip_plain(text, 0) == text.size();
  }

  Short& add(char c) {
    bytes_[size_++] = c;
    return *this;
  }
  Short& add(std::string_view text) {
    std::copy(text.begin(), text.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += text.size();
    return *this;
  }
  void append_to(std::string& out) const { out.append(bytes_.data(), size_); }

 private:
  static constexpr std::size_t kLongest = 56;
  std::array<char, kLongest + 4> bytes_;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  std::size_t size_ = 0;
};

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

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  levels_.push_back({bracket == '[', true});
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  levels_.pop_back();
}

JsonWriter& JsonWriter::key(std::string_view name) {
  if (!Short::holds(name)) {
    if (follows(levels_.back())) out_ += ',';
    append_json_string(out_, name);
    out_ += ':';
    return *this;
  }
  Short piece;
  if (follows(levels_.back())) piece.add(',');
  piece.add('"').add(name).add('"').add(':').append_to(out_);
  return *this;
}

void JsonWriter::value(std::string_view text) {
  if (!Short::holds(text)) {
    before_value();
    return append_json_string(out_, text);
  }
  Short piece;
  if (needs_comma()) piece.add(',');
  piece.add('"').add(text).add('"').append_to(out_);
}

void JsonWriter::value(bool truth) {
  before_value();
  out_ += truth ? "true" : "false";
}

void JsonWriter::value(std::int64_t number) {
  std::array<char, 24> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  char* end = digits.data();
  if (needs_comma()) *end++ = ',';
  out_.append(digits.data(), std::to_chars(end, digits.data() + digits.size(), number).ptr);
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

}  // namespace medloom
