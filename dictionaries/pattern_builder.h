// From rows, concepts and words to patterns (patterns.h): all that costs is done here, once, and
// not in the scan.
//
// Cost: keys are sorted once; of half a million rows that and the automaton take about a second.
// Thread-safety: none.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/patterns.h"
#include "dictionaries/table_readers.h"

namespace medloom::dictionaries {

class PatternBuilder {
 public:
  // Words go first. A label that is one common English word or one Han character names a concept
  // only where it is a whole field (Matcher::named), not in running text. English labels are keys
  // in the plural too.
  void add_word(const PlainWord& word);
  // Rows with an empty key or a guard that cannot be read are left out (lint tells them). `number`
  // and `target` are what the patterns will call the row and its concept.
  void add_row(const TermRow& row, std::uint32_t number, std::uint32_t target);
  void add_label(const Concept& entry, std::uint32_t number, std::string_view tag,
                 std::string_view label);

  Patterns build() &&;

 private:
  using Tables = Patterns::Tables;

  // A key and one of its patterns, or kNoNumber for a key without: it only shows where words end.
  struct Keyed {
    std::uint32_t at = 0;  // in keys_
    std::uint32_t size = 0;
    std::uint32_t pattern = kNoNumber;
  };

  void add(std::u32string_view key, std::string_view surface, Pattern pattern,
           PatternDetails details);
  void keep_key(std::u32string_view key, std::uint32_t pattern);
  std::u32string_view key_of(const Keyed& keyed) const {
    return std::u32string_view(keys_).substr(keyed.at, keyed.size);
  }
  bool tried_before(const Keyed& a, const Keyed& b) const;
  std::uint16_t language(std::string_view tag);
  std::uint32_t guard(std::string_view cell, bool& sound);
  AskedWord asked(const GuardWord& word);
  std::uint32_t writing(std::string_view replacement);
  TextPlace keep_text(std::string_view text);
  void take_key(const Keyed* from, const Keyed* to, std::vector<Pattern>& sorted);

  Patterns out_;
  Tables tables_;
  std::u32string keys_;  // one after the other
  std::vector<Keyed> keyed_;
  std::vector<std::string> languages_;
  std::map<std::string, std::uint32_t, std::less<>> writings_;
};

}  // namespace medloom::dictionaries
