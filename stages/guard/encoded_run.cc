// Tested by tests/privacy/guard_test.cc.
#include "stages/guard/encoded_run.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::uint32_t kShortestRun = 40;  // of 30 bytes: shorter ones say no order
constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values = {};
  for (std::uint8_t& value : values) value = kNoDigit;
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  }
  values['-'] = 62;  // as addresses write it
  values['_'] = 63;
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = make_values();

std::uint8_t value_of(char c) { return kValues[static_cast<unsigned char>(c)]; }

std::string decoded(std::string_view run) {
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : run) {
    held = held << 6 | value_of(c);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 0xFF);
  }
  return bytes;
}

// A line of a longer text may end inside a character.
std::string_view without_cut_ends(std::string_view bytes) {
  for (int i = 0; i < 3 && !bytes.empty() && !text::is_char_boundary(bytes, 0); ++i) {
    bytes.remove_prefix(1);
  }
  for (int i = 0; i < 3 && !bytes.empty() && !text::is_valid_utf8(bytes); ++i) {
    bytes.remove_suffix(1);
  }
  return bytes;
}

bool is_readable(std::string_view bytes) {
  if (bytes.empty() || !text::is_valid_utf8(bytes)) return false;
  std::size_t letters = 0;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x20 ? c != '\n' && c != '\t' && c != '\r' : c == 0x7F) return false;
    const bool letter = c >= 0x80 || c == ' ' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) ++letters;
  }
  return letters * 4 >= bytes.size() * 3;
}

}  // namespace

std::vector<EncodedRun> encoded_runs(std::string_view text) {
  std::vector<EncodedRun> runs;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const std::uint32_t from = at;
    while (at < text.size() && value_of(text[at]) != kNoDigit) ++at;
    if (at - from < kShortestRun) continue;
    const std::string bytes = decoded(text.substr(from, at - from));
    const std::string_view said = without_cut_ends(bytes);
    if (is_readable(said)) runs.push_back({{from, at}, std::string(said)});
  }
  return runs;
}

}  // namespace medloom::stages
