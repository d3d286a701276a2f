// Two loops take turns. The hot one takes ASCII by a table of 128 entries and well-formed East
// Asian characters four bytes at a time; what it does not know goes to the decoder. A joiner run is
// scanned to its end at once; those with a hyphen, which are few, are remembered with their kind.

#include "dictionaries/folded_text.h"

#include <algorithm>
#include <array>

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

// The character of three well-formed bytes from U+3000 to U+CFFF or from U+FB00 on, if it is no
// joiner; else 0. Nearly all of a Chinese text, its punctuation included.
char32_t plain_east_asian(std::uint32_t bytes) {
  const std::uint32_t lead = bytes & 0xFF;
  if ((lead - 0xE3 > 0xEC - 0xE3 && lead != 0xEF) || (bytes & 0xC0C000) != 0x808000) return 0;
  const char32_t c = (bytes & 0x0F) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
  if (lead == 0xE3) return c == 0x3000 ? 0 : c;
  return c == 0xFF0D || (lead == 0xEF && c < 0xFB00) ? 0 : c;
}

// Whether a character that begins with this byte is no joiner for sure.
bool begins_no_joiner(unsigned char byte) {
  return byte < 0x80 ? kAsciiFold[byte] != kAsciiJoiner : byte >= 0xE4 && byte <= 0xEC;
}

// The characters below U+10000 that folding leaves as they are: 8 KiB that stay near, where the
// table of all characters would be read all over.
class Unfolded {
 public:
  static const Unfolded& instance() {
    static const Unfolded kInstance;
    return kInstance;
  }
  // REQUIRES: c < 0x10000.
  bool contains(char32_t c) const { return (bits_[c >> 6] >> (c & 63) & 1) != 0; }

 private:
  Unfolded() {
    for (char32_t c = 0; c < 0x10000; ++c) {
      if (text::fold_char(c) == c) bits_[c >> 6] |= std::uint64_t{1} << (c & 63);
    }
  }
  std::array<std::uint64_t, 1024> bits_ = {};
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
  const text::FoldTable& fold = text::FoldTable::instance();
  const Unfolded& unfolded = Unfolded::instance();
  const char* const bytes = source_.data();
  const std::size_t end =
      source_.size() < 4 ? 0 : source_.size() - 3;  // four bytes from each place
  char32_t* characters = characters_.data() + size_;
  std::uint32_t* places = bytes_.data() + size_;
  while (pos < end) {
    const auto byte = static_cast<unsigned char>(bytes[pos]);
    *places = static_cast<std::uint32_t>(pos);
    if (byte >= 0x80) {
      const char32_t c = plain_east_asian(four_bytes(bytes + pos));
      if (c == 0) break;
      *characters = unfolded.contains(c) ? c : fold[c];
      pos += 3;
    } else {
      const unsigned char folded = kAsciiFold[byte];
      const bool blank =
          byte == ' ' && begins_no_joiner(static_cast<unsigned char>(bytes[pos + 1]));
      if (folded == kAsciiJoiner && !blank) break;
      *characters = blank ? kJoiner : char32_t{folded};
      ++pos;
    }
    ++characters;
    ++places;
  }
  size_ = static_cast<std::size_t>(characters - characters_.data());
  return pos;
}

void FoldedText::read(std::string_view source) {
  source_ = source;
  size_ = 0;
  odd_joiners_.clear();
  if (characters_.size() < source.size()) characters_.resize(source.size());
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
