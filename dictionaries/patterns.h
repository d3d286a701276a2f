// Every surface that the dictionaries know, behind one automaton: the match of each row, its plural
// where the row inflects, each label of each concept, and plain words that only help to find where
// Han words end.
//
// The automaton knows keys as tokens (key_tokens.h). A key of it may stand for several patterns
// (another language, another guard, another layer); they come in the order in which they are to be
// tried. All of it is plain structs in arrays that name one another by number, so that it can lie
// in an image (text/image_file.h) as it is; PatternBuilder (pattern_builder.h) makes it. An image
// is not believed: every number is checked where it is used, and one that leads nowhere gives
// nothing.
//
// Thread-safety: immutable; const methods may run concurrently.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/guard.h"
#include "dictionaries/key_tokens.h"
#include "text/double_array.h"
#include "text/image_file.h"

namespace medloom::dictionaries {

inline constexpr std::uint32_t kNoNumber = 0xFFFFFFFF;

// A slice of the table of texts.
struct TextPlace {
  std::uint32_t at = 0;
  std::uint32_t size = 0;
};

struct Pattern {
  enum Trait : std::uint8_t {
    kCaseSensitive = 1,  // no lower-case letter in the row's match
    kPlainJoiners = 2,   // the key has no hyphen: a space meets either
    kShortHan = 4,       // asks HanBounds
    kWholeOnly = 8,      // a label for fields, too common a word for running text
    kPlural = 16,        // the plural of the match, or of the label
    kGuarded = 32,       // has a `when` or an `unless`
  };

  std::uint32_t row = kNoNumber;     // none: a label of `target`
  std::uint32_t target = kNoNumber;  // the concept it is linked to, or none
  std::uint32_t details = 0;         // its number in the table of details
  std::uint16_t lang = 0;            // index into Patterns::languages()
  std::uint8_t mode_number = 0;
  std::uint8_t traits = 0;

  Mode mode() const {
    return mode_number < kModeCount ? static_cast<Mode>(mode_number) : Mode::keep;
  }
  bool is(Trait trait) const { return (traits & trait) != 0; }
  bool is_label() const { return row == kNoNumber; }
  bool guarded() const { return is(kGuarded); }
};

// What is asked of a pattern only where it may act, apart, so that of what a scan looks at all the
// time as much as possible stays near.
struct PatternDetails {
  std::uint32_t key = 0;  // of the automaton
  std::uint32_t layer = 0;
  std::uint32_t when = 0;  // number of a guard; 0: none
  std::uint32_t unless = 0;
  std::uint32_t writing = kNoNumber;  // what it puts in its place, or nothing
  TextPlace surface;                  // the row's match, or its plural
};

// The replacement in the number of the surface: as the row writes it, and as the script of a block
// writes it. Empty where a conversion is doubtful.
struct WritingPlaces {
  TextPlace as_is, simplified, taiwan, hong_kong;
};

// A guard ready to be asked: groups of words; all groups must hold, and of each one word.
struct NumberRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
struct AskedWord {
  std::uint32_t place = 0;   // a Place
  std::uint32_t number = 0;  // of sentence and page words
  NumberRange beside;        // of neighbours: their folded characters
};

class Patterns {
 public:
  // No key has more patterns; what comes after them in the order of trying is left out (lint
  // tells). So a dictionary cannot make a scan slower than linear.
  static constexpr std::size_t kMostOfOneKey = 64;
  static constexpr std::size_t kLongestKey = 256;  // characters; longer surfaces are left out too

  Patterns() = default;

  // The keys as tokens, and the tokens of keys and texts.
  const text::DoubleArray& automaton() const { return automaton_; }
  const KeyTokens& tokens() const { return tokens_; }
  // The key that is all of these characters, or DoubleArray::kNoKey.
  std::uint32_t key_of(const std::u32string& characters) const;
  // Asks for the patterns of a key, which are wanted soon.
  void prefetch(std::uint32_t key) const {
    if (key < first_.size() && first_[key] < patterns_.size()) {
      __builtin_prefetch(&patterns_[first_[key]]);
    }
  }
  const GuardWords& guard_words() const { return guard_words_; }
  std::uint32_t keys() const { return automaton_.size(); }
  std::span<const Pattern> of_key(std::uint32_t key) const;
  const std::vector<std::string>& languages() const { return languages_; }
  std::string_view language(const Pattern& pattern) const;

  const PatternDetails& details(const Pattern& pattern) const {
    static constexpr PatternDetails kNothing;
    return pattern.details < details_.size() ? details_[pattern.details] : kNothing;
  }
  std::string_view surface(const Pattern& pattern) const { return text(details(pattern).surface); }
  // As the row writes it; empty where the row has none.
  std::string_view replacement(const Pattern& pattern) const;
  // As a block of that language writes it; empty where that is doubtful.
  std::string_view replacement_in(const Pattern& pattern, std::string_view lang) const;

  // The words of the groups of a guard.
  std::span<const NumberRange> groups(std::uint32_t guard) const;
  std::span<const AskedWord> words(const NumberRange& group) const;
  std::u32string_view beside(const AskedWord& word) const;

  // Different for any two that were built or loaded, also one after the other.
  std::uint64_t identity() const { return identity_; }

  // For lint; not kept in images. By number: the first row that was left out of each key with too
  // many, and the rows with too long a key. And whether a folded key is a common English word.
  const std::vector<std::uint32_t>& left_out() const { return left_out_; }
  const std::vector<std::uint32_t>& too_long() const { return too_long_; }
  bool is_common_word(const std::u32string& key) const { return common_words_.contains(key); }

  // As the sections from first_id on. The patterns must outlive the writing, and the image whatever
  // was loaded of it.
  static constexpr std::uint32_t kSections = 17 + 2 * text::DoubleArray::kSections;
  void save(text::ImageWriter& image, std::uint32_t first_id) const;
  static Result<Patterns> load(const text::ImageFile& image, std::uint32_t first_id);

 private:
  friend class PatternBuilder;

  // What built patterns own.
  struct Tables {
    std::vector<Pattern> patterns;
    std::vector<PatternDetails> details;
    std::vector<std::uint32_t> first;  // by key: its first pattern; one more at the end
    std::vector<WritingPlaces> writings;
    std::vector<NumberRange> guards = {{}};  // of groups; number 0 is none
    std::vector<NumberRange> groups;         // of words
    std::vector<AskedWord> words;
    std::vector<char32_t> characters;
    std::string texts;
    std::string language_names;  // one a line
    KeyTokens::Tables tokens;
  };
  void own(Tables tables);
  void name_languages();

  std::string_view text(const TextPlace& place) const;

  std::span<const Pattern> patterns_;
  std::span<const PatternDetails> details_;
  std::span<const std::uint32_t> first_;
  std::span<const WritingPlaces> writings_;
  std::span<const NumberRange> guards_;
  std::span<const NumberRange> groups_;
  std::span<const AskedWord> words_;
  std::span<const char32_t> characters_;
  std::span<const char> texts_;
  std::span<const char> language_names_;
  KeyTokens tokens_;
  text::DoubleArray automaton_;
  GuardWords guard_words_;
  std::vector<std::string> languages_;
  std::vector<std::uint32_t> left_out_;
  std::vector<std::uint32_t> too_long_;
  std::set<std::u32string> common_words_;
  std::uint64_t identity_ = 0;
  std::shared_ptr<const Tables> owned_;  // null when all of it lies in an image
};

// Whether a row or label of language `row` acts in a block of language `block`: the same tag, a
// parent of it ("zh" in "zh-Hant-TW"), "*" everywhere, and every zh row in a block that is only
// known to be "zh".
bool acts_in(std::string_view row, std::string_view block);

}  // namespace medloom::dictionaries
