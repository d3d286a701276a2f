// A conversion compiled: what becomes of each phrase and each character, known before any text is
// read.
//
// A phrase that the segmentation finds goes through the whole chain by itself, so its result is
// worked out once. What lies between phrases is a run. Where no step of the chain can find more in
// a run than characters one by one (s2t, t2s, s2tw, s2hk), a table tells what each becomes; other
// conversions read a run through the chain where one of its phrases may begin. Built from OpenCC's
// data in some 60 ms; immutable, threads share it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "text/han_chain.h"
#include "text/han_lexicon.h"

namespace medloom::text {

// What became of a part of a phrase: bytes of the source, and bytes of the result. `same` parts are
// the characters that stay.
struct PhrasePart {
  std::uint16_t source_bytes;
  std::uint16_t target_bytes;
  bool same;
};

// A character's result; none where it stays as it is.
class CharacterTable {
 public:
  CharacterTable() : pages_(1) {}

  void set(char32_t c, std::string_view result);
  // Empty where it stays.
  std::string_view operator[](char32_t c) const {
    const std::size_t page = c >> kPageBits;
    if (page >= index_.size()) return {};
    const Result& found = pages_[index_[page]][c & (kPageSize - 1)];
    return {found.bytes.data(), found.size};
  }

 private:
  static constexpr std::uint32_t kPageBits = 8;
  static constexpr std::uint32_t kPageSize = 1 << kPageBits;
  struct Result {
    std::uint8_t size = 0;
    std::array<char, 15> bytes = {};
  };
  using Page = std::array<Result, kPageSize>;

  std::vector<std::uint16_t> index_;  // of the page of each 256 characters; 0 is empty
  std::vector<Page> pages_;
};

class CharacterSet {
 public:
  void add(char32_t c);
  bool contains(char32_t c) const {
    return c >> 6 < bits_.size() && (bits_[c >> 6] >> (c & 63) & 1) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

class HanTables {
 public:
  static Result<std::shared_ptr<const HanTables>> create(std::string_view config);

  const HanChain& chain() const { return chain_; }
  const DoubleArray& phrases() const { return segmentation_.keys(); }
  bool phrases_in_ascii() const { return phrases_in_ascii_; }

  // Of a phrase by its key: its parts, and the bytes they become, one after the other.
  struct Phrase {
    const PhrasePart* parts;
    const PhrasePart* end;
    const char* target;
  };
  Phrase phrase(std::uint32_t key) const {
    const Place& place = places_[key];
    return {&parts_[place.part], &parts_[place.part] + place.parts, targets_.data() + place.target};
  }

  // Whether each character of a phrase becomes what it would by itself.
  bool is_plain(std::uint32_t key) const { return places_[key].plain; }
  // The characters of which some phrase makes what they would not become by themselves.
  const CharacterSet& ambiguous() const { return ambiguous_; }

  // Whether each character of a text has a result of its own, whatever stands around it; that is
  // what a choice by words is made of.
  bool goes_by_characters() const { return goes_by_characters_; }

  std::u32string phrase_text(std::uint32_t key) const;
  // What a phrase makes of its character number `at`, which is `c`.
  char32_t phrase_character(std::uint32_t key, char32_t c, std::size_t at) const;

  // What a character in a run becomes by itself.
  char32_t usual(char32_t c) const;
  std::string_view character(char32_t c) const { return characters_[c]; }
  // Pairs of characters with which a phrase of the chain may begin in a run; where one is found,
  // the run is to be read through the chain. None: runs are plain.
  const DoubleArray& chain_starts() const { return chain_starts_; }
  bool runs_are_plain() const { return runs_are_plain_; }
  // A character that no phrase of the chain holds: a run can be cut before and behind it.
  bool parts_runs(char32_t c) const { return !in_chain_.contains(c); }

  const std::string& data_version() const { return data_version_; }

 private:
  struct Place {
    std::uint32_t part;
    std::uint32_t target;
    std::uint16_t parts;
    bool plain = true;
  };

  void compile_phrases();
  void compile_runs();
  void find_ambiguous();

  HanChain chain_;
  HanLexicon segmentation_;
  bool phrases_in_ascii_ = false;
  std::vector<Place> places_;
  std::vector<PhrasePart> parts_;
  std::string targets_;
  CharacterTable characters_;
  DoubleArray chain_starts_;
  bool runs_are_plain_ = true;
  CharacterSet in_chain_;
  CharacterSet ambiguous_;
  bool goes_by_characters_ = false;
  std::string data_version_;
};

}  // namespace medloom::text
