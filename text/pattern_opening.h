// With which characters can a match of a regular expression begin, and which must be in it?
//
// Most rules of site profiles begin with `^`, and most lines begin with something else: the first
// character of a line says no at the price of a table look-up, where RE2 would be asked in vain a
// hundred times a line. Of the others most hold a word ("醫師", "Ask Date:") of which a line lacks
// a character. The answer is a superset: what the reader does not understand may begin with
// anything and needs nothing. Immutable; share by threads.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace medloom::text {

// Which characters are in a text: those of ASCII exactly, the others by a hash of seven bits.
class CharacterSketch {
 public:
  CharacterSketch() = default;
  explicit CharacterSketch(std::string_view text);

  void add(char32_t c) {
    const std::uint32_t bit = c < 0x80
                                  ? static_cast<std::uint32_t>(c)
                                  : 0x80U | (static_cast<std::uint32_t>(c) * 2654435761U) >> 25;
    bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  bool holds(const CharacterSketch& other) const {
    std::uint64_t lacking = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) lacking |= other.bits_[i] & ~bits_[i];
    return lacking == 0;
  }

 private:
  std::array<std::uint64_t, 4> bits_{};
};

class PatternOpening {
 public:
  // Any character, and no character at all.
  PatternOpening() = default;

  // REQUIRES: `regex` is one that RE2 compiles.
  static PatternOpening of(std::string_view regex);

  // Whether a match may begin at the beginning of `text`; where it says no, there is none in it.
  bool allows(std::string_view text) const {
    return anything_ || (!text.empty() && begins_.holds(text, 0));
  }

  // Whether a match may end with the last character of `text`.
  bool may_end(std::string_view text) const {
    if (ends_anyhow_) return true;
    if (text.empty()) return false;
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    return ends_.holds(text, last);
  }

  // The most characters that a match can have; kAnyLength where there is no end, or none is known.
  static constexpr std::uint32_t kAnyLength = 1U << 20;
  std::uint32_t longest() const { return longest_; }

  bool needs_characters() const { return !words_.empty(); }
  // Whether a text of these characters can hold a match.
  bool allows(const CharacterSketch& characters) const {
    if (words_.empty()) return true;
    for (const CharacterSketch& word : words_) {
      if (characters.holds(word)) return true;
    }
    return false;
  }

 private:
  friend class OpeningReader;

  struct Range {
    char32_t first, last;
  };

  struct Characters {
    std::array<std::uint64_t, 2> ascii{};
    std::vector<Range> ranges;  // behind ASCII, ascending

    void set(const std::vector<Range>& all);
    bool holds(std::string_view text, std::size_t at) const {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x80) return (ascii[byte / 64] >> (byte % 64) & 1U) != 0;
      return !ranges.empty() && in_ranges(code_point_at(text, at).value);
    }
    bool in_ranges(char32_t c) const;
  };

  bool anything_ = true;
  bool ends_anyhow_ = true;
  std::uint32_t longest_ = kAnyLength;
  Characters begins_;
  Characters ends_;
  std::vector<CharacterSketch> words_;  // one of which is in every match; empty: not known
};

// The opening of a pattern, read when it is first asked for: reading those of all profiles takes
// longer than reading the profiles. Threads may come together.
class LazyOpening {
 public:
  // REQUIRES: `regex` is one that RE2 compiles.
  explicit LazyOpening(std::string regex) : regex_(std::move(regex)) {}

  const PatternOpening& get() const {
    if (!is_read_.load(std::memory_order_acquire)) [[unlikely]]
      read();
    return opening_;
  }

 private:
  void read() const;

  std::string regex_;
  mutable std::mutex reading_;
  mutable std::atomic<bool> is_read_ = false;
  mutable PatternOpening opening_;
};

}  // namespace medloom::text
