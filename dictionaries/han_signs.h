// Which Chinese a text is: script, region, and whether it is written Cantonese.
//
// Characters that one script alone has (text/script.h) decide the script; where there are none,
// words do that are written with characters of both (以后, 面包). Region and Cantonese are told by
// words and forms of characters, which stand in dictionaries/regions/signs.tsv. One sign is enough
// for a heading of ten characters; where signs speak for both regions alike, none is told.
//
// Limits: a text that quotes the words of another region counts them as its own; signs directly
// behind an opening quotation mark say nothing of Cantonese. Cost: one walk over the text.
// Thread-safety: immutable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/table_readers.h"
#include "pipeline/model/result.h"
#include "text/double_array.h"
#include "text/script.h"

namespace medloom::dictionaries {

// The weights of the signs found.
struct HanEvidence {
  std::uint32_t simplified = 0;
  std::uint32_t taiwan = 0;
  std::uint32_t hong_kong = 0;
  std::uint32_t cantonese = 0;

  HanEvidence& operator+=(const HanEvidence& other);
  friend bool operator==(const HanEvidence&, const HanEvidence&) = default;
};

class HanSigns {
 public:
  HanSigns() = default;  // knows no sign
  // Reads a table; what is wrong with it goes to `problems`.
  HanSigns(std::string bytes, const File& file, Problems& problems);

  HanEvidence find(std::string_view text) const;

 private:
  struct Sign {
    std::uint32_t key = 0;
    std::size_t end = 0;
  };
  Sign sign_at(std::string_view utf8, std::size_t next, char32_t c) const;

  // The characters that a sign may begin with, and others a multiple of 32,768 away: most begin
  // none.
  class Begins {
   public:
    void add(char32_t c) { bits_[word(c)] |= bit(c); }
    bool holds(char32_t c) const { return (bits_[word(c)] & bit(c)) != 0; }

   private:
    static constexpr std::size_t kWords = 512;  // for each 32,768 characters the same
    static std::size_t word(char32_t c) { return c / 64 % kWords; }
    static std::uint64_t bit(char32_t c) { return std::uint64_t{1} << (c % 64); }
    std::array<std::uint64_t, kWords> bits_{};
  };

  Begins begins_;
  text::DoubleArray signs_;
  std::vector<HanEvidence> says_;  // by sign; nothing where it only keeps shorter ones out
};

// "zh-Hant-HK", "zh-Hant-TW", "zh-Hant", "zh-Hans", "zh" where the text does not tell, or what else
// the text is ("en", "ja" …). Written Cantonese is Hong Kong's.
std::string detect_language(const text::ScriptCounts& counts, const HanEvidence& evidence);

// Written Cantonese: another language than the written Chinese that conversion is for.
bool is_cantonese(const text::ScriptCounts& counts, const HanEvidence& evidence);

}  // namespace medloom::dictionaries
