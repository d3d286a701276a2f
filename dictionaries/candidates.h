// From a text to the patterns that stand in it, and the questions one asks of each: do its guards
// hold. The part that scanning for repairs and scanning for links share.
//
// Thread-safety: none; belongs to one scan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dictionaries/folded_text.h"
#include "dictionaries/guard.h"
#include "dictionaries/page_words.h"
#include "dictionaries/patterns.h"
#include "dictionaries/scan_buffers.h"
#include "dictionaries/sentences.h"

namespace medloom::dictionaries {

class CandidateScan {
 public:
  // Of one place, the longest keys and the first patterns of them; nobody's dictionary has more,
  // and one that has cannot make a scan slower than linear.
  static constexpr std::size_t kMostKeysAtOnePlace = 64;
  static constexpr std::size_t kMostAtOnePlace = 256;

  // Everything must outlive it.
  CandidateScan(const Patterns& patterns, std::string_view text, std::string_view lang,
                const PageWords& page);

  // All candidates, leftmost first, the longest of one place first, of one span the one that is to
  // be tried first. They last as long as the scan.
  const std::vector<Candidate>& find();
  // The modes that stand among them, as bits.
  unsigned modes() const { return modes_; }

  enum class Verdict { holds, when_fails, unless_fails };
  Verdict guards(const Candidate& candidate);

  const FoldedText& text() const { return buffers_->text; }
  const Sentences& sentences();
  // Whether the character is the first of its sentence that belongs to a word.
  bool opens_sentence(std::size_t character);

 private:
  void walk_from(std::span<const std::uint32_t> starts);
  std::size_t walk_all(std::size_t open);
  void sort_found(std::size_t found, std::size_t walks);
  void take_keys(std::size_t from, std::span<const WalkBatch::KeyEnd> keys);
  void add(std::uint32_t key, std::size_t from, std::size_t to);
  void drop_straddlers();
  bool fits(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool joiners_fit(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool case_fits(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool holds(std::uint32_t guard, const Candidate& candidate);
  bool holds(const AskedWord& word, const Candidate& candidate);
  bool in_sentence(std::uint32_t word, const Candidate& candidate);

  const Patterns& patterns_;
  const PageWords& page_;
  ScanBuffers::Handle buffers_;
  const std::vector<std::uint8_t>& acting_;  // by index of Patterns::languages()
  unsigned modes_ = 0;
  bool asks_bounds_ = false;                      // a candidate is short Han
  std::optional<Sentences> sentences_;            // cut when asked for
  std::vector<std::optional<FoundWords>> found_;  // by sentence, looked up when asked for
};

constexpr unsigned bit(Mode mode) { return 1U << static_cast<unsigned>(mode); }

}  // namespace medloom::dictionaries
