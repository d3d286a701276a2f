// A character is Simplified only if Traditional text would replace it: it is a key of OpenCC's
// Simplified-to-Traditional dictionary and no value of it (后, 里 and 干 are both, so they prove
// nothing). Traditional only is the mirror image. Without OpenCC's data nothing is one-sided, and
// Chinese is "zh".
//
// One Han character is about as much text as five Latin letters: "服用aspirin" is Chinese with a
// drug name in it, "Dr. Wang (王)" is English with a name in it.
#include "text/script.h"

#include <array>
#include <cstring>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/next_character.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::uint32_t kLettersPerHan = 5;

enum Side : std::uint8_t { kNeither = 0, kHans = 1, kHant = 2 };

class SideTable {
 public:
  static const SideTable& instance() {
    static const SideTable table;
    return table;
  }

  Side operator[](char32_t c) const { return c < sides_.size() ? sides_[c] : kNeither; }

 private:
  SideTable() : sides_(0x32400, kNeither) {
    mark("STCharacters", kHans);
    mark("TSCharacters", kHant);
  }

  // Keys of `lexicon` lie on `side` unless they are among its values. A character on both sides
  // (one that either direction would replace) proves nothing.
  void mark(std::string_view lexicon, Side side) {
    const Result<Lexicon> entries = read_opencc_lexicon(lexicon);
    if (!entries) return;
    std::vector<bool> is_value(sides_.size());
    for (const LexiconEntry& entry : *entries) {
      for (const std::string& value : entry.values) {
        if (const char32_t c = only_char(value)) is_value[c] = true;
      }
    }
    for (const LexiconEntry& entry : *entries) {
      const char32_t c = only_char(entry.key);
      if (c == 0 || is_value[c]) continue;
      sides_[c] = sides_[c] == kNeither ? side : kNeither;
    }
  }

  // The one character of `text`, or 0.
  char32_t only_char(std::string_view text) const {
    std::size_t pos = 0;
    const char32_t c = decode_at(text, pos);
    return pos == text.size() && c < sides_.size() ? c : 0;
  }

  std::vector<Side> sides_;
};

bool is_ascii_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Compilers have this as vectors on every machine; a comparison gives 255 for yes and 0 for no.
using SixteenBytes = std::uint8_t __attribute__((vector_size(16)));

// Counts the letters from `pos` on, sixteen bytes at a time, as long as all of them are ASCII.
void count_ascii(std::string_view text, std::size_t& pos, std::uint32_t& letters) {
  using Halves = std::array<std::uint64_t, 2>;
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  for (; text.size() - pos >= 16; pos += 16) {
    SixteenBytes bytes;
    std::memcpy(&bytes, text.data() + pos, sizeof bytes);
    Halves halves{};
    std::memcpy(halves.data(), &bytes, sizeof bytes);
    if (((halves[0] | halves[1]) & kHighBits) != 0) return;
    const auto found = ((bytes | 0x20) - 'a') < 26;
    std::memcpy(halves.data(), &found, sizeof found);
    // A letter is 1 in its byte; a product with ones in all bytes has their sum in the highest.
    const std::uint64_t each = (halves[0] & kOnes) + (halves[1] & kOnes);
    letters += static_cast<std::uint32_t>(each * kOnes >> 56U);
  }
}

// Of what stands between the words of most Chinese text; ICU need not be asked.
bool is_common_mark(char32_t c) {
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  return in(0x2010, 0x2027) || in(0x3000, 0x3003) || in(0x3008, 0x3020) || in(0xFF01, 0xFF20);
}

void count_rare(char32_t c, ScriptCounts& counts) {
  if (is_common_mark(c) || !u_isalpha(static_cast<UChar32>(c))) return;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_LATIN:
      ++counts.latin;
      if (c < 0xFF21 || c > 0xFF5A) ++counts.accented;
      break;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      ++counts.kana;
      break;
    case USCRIPT_HANGUL:
      ++counts.hangul;
      break;
    case USCRIPT_COMMON:  // ª µ º ー: they go with any script
      break;
    default:
      ++counts.other;
  }
}

// A clear share of the CJK letters: Chinese text writes a の for decoration and quotes foreign
// names, Japanese and Korean text mixes Han with its own letters.
bool is_japanese(const ScriptCounts& n) { return n.kana >= 2 && n.kana * 4 >= n.han; }
bool is_korean(const ScriptCounts& n) {
  return n.hangul >= 2 && n.hangul > n.kana && n.hangul * 2 >= n.han;
}

// More than English borrows (naïve, Sjögren).
bool is_accented(const ScriptCounts& n) { return n.accented >= 4 && n.accented * 25 > n.latin; }

std::string chinese_of(const ScriptCounts& n) {
  if (n.hans_only == n.hant_only) return "zh";
  return n.hans_only > n.hant_only ? "zh-Hans" : "zh-Hant";
}

}  // namespace

ScriptCounts count_scripts(std::string_view text) {
  const SideTable* sides = nullptr;  // English needs none, and it takes a while to make
  ScriptCounts counts;
  for (std::size_t pos = 0; pos < text.size();) {
    count_ascii(text, pos, counts.latin);
    for (; pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80; ++pos) {
      counts.latin += is_ascii_letter(static_cast<unsigned char>(text[pos])) ? 1 : 0;
    }
    if (pos == text.size()) break;
    const char32_t c = next_character(text, pos);
    if (is_han(c)) {
      ++counts.han;
      if (sides == nullptr) sides = &SideTable::instance();
      const Side side = (*sides)[c];
      counts.hans_only += side == kHans ? 1 : 0;
      counts.hant_only += side == kHant ? 1 : 0;
    } else {
      count_rare(c, counts);
    }
  }
  return counts;
}

std::string detect_language(const ScriptCounts& n) {
  const std::uint64_t cjk = std::uint64_t{n.han} + n.kana + n.hangul;
  const std::uint64_t alphabetic = std::uint64_t{n.latin} + n.other;
  if (cjk + alphabetic == 0) return "und";
  if (cjk * kLettersPerHan < alphabetic) return n.other > n.latin || is_accented(n) ? "und" : "en";
  if (is_korean(n)) return "ko";
  return is_japanese(n) ? "ja" : chinese_of(n);
}

std::string detect_language(std::string_view text) { return detect_language(count_scripts(text)); }

}  // namespace medloom::text
