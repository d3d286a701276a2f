// Tested by tests/model/record_test.cc, which reads everything back with nlohmann/json.
#include "pipeline/model/json_writer.h"

#include <array>

namespace medloom {
namespace {

constexpr std::array<bool, 256> needs_escape() {
  std::array<bool, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = true;
  table['"'] = table['\\'] = table['<'] = table[0x7F] = true;
  table[0xE2] = true;  // first byte of U+2028 and U+2029
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
    case '"': out += "\\\""; return 1;
    case '\\': out += "\\\\"; return 1;
    case '\n': out += "\\n"; return 1;
    case '\r': out += "\\r"; return 1;
    case '\t': out += "\\t"; return 1;
    case 0xE2:
      if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
        append_hex_escape(out, 0x2028U + (static_cast<unsigned char>(text[i + 2]) == 0xA9 ? 1 : 0));
        return 3;
      }
      out += text[i];
      return 1;
    default: append_hex_escape(out, byte); return 1;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!kNeedsEscape[static_cast<unsigned char>(text[i])]) {
      ++i;
      continue;
    }
    out.append(text, start, i - start);
    i += append_escaped(out, text, i);
    start = i;
  }
  out.append(text, start);
  out += '"';
}

void JsonWriter::before_value() {
  if (levels_.empty() || !levels_.back().array) return;
  if (levels_.back().count++ > 0) out_ += ',';
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  levels_.push_back({bracket == '[', 0, {}});
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  levels_.pop_back();
}

JsonWriter& JsonWriter::key(std::string_view name) {
  Level& level = levels_.back();
  if (level.count++ > 0) out_ += ',';
  append_json_string(out_, name);
  out_ += ':';
  level.key = name;
  return *this;
}

void JsonWriter::value(std::string_view text) {
  before_value();
  append_json_string(out_, text);
}

void JsonWriter::value(bool truth) {
  before_value();
  out_ += truth ? "true" : "false";
}

void JsonWriter::value(std::int64_t number) {
  before_value();
  out_ += std::to_string(number);
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

std::string JsonWriter::pointer() const {
  std::string pointer;
  for (const Level& level : levels_) {
    pointer += '/';
    if (level.array) {
      // The last level's element is still to be written; outer ones are inside theirs.
      pointer += std::to_string(&level == &levels_.back() ? level.count : level.count - 1);
      continue;
    }
    for (const char c : level.key) {
      if (c == '~') pointer += "~0";
      else if (c == '/') pointer += "~1";
      else pointer += c;
    }
  }
  return pointer;
}

}  // namespace medloom
