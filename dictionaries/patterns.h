// Every surface that the dictionaries know, behind one automaton: the match of each row, its plural
// where the row inflects, each label of each concept, and plain words that only help to find where
// Han words end.
//
// A key of the automaton may stand for several patterns (another language, another guard, another
// layer); they come in the order in which they are to be tried. Built once, then immutable.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/guard.h"
#include "dictionaries/han_writing.h"
#include "dictionaries/table_readers.h"
#include "text/double_array.h"

namespace medloom::dictionaries {

// A guard ready to be asked: sentence and page words by number, neighbours folded.
struct AskedWord {
  Place place = Place::sentence;
  std::uint32_t number = 0;
  std::u32string beside;
  std::string surface;  // as the row writes it, for the trace
};
using AskedGuard = std::vector<std::vector<AskedWord>>;

struct Pattern {
  const TermRow* row = nullptr;     // null: a label of `target`
  const Concept* target = nullptr;  // what it is linked to, or null
  std::string surface;              // the row's match, or its plural
  std::string replacement;          // in the number of the surface
  Writings writings;                // the replacement as the script of the block writes it
  std::uint16_t lang = 0;           // index into Patterns::languages()
  Mode mode = Mode::link;
  bool case_sensitive = false;  // no lower-case letter in the row's match
  bool plain_joiners = true;    // the key has no hyphen: a space meets either
  bool short_han = false;       // asks HanBounds
  bool whole_only = false;      // a label for fields, too common a word for running text
  bool plural = false;          // the plural of the match, or of the label
  std::uint32_t layer = 0;
  std::uint32_t key = 0;  // of the automaton
  AskedGuard when, unless;

  bool guarded() const { return !when.empty() || !unless.empty(); }
};

class Patterns {
 public:
  // No key has more patterns; what comes after them in the order of trying is left out (lint
  // tells). So a dictionary cannot make a scan slower than linear.
  static constexpr std::size_t kMostOfOneKey = 64;

  // The row and the concept must outlive the patterns. Rows with an empty key or a guard that
  // cannot be read are left out (lint tells them). `target` may be null.
  void add_row(const TermRow& row, const Concept* target);
  // Words go first. A label that is one common English word or one Han character names a concept
  // only where it is a whole field (Matcher::named), not in running text. English labels are keys
  // in the plural too.
  void add_word(const PlainWord& word);
  void add_label(const Concept& target, std::string_view tag, std::string_view label);
  // To be called once, after the last add.
  void build();

  const text::DoubleArray& automaton() const { return automaton_; }
  const GuardWords& guard_words() const { return guard_words_; }
  std::uint32_t keys() const { return static_cast<std::uint32_t>(first_.size()) - 1; }
  std::span<const Pattern> of_key(std::uint32_t key) const;
  // The first row that was left out of each key with too many.
  const std::vector<const TermRow*>& left_out() const { return left_out_; }
  const std::vector<std::string>& languages() const { return languages_; }
  bool is_common_word(const std::u32string& key) const { return common_words_.contains(key); }

 private:
  void add(std::u32string key, Pattern pattern);
  std::uint16_t language(std::string_view tag);
  AskedGuard asked(const GuardExpression& expression);

  std::map<std::u32string, std::vector<Pattern>> by_key_;  // until build
  std::set<std::u32string> common_words_;
  std::vector<Pattern> patterns_;
  std::vector<std::uint32_t> first_ = {0};  // by key: its first pattern; one more at the end
  std::vector<std::string> languages_;
  std::vector<const TermRow*> left_out_;
  text::DoubleArray automaton_;
  GuardWords guard_words_;
};

// Whether a row or label of language `row` acts in a block of language `block`: the same tag, a
// parent of it ("zh" in "zh-Hant-TW"), "*" everywhere, and every zh row in a block that is only
// known to be "zh".
bool acts_in(std::string_view row, std::string_view block);

// No lower-case letter, and at least one letter that has case: "MS", "IT", "B超".
bool is_case_sensitive(std::string_view match);

}  // namespace medloom::dictionaries
