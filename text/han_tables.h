// A conversion compiled: what becomes of each phrase and each character, known before any text is
// read.
//
// A phrase that the segmentation finds goes through the whole chain by itself, so its result is
// worked out once. What lies between phrases is a run. Where no step of the chain can find more in
// a run than characters one by one (s2t, t2s, s2tw, s2hk), a table tells what each becomes; other
// conversions read a run through the chain where one of its phrases may begin. Built from OpenCC's
// data in some 60 ms, or loaded from an image of an earlier run in one; immutable, threads share
// it.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "text/han_chain.h"
#include "text/han_lexicon.h"
#include "text/image_cache.h"
#include "text/image_file.h"

namespace medloom::text {

// What became of a part of a phrase: bytes of the source, and bytes of the result. `same` parts are
// the characters that stay. No bool: it is read from images.
struct PhrasePart {
  std::uint16_t source_bytes;
  std::uint16_t target_bytes;
  std::uint16_t same;
};

// A character's result; none where it stays as it is.
class CharacterTable {
 public:
  CharacterTable() : pages_(1) {}

  void set(char32_t c, std::string_view result);
  // As two sections of an image.
  static constexpr std::uint32_t kSections = 2;
  void save(ImageWriter& image, std::uint32_t first_id) const;
  static Result<CharacterTable> load(const ImageFile& image, std::uint32_t first_id);
  // Empty where it stays.
  std::string_view operator[](char32_t c) const {
    const std::size_t page = c >> kPageBits;
    if (page >= index_.size()) return {};
    const Made& found = pages_[index_[page]][c & (kPageSize - 1)];
    return {found.bytes.data(), found.size};
  }

 private:
  static constexpr std::uint32_t kPageBits = 8;
  static constexpr std::uint32_t kPageSize = 1 << kPageBits;
  struct Made {
    std::uint8_t size = 0;
    std::array<char, 15> bytes = {};
  };
  using Page = std::array<Made, kPageSize>;

  std::vector<std::uint16_t> index_;  // of the page of each 256 characters; 0 is empty
  std::vector<Page> pages_;
};

class HanSet {
 public:
  void add(char32_t c);
  // As a section of an image.
  void save(ImageWriter& image, std::uint32_t id) const;
  static Result<HanSet> load(const ImageFile& image, std::uint32_t id);
  bool contains(char32_t c) const {
    return c >> 6 < bits_.size() && (bits_[c >> 6] >> (c & 63) & 1) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

class HanTables {
 public:
  // Found in the folder of images, or compiled and kept there; without a folder, compiled.
  static Result<std::shared_ptr<const HanTables>> create(std::string_view config,
                                                         const std::filesystem::path& images);

  const HanChain& chain() const { return chain_; }
  const DoubleArray& phrases() const { return phrases_; }
  bool phrases_in_ascii() const { return phrases_in_ascii_; }

  // Of a phrase by its key: its parts, and the bytes they become, one after the other.
  struct Phrase {
    const PhrasePart* parts;
    const PhrasePart* end;
    const char* target;
  };
  Phrase phrase(std::uint32_t key) const {
    const Place& place = places_[key];
    const PhrasePart* parts = parts_.data() + place.part;
    return {parts, parts + place.parts, targets_.data() + place.target};
  }

  // Whether each character of a phrase becomes what it would by itself.
  bool is_plain(std::uint32_t key) const { return places_[key].plain != 0; }
  // The characters of which some phrase makes what they would not become by themselves.
  const HanSet& ambiguous() const { return ambiguous_; }

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
    std::uint16_t plain = 1;
  };

  void compile(std::string_view config, const ConversionPlan& plan);
  void compile_phrases(const HanLexicon& segmentation);
  void compile_runs(const HanLexicon& segmentation);
  void find_ambiguous(const HanLexicon& segmentation);

  // Images: han_tables_image.cc.
  struct Shape;
  static std::string image_key(std::string_view config, std::string_view digest);
  static std::shared_ptr<const HanTables> find(const ImageCache& cache, const std::string& key);
  void keep(const ImageCache& cache, const std::string& key) const;
  Result<void> load(const ImageFile& image);
  Result<void> load_chain(const ImageFile& image, std::uint32_t steps);
  bool is_sound() const;

  std::optional<ImageFile> image_;  // what the arrays below lie in, if they were loaded
  HanChain chain_;
  DoubleArray phrases_;
  bool phrases_in_ascii_ = false;
  std::vector<Place> places_;
  std::vector<PhrasePart> parts_;
  std::string targets_;
  CharacterTable characters_;
  DoubleArray chain_starts_;
  bool runs_are_plain_ = true;
  HanSet in_chain_;
  HanSet ambiguous_;
  bool goes_by_characters_ = false;
  std::string data_version_;
};

}  // namespace medloom::text
