// The words that a choice between readings is made by, besides OpenCC's phrases: the caller's, with
// what becomes of each of their characters, and characters that stand alone.
// Immutable; threads may share it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/double_array.h"
#include "text/han_converter.h"
#include "text/han_tables.h"
#include "text/utf8.h"

namespace medloom::text {

class HanWords {
 public:
  HanWords() = default;
  // Takes the entries that are words, cuts or single characters; others are passed over. `convert`
  // tells what becomes of a word that only cuts. Words that are not as long as their result are
  // left out: no character of theirs has a result of its own.
  template <class Convert>
  static HanWords create(const std::vector<OverlayEntry>& entries, const HanTables& tables,
                         Convert convert);

  struct Word {
    std::u32string text;
    std::int32_t entry;         // -1 if it only cuts
    bool plain;                 // each character becomes what it would by itself, without doubt
    std::u32string other = {};  // as long as `text`, if the row has another candidate
  };
  // A character that no word decides.
  struct Alone {
    char32_t to;
    char32_t other;  // 0 if it is not doubtful
    std::int32_t entry;
  };

  bool empty() const { return words_.empty() && alone_.empty(); }
  const DoubleArray& keys() const { return keys_; }
  const Word& word(std::uint32_t key) const { return words_[key]; }
  // Whether a character is known to be a word by itself, and becomes what is usual.
  bool is_word(char32_t c) const { return characters_.contains(c); }
  const Alone* alone(char32_t c) const {
    const auto found = alone_.find(c);
    return found == alone_.end() ? nullptr : &found->second;
  }
  // Whether a word, OpenCC's phrases included, or a row for single characters may make of `c` what
  // is not usual.
  bool may_vary(char32_t c) const { return varying_.contains(c); }

 private:
  void add(const OverlayEntry& entry, std::int32_t number, std::u32string to,
           const HanTables& tables);
  void compile();

  std::vector<std::u32string> sources_;
  std::vector<Word> words_;
  DoubleArray keys_;
  std::unordered_set<std::u32string> known_;
  std::unordered_map<char32_t, Alone> alone_;
  HanSet characters_;
  HanSet varying_;
};

template <class Convert>
HanWords HanWords::create(const std::vector<OverlayEntry>& entries, const HanTables& tables,
                          Convert convert) {
  HanWords rows;
  rows.varying_ = tables.ambiguous();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].use == OverlayEntry::Use::word || entries[i].use == OverlayEntry::Use::alone) {
      rows.add(entries[i], static_cast<std::int32_t>(i), to_utf32(entries[i].to), tables);
    }
  }
  rows.compile();
  HanWords all = rows;
  for (const OverlayEntry& entry : entries) {
    if (entry.use == OverlayEntry::Use::cut) all.add(entry, -1, convert(entry.from, rows), tables);
  }
  all.compile();
  return all;
}

}  // namespace medloom::text
