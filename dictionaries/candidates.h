// From a text to the patterns that stand in it, and the questions one asks of each: do its guards
// hold. The part that scanning for repairs and scanning for links share.
//
// Thread-safety: none; belongs to one scan.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "dictionaries/folded_text.h"
#include "dictionaries/guard.h"
#include "dictionaries/page_words.h"
#include "dictionaries/patterns.h"
#include "dictionaries/sentences.h"

namespace medloom::dictionaries {

// A pattern at characters [from, to) of the folded text. It lies on word bounds.
struct Candidate {
  std::size_t from = 0;
  std::size_t to = 0;
  const Pattern* pattern = nullptr;
};

class CandidateScan {
 public:
  // Everything must outlive it.
  CandidateScan(const Patterns& patterns, std::string_view text, std::string_view lang,
                const PageWords& page);

  // All candidates, leftmost first, the longest of one place first, of one span the one that is to
  // be tried first.
  std::vector<Candidate> find();

  enum class Verdict { holds, when_fails, unless_fails };
  Verdict guards(const Candidate& candidate);

  const FoldedText& text() const { return text_; }
  const Sentences& sentences();
  // Whether the character is the first of its sentence that belongs to a word.
  bool opens_sentence(std::size_t character);

 private:
  bool fits(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool joiners_fit(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool case_fits(const Pattern& pattern, std::size_t from, std::size_t to) const;
  bool holds(const AskedGuard& guard, const Candidate& candidate);
  bool holds(const AskedWord& word, const Candidate& candidate);
  bool in_sentence(std::uint32_t word, const Candidate& candidate);

  const Patterns& patterns_;
  const PageWords& page_;
  FoldedText text_;
  std::vector<bool> acting_;                      // by index of Patterns::languages()
  std::optional<Sentences> sentences_;            // cut when asked for
  std::vector<std::optional<FoundWords>> found_;  // by sentence, looked up when asked for
};

constexpr unsigned bit(Mode mode) { return 1U << static_cast<unsigned>(mode); }

}  // namespace medloom::dictionaries
