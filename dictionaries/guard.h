// The conditions under which a row acts: its `when` and `unless` cells.
//
//   lumbar, disc ; page:pregnancy      (lumbar or disc in the sentence) and pregnancy on the page
//   left:blood, right:meter            directly beside the hit, a joiner between at most
//
// `,` is or, `;` is and, and `;` binds less. A word may be a phrase. Latin words lie on word bounds
// and are case-blind; Han words are looked for as they stand, in either script. What is asked of
// the sentence is asked of the text around the hit, not of the hit itself: a row for "waist pain"
// is not let through by its own "pain".
//
// Words asked of sentences and pages are numbered in one GuardWords per matcher, so that a sentence
// or a page is scanned once, however many rows ask.
// Thread-safety: const methods may run concurrently.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dictionaries/folded_text.h"
#include "text/double_array.h"

namespace medloom::dictionaries {

enum class Place : std::uint8_t { sentence, page, left, right };

struct GuardWord {
  Place place = Place::sentence;
  std::string surface;     // without the prefix
  std::uint32_t from = 0;  // byte of the cell where it begins, for messages

  friend bool operator==(const GuardWord& a, const GuardWord& b) {
    return a.place == b.place && a.surface == b.surface;
  }
};

// All groups must hold; a group holds when one of its words does. No group: nothing is asked.
using GuardExpression = std::vector<std::vector<GuardWord>>;

struct GuardProblem {
  std::uint32_t from;  // byte of the cell
  std::string message;
};

// Reads a `when` or `unless` cell; what is wrong is appended to `problems`.
GuardExpression parse_guard(std::string_view cell, std::vector<GuardProblem>& problems);

// Where words of GuardWords stand in a stretch of text: for each, the first and the last place.
class FoundWords {
 public:
  bool anywhere(std::uint32_t word) const { return places_.contains(word); }
  // Somewhere that shares no character with [from, to).
  bool outside(std::uint32_t word, std::size_t from, std::size_t to) const;

 private:
  friend class GuardWords;
  struct Ends {
    std::size_t first_from, first_to, last_from, last_to;
  };
  std::map<std::uint32_t, Ends> places_;
};

// The words that guards ask sentences and pages for.
class GuardWords {
 public:
  GuardWords() = default;
  // Those of an automaton that another one built.
  explicit GuardWords(text::DoubleArray automaton) : automaton_(std::move(automaton)) {}

  // Numbers a word; equal folded words share a number.
  std::uint32_t add(std::string_view surface);
  // To be called once, after the last add.
  void build();

  // Those that stand in characters [from, to) of a text, in one pass.
  FoundWords find(const FoldedText& text, std::size_t from, std::size_t to) const;

  const text::DoubleArray& automaton() const { return automaton_; }

 private:
  std::vector<std::u32string> words_;
  std::map<std::u32string, std::uint32_t> numbers_;
  text::DoubleArray automaton_;
};

}  // namespace medloom::dictionaries
