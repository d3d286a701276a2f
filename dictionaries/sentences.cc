// Bounds for guards: 。！？； and . ! ? ; where they end a sentence, not in "Dr.", "e.g." or "3.5".
// Tested by tests/dictionaries.
#include "dictionaries/sentences.h"

#include <algorithm>
#include <array>

#include "dictionaries/characters.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

// Lower case, without the last stop.
constexpr std::array<std::string_view, 27> kAbbreviations = {
    "dr", "mr", "mrs", "ms",     "prof", "st",   "e.g",  "i.e",  "eg",
    "ie", "vs", "fig", "approx", "ca",   "al",   "a.m",  "p.m",  "inc",
    "jr", "sr", "vol", "cf",     "viz",  "resp", "incl", "ph.d", "m.d"};
constexpr std::size_t kLongestLookBack = 8;  // bytes; no abbreviation or list number is longer

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The word (stops inside it included) that ends at `end`.
std::string_view word_before(std::string_view text, std::size_t from, std::size_t end) {
  std::size_t start = end;
  const auto belongs = [](char c) { return c == '.' || is_word(static_cast<unsigned char>(c)); };
  while (start > from && end - start < kLongestLookBack && belongs(text[start - 1])) --start;
  return text.substr(start, end - start);
}

// One capital after another: J, U.S
bool are_initials(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool fits = i % 2 == 0 ? is_upper(static_cast<unsigned char>(word[i])) : word[i] == '.';
    if (!fits) return false;
  }
  return word.size() % 2 == 1;
}

bool is_abbreviation(std::string_view word) {
  if (are_initials(word)) return true;
  return std::any_of(kAbbreviations.begin(), kAbbreviations.end(), [&](std::string_view known) {
    return word.size() == known.size() &&
           std::equal(word.begin(), word.end(), known.begin(),
                      [](char a, char b) { return text::ascii_lower(a) == b; });
  });
}

// Whether the full stop at `pos` ends the sentence that began at `start`.
bool stop_ends(std::string_view text, std::size_t start, std::size_t pos) {
  const char next = pos + 1 < text.size() ? text[pos + 1] : '\n';
  if (is_digit(next) || text::ascii_lower(next) != next) {
    // Glued: ".During" begins a sentence unless initials stand there ("U.S"); ".5" goes on.
    return !is_digit(next) && !is_abbreviation(word_before(text, start, pos));
  }
  if (next >= 'a' && next <= 'z') return false;
  const std::string_view word = word_before(text, start, pos);
  if (is_abbreviation(word)) return false;
  const std::size_t first = text.find_first_not_of(" \t", start);
  const bool opens = first != std::string_view::npos && text.data() + first == word.data();
  return !(opens && !word.empty() && std::all_of(word.begin(), word.end(), is_digit));
}

// What ends a sentence in any case; a full stop is asked about its neighbours.
bool is_end(char32_t c) {
  return c == '!' || c == '?' || c == '\n' || c == U'。' || c == U'！' || c == U'？' || c == U'；';
}

bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
         c == U'）' || c == U'」' || c == U'』' || c == U'】' || c == U'》';
}

// Behind the closing quotes and brackets at `pos`, and what ends the sentence once more ("?!",
// "...").
std::size_t skip_closing(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    std::size_t next = pos;
    const char32_t c = text::decode_at(text, next);
    if (c != '.' && !closes(c) && !is_end(c)) break;
    pos = next;
  }
  return pos;
}

}  // namespace

Sentences::Sentences(std::string_view text)
    : starts_{0}, end_(static_cast<std::uint32_t>(text.size())) {
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    const char32_t c = text::decode_at(text, pos);
    const bool ends = c == '.' ? stop_ends(text, starts_.back(), at) : is_end(c);
    if (!ends) continue;
    pos = skip_closing(text, pos);
    if (pos < text.size()) starts_.push_back(static_cast<std::uint32_t>(pos));
  }
}

Span Sentences::span(std::size_t i) const {
  return {starts_[i], i + 1 < starts_.size() ? starts_[i + 1] : end_};
}

std::size_t Sentences::at(std::uint32_t byte) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), byte);
  return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

}  // namespace medloom::dictionaries
