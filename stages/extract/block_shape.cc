// ASCII is most of the text of many pages and is counted sixteen at a time; the rest is decoded and
// asked about by class.
#include "stages/extract/block_shape.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "stages/extract/sixteen_bytes.h"
#include "text/next_character.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

SixteenBytes is_word(SixteenBytes c) {
  return in_range(c, '0', '9') | in_range(c | 0x20, 'a', 'z');
}

std::uint32_t sum(SixteenBytes counts) {
  constexpr std::uint64_t kEven = 0x00FF00FF00FF00FFU;
  constexpr std::uint64_t kOnes = 0x0001000100010001U;
  const std::array<std::uint64_t, 2> halves = halves_of(counts);
  const std::uint64_t pairs = (halves[0] & kEven) + (halves[0] >> 8 & kEven) + (halves[1] & kEven) +
                              (halves[1] >> 8 & kEven);
  return static_cast<std::uint32_t>(pairs * kOnes >> 48);
}

// What stretches of ASCII add up to.
struct Counts {
  std::uint32_t stops = 0;
  std::uint32_t words = 0;
  std::uint32_t digits = 0;
  std::uint32_t capitals = 0;
  std::uint32_t signs = 0;
};

constexpr std::size_t kStretch = 255 * sizeof(SixteenBytes);  // longer ones would overflow a byte

// Counts a stretch, with the character before it.
void count_stretch(std::string_view stretch, char before, Counts& counts) {
  SixteenBytes stops{};
  SixteenBytes words{};
  SixteenBytes digits{};
  SixteenBytes capitals{};
  SixteenBytes signs{};
  std::array<char, sizeof(SixteenBytes) + 1> window{};
  window[0] = before;
  for (std::size_t at = 0; at < stretch.size(); at += sizeof(SixteenBytes)) {
    if (stretch.size() - at >= sizeof(SixteenBytes)) {
      std::memcpy(&window[1], &stretch[at], sizeof(SixteenBytes));
    } else {
      std::ranges::fill(std::ranges::copy(stretch.substr(at), &window[1]).out, window.end(), 0);
    }
    const SixteenBytes c = load_sixteen(&window[1]);
    const SixteenBytes last = load_sixteen(window.data());
    // A "yes" is -1.
    stops -= is(c, '!') | is(c, '?') | is(c, ';') | (is(c, ' ') & (is(last, '.') | is(last, ',')));
    words -= is_word(c) & ~is_word(last);
    digits -= in_range(c, '0', '9');
    capitals -= in_range(c, 'A', 'Z');
    signs -= is(c, '|');
    window[0] = window.back();
  }
  counts.stops += sum(stops);
  counts.words += sum(words);
  counts.digits += sum(digits);
  counts.capitals += sum(capitals);
  counts.signs += sum(signs);
}

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// The end of the ASCII characters from `at` on.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

bool is_stop(char32_t c) {
  switch (c) {
    case U'、':
    case U'。':
    case U'！':
    case U'，':
    case U'：':
    case U'；':
    case U'？':
      return true;
    default:
      return false;
  }
}

bool is_sign(char32_t c) {
  return c == U'©' || c == U'›' || c == U'»' || c == U'·' || c == U'×' || c == U'→' || c == U'®';
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'。' || c == U'！' || c == U'？' || c == U'…';
}

// May stand behind the mark that ends a sentence.
bool is_trailing(char32_t c) {
  return c == '"' || c == ')' || c == ' ' || c == U'”' || c == U'」' || c == U'）' || c == U'’';
}

// The last character that is none of those.
char32_t last_said(std::string_view text) {
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t from = end - 1;
    while (!text::is_char_boundary(text, from)) --from;
    end = from;
    const char32_t c = text::decode_at(text, from);
    if (!is_trailing(c)) return c;
  }
  return 0;
}

}  // namespace

Shape shape_of(std::string_view text) {
  Counts counts;
  std::uint32_t letters = 0;
  std::uint32_t han = 0;
  bool has_sign = false;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = ascii_end(text, at); end > at) {
      letters += static_cast<std::uint32_t>(end - at);
      for (char before = in_word ? 'a' : ' '; at < end; before = text[at - 1]) {
        const std::string_view stretch = text.substr(at, std::min(end - at, kStretch));
        count_stretch(stretch, before, counts);
        at += stretch.size();
      }
      in_word = is_word_character(text[end - 1]);
      continue;
    }
    const char32_t c = text::next_character(text, at);
    ++letters;
    if (text::is_han(c)) {
      ++han;
      ++counts.words;
      in_word = false;
      continue;
    }
    const bool word = !text::is_cjk_punctuation(c);
    counts.words += word && !in_word ? 1 : 0;
    in_word = word;
    counts.stops += is_stop(c) ? 1 : 0;
    has_sign |= is_sign(c);
  }
  counts.stops += text.ends_with('.') ? 1 : 0;
  Shape shape;
  shape.letters = static_cast<float>(letters + han);
  shape.stops = static_cast<float>(counts.stops);
  shape.words = static_cast<float>(counts.words);
  shape.digits = static_cast<float>(counts.digits);
  shape.capitals = static_cast<float>(counts.capitals);
  shape.han = static_cast<float>(han);
  const char32_t last = last_said(text);
  shape.ends_sentence = ends_sentence(last);
  shape.ends_colon = last == ':' || last == U'：';
  shape.asks = last == '?' || last == U'？';
  shape.begins_lower = !text.empty() && text.front() >= 'a' && text.front() <= 'z';
  shape.has_sign = has_sign || counts.signs > 0;
  shape.hash = std::hash<std::string_view>()(text);
  return shape;
}

}  // namespace medloom::stages
