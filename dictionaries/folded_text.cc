// Two loops take turns. The hot one takes ASCII by a table of 128 entries and well-formed East
// Asian and other characters of three bytes at once; what it does not know goes to the decoder. A
// joiner run is scanned to its end at once; those with a hyphen, which are few, are remembered with
// their kind.

#include "dictionaries/folded_text.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "dictionaries/characters.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

bool is_joiner(char32_t c) { return text::is_space(c) || is_hyphen(c); }

constexpr unsigned char kAsciiJoiner = 0xFF;  // in the table: a joiner begins

// ASCII folded, with joiners marked.
constexpr std::array<unsigned char, 128> kAsciiFold = [] {
  std::array<unsigned char, 128> table = {};
  for (unsigned char c = 0; c < 128; ++c) {
    const bool joiner =
        c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || (c >= 0x1C && c <= 0x1F);
    table[c] = joiner                 ? kAsciiJoiner
               : c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32)
                                      : c;
  }
  return table;
}();

// The bytes at `at` as one number, the first the lowest. REQUIRES: four of them.
std::uint32_t four_bytes(const char* at) {
  const auto byte = [at](int i) { return std::uint32_t{static_cast<unsigned char>(at[i])}; };
  return byte(0) | byte(1) << 8 | byte(2) << 16 | byte(3) << 24;
}

// Sixteen bytes at a time: comparisons of each give 255 for yes and 0 for no.
constexpr std::size_t kSixteen = 16;
using SixteenBytes = std::uint8_t __attribute__((vector_size(kSixteen)));

SixteenBytes load_sixteen(const char* at) {
  SixteenBytes bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}
SixteenBytes are_in(SixteenBytes c, std::uint8_t first, std::uint8_t last) {
  return reinterpret_cast<SixteenBytes>(c - first <= static_cast<std::uint8_t>(last - first));
}

// Whether sixteen bytes are ASCII that is no joiner, or a blank before such a one. REQUIRES:
// seventeen bytes.
bool are_plain_ascii(const char* at) {
  const SixteenBytes here = load_sixteen(at);
  const SixteenBytes next = load_sixteen(at + 1);
  const auto no_joiner = [](SixteenBytes c) {
    return are_in(c, '!', '~') & ~reinterpret_cast<SixteenBytes>(c == '-');
  };
  const auto blank = reinterpret_cast<SixteenBytes>(here == ' ');
  const SixteenBytes others = ~(no_joiner(here) | (blank & no_joiner(next)));
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &others, sizeof others);
  return (halves[0] | halves[1]) == 0;
}

// REQUIRES: are_plain_ascii.
void fold_sixteen(const char* from, char32_t* to) {
  const SixteenBytes here = load_sixteen(from);
  const SixteenBytes lower = here + (are_in(here, 'A', 'Z') & 0x20);
  std::array<std::uint8_t, kSixteen> bytes{};
  std::memcpy(bytes.data(), &lower, sizeof lower);
  for (std::size_t i = 0; i < kSixteen; ++i) to[i] = bytes[i];
}

// Whether three bytes have the form of a character of U+0800 to U+FFFF, and which one that is.
bool are_three(std::uint32_t bytes) { return (bytes & 0xC0C0F0) == 0x8080E0; }
char32_t of_three(std::uint32_t bytes) {
  return (bytes & 0x0F) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
}

// Whether bytes of that form are no character, or a joiner.
bool is_special(char32_t c) { return c < 0x800 || (c >= 0xD800 && c <= 0xDFFF) || is_joiner(c); }

// Whether a character that begins with this byte is no joiner for sure.
bool begins_no_joiner(unsigned char byte) {
  return byte < 0x80 ? kAsciiFold[byte] != kAsciiJoiner : byte >= 0xE4 && byte <= 0xEC;
}

// The characters of three bytes folded, 0 for what is special: 128 KiB, of which a text in one
// script reads 40. No branch asks whether a character folds to itself: of Traditional text one in
// three does not.
class FoldedThree {
 public:
  static const FoldedThree& instance() {
    static const FoldedThree kInstance;
    return kInstance;
  }
  // REQUIRES: c < 0x10000.
  char32_t operator[](char32_t c) const { return table_[c]; }

 private:
  FoldedThree() : table_(0x10000) {
    for (char32_t c = 0; c < table_.size(); ++c) {
      const char32_t folded = text::fold_char(c);
      if (!is_special(c) && folded < table_.size()) table_[c] = static_cast<std::uint16_t>(folded);
    }
  }
  std::vector<std::uint16_t> table_;
};

struct Run {
  std::size_t end = 0;  // byte behind it
  std::size_t characters = 0;
  std::size_t hyphens = 0;
  std::size_t line_breaks = 0;

  JoinerKind kind() const {
    if (hyphens == 0) return JoinerKind::space;
    return characters == 1 ? JoinerKind::hyphen : JoinerKind::mixed;
  }
};

Run joiner_run(std::string_view text, std::size_t pos) {
  Run run;
  for (run.end = pos; run.end < text.size(); ++run.characters) {
    std::size_t next = run.end;
    const char32_t c = text::decode_at(text, next);
    if (!is_joiner(c)) break;
    if (is_hyphen(c)) ++run.hyphens;
    if (c == '\n') ++run.line_breaks;
    run.end = next;
  }
  return run;
}

}  // namespace

// The hot part of reading: stores the characters from `pos` on as long as they are ASCII that is no
// joiner but a blank between words, or plain East Asian ones. Returns the first that is neither.
std::size_t FoldedText::read_plain(std::size_t pos) {
  const FoldedThree& folded_three = FoldedThree::instance();
  const auto is_plain_three = [&folded_three](const char* at) {
    const std::uint32_t here = four_bytes(at);
    return are_three(here) && folded_three[of_three(here)] != 0;
  };
  const char* const bytes = source_.data();
  const std::size_t end =
      source_.size() < 4 ? 0 : source_.size() - 3;  // four bytes from each place
  char32_t* characters = characters_.data() + size_;
  std::uint32_t* places = bytes_.data() + size_;
  while (pos < end) {
    while (pos < end) {
      const std::uint32_t here = four_bytes(bytes + pos);
      if (!are_three(here)) break;
      const char32_t c = folded_three[of_three(here)];
      if (c == 0) break;
      *characters++ = c;
      *places++ = static_cast<std::uint32_t>(pos);
      pos += 3;
    }
    while (pos + kSixteen < source_.size() && are_plain_ascii(bytes + pos)) {
      fold_sixteen(bytes + pos, characters);
      for (std::size_t i = 0; i < kSixteen; ++i) places[i] = static_cast<std::uint32_t>(pos + i);
      characters += kSixteen;
      places += kSixteen;
      pos += kSixteen;
    }
    std::size_t taken = 0;
    for (; taken < kSixteen && pos < end; ++taken, ++pos) {
      const auto byte = static_cast<unsigned char>(bytes[pos]);
      if (byte >= 0x80) break;
      const unsigned char folded = kAsciiFold[byte];
      const bool blank =
          byte == ' ' && begins_no_joiner(static_cast<unsigned char>(bytes[pos + 1]));
      if (folded == kAsciiJoiner && !blank) break;
      *characters++ = blank ? kJoiner : char32_t{folded};
      *places++ = static_cast<std::uint32_t>(pos);
    }
    if (taken == 0 && !(pos < end && is_plain_three(bytes + pos))) break;
  }
  size_ = static_cast<std::size_t>(characters - characters_.data());
  return pos;
}

void FoldedText::read(std::string_view source) {
  source_ = source;
  size_ = 0;
  odd_joiners_.clear();
  if (characters_.size() <= source.size()) characters_.resize(source.size() + 1);
  if (bytes_.size() < source.size() + 1) bytes_.resize(source.size() + 1);
  const text::FoldTable& fold = text::FoldTable::instance();
  const auto put = [this](std::size_t byte, char32_t c) {
    bytes_[size_] = static_cast<std::uint32_t>(byte);
    characters_[size_++] = c;
  };
  for (std::size_t pos = read_plain(0); pos < source.size(); pos = read_plain(pos)) {
    std::size_t next = pos;
    const char32_t c = text::decode_at(source, next);
    if (is_joiner(c)) {
      const Run run = joiner_run(source, pos);
      if (run.hyphens > 0) odd_joiners_.push_back({size_, run.kind()});
      put(pos, run.line_breaks > 1 ? kParagraph : kJoiner);
      pos = run.end;
    } else {
      put(pos, fold[c]);
      pos = next;
    }
  }
  bytes_[size_] = static_cast<std::uint32_t>(source.size());
  characters_[size_] = 0;
}

std::size_t FoldedText::character_at(std::uint32_t byte) const {
  const auto end = bytes_.begin() + static_cast<std::ptrdiff_t>(size_ + 1);
  const auto after = std::upper_bound(bytes_.begin(), end, byte);
  return static_cast<std::size_t>(after - bytes_.begin()) - 1;
}

JoinerKind FoldedText::joiner(std::size_t i) const {
  const auto at = std::lower_bound(odd_joiners_.begin(), odd_joiners_.end(), i,
                                   [](const OddJoiner& odd, std::size_t j) { return odd.at < j; });
  return at != odd_joiners_.end() && at->at == i ? at->kind : JoinerKind::space;
}

std::u32string fold_key(std::string_view surface) {
  const FoldedText folded(surface);
  std::u32string_view key = folded.characters();
  const auto blank = [&](std::size_t i) {
    return key[i] == kParagraph || (key[i] == kJoiner && folded.joiner(i) == JoinerKind::space);
  };
  std::size_t from = 0;
  std::size_t to = key.size();
  while (from < to && blank(from)) ++from;
  while (to > from && blank(to - 1)) --to;
  return std::u32string(key.substr(from, to - from));
}

bool is_case_sensitive(std::string_view match) {
  bool upper = false;
  for (std::size_t pos = 0; pos < match.size();) {
    const char32_t c = text::decode_at(match, pos);
    if (is_lower(c)) return false;
    upper = upper || is_upper(c);
  }
  return upper;
}

}  // namespace medloom::dictionaries
