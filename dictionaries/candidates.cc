// The walk starts at every character that can begin a word and asks the automaton for the keys that
// begin there. A key that ends inside a word is no candidate; then language, mode, joiners and case
// of each of its patterns are looked at, all without allocation. Guards come last and only where
// somebody asks: then the sentence is scanned for guard words, once, and the page, once.

#include "dictionaries/candidates.h"

#include <algorithm>

#include "dictionaries/characters.h"
#include "dictionaries/han_bounds.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

// Behind the white space and hyphens at `pos`.
void skip_joiners(std::string_view text, std::size_t& pos) {
  while (pos < text.size()) {
    std::size_t next = pos;
    const char32_t c = text::decode_at(text, next);
    if (!text::is_space(c) && !is_hyphen(c)) return;
    pos = next;
  }
}

}  // namespace

CandidateScan::CandidateScan(const Patterns& patterns, std::string_view text, std::string_view lang,
                             const PageWords& page)
    : patterns_(patterns), page_(page), text_(text) {
  for (const std::string& tag : patterns.languages()) acting_.push_back(acts_in(tag, lang));
}

std::vector<Candidate> CandidateScan::find() {
  std::vector<Candidate> found;
  HanBounds bounds(patterns_.automaton(), text_);
  const auto characters = text_.characters();
  bool in_word = false;
  for (std::size_t from = 0; from < characters.size(); ++from) {
    const bool goes_on = in_word;
    in_word = is_word(characters[from]);
    if (goes_on && in_word) continue;
    const std::size_t first = found.size();
    patterns_.automaton().matches(characters, from, [&](std::uint32_t key, std::size_t to) {
      if (!text_.word_cut(to)) return;
      for (const Pattern& pattern : patterns_.of_key(key)) {
        if (pattern.whole_only || !fits(pattern, from, to)) continue;
        if (pattern.short_han && !bounds.stands(from, to)) continue;
        found.push_back({from, to, &pattern});
      }
    });
    if (found.size() < first + 2) continue;
    // Stable, so that the patterns of one key stay in the order in which they are to be tried.
    std::stable_sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.to > b.to; });
  }
  return found;
}

bool CandidateScan::fits(const Pattern& pattern, std::size_t from, std::size_t to) const {
  return acting_[pattern.lang] && joiners_fit(pattern, from, to) &&
         (!pattern.case_sensitive || case_fits(pattern, from, to));
}

// A space of the key meets white space or one hyphen; a hyphen of the key meets what it is.
bool CandidateScan::joiners_fit(const Pattern& pattern, std::size_t from, std::size_t to) const {
  if (pattern.plain_joiners) {
    for (std::size_t i = from; i < to; ++i) {
      if (text_[i] == kJoiner && text_.joiner(i) == JoinerKind::mixed) return false;
    }
    return true;
  }
  const FoldedText key(pattern.surface);
  for (std::size_t i = from; i < to; ++i) {
    if (text_[i] != kJoiner) continue;
    const JoinerKind asked = key.joiner(i - from);
    const JoinerKind is = text_.joiner(i);
    const bool met = asked == JoinerKind::space ? is != JoinerKind::mixed : is == asked;
    if (!met) return false;
  }
  return true;
}

bool CandidateScan::case_fits(const Pattern& pattern, std::size_t from, std::size_t to) const {
  const std::string_view there = text_.source(from, to);
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < there.size() && b < pattern.surface.size()) {
    skip_joiners(there, a);
    skip_joiners(pattern.surface, b);
    const char32_t x = half_width(text::decode_at(there, a));
    const char32_t y = half_width(text::decode_at(pattern.surface, b));
    if (x != y && (is_upper(y) || is_lower(y))) return false;
  }
  return true;
}

const Sentences& CandidateScan::sentences() {
  if (!sentences_) {
    sentences_.emplace(text_.source());
    found_.resize(sentences_->size());
  }
  return *sentences_;
}

bool CandidateScan::opens_sentence(std::size_t character) {
  constexpr std::size_t kMarks = 8;  // quotes and brackets that may stand before it
  const Span sentence = sentences().span(sentences().at(text_.byte(character)));
  for (std::size_t i = character; i > 0 && character - i < kMarks; --i) {
    if (text_.byte(i) <= sentence.from) return true;
    if (is_word(text_[i - 1]) || text::is_han(text_[i - 1])) return false;
  }
  return text_.byte(character) == sentence.from;
}

CandidateScan::Verdict CandidateScan::guards(const Candidate& candidate) {
  if (!holds(candidate.pattern->when, candidate)) return Verdict::when_fails;
  const AskedGuard& unless = candidate.pattern->unless;
  if (!unless.empty() && holds(unless, candidate)) return Verdict::unless_fails;
  return Verdict::holds;
}

bool CandidateScan::holds(const AskedGuard& guard, const Candidate& candidate) {
  return std::all_of(guard.begin(), guard.end(), [&](const std::vector<AskedWord>& group) {
    return std::any_of(group.begin(), group.end(),
                       [&](const AskedWord& word) { return holds(word, candidate); });
  });
}

bool CandidateScan::holds(const AskedWord& word, const Candidate& candidate) {
  const std::u32string_view text = text_.characters();
  const std::size_t size = word.beside.size();
  switch (word.place) {
    case Place::page:
      return page_.has(patterns_.guard_words(), word.number);
    case Place::sentence:
      return in_sentence(word.number, candidate);
    case Place::left: {
      std::size_t end = candidate.from;
      if (end > 0 && text[end - 1] == kJoiner) --end;
      return end >= size && text.substr(end - size, size) == word.beside &&
             text_.word_cut(end - size) && text_.word_cut(end);
    }
    case Place::right: {
      std::size_t begin = candidate.to;
      if (begin < text.size() && text[begin] == kJoiner) ++begin;
      return text.substr(begin, size) == word.beside && text_.word_cut(begin) &&
             text_.word_cut(begin + size);
    }
  }
  return false;
}

// A hit that runs across a sentence's end is in both sentences.
bool CandidateScan::in_sentence(std::uint32_t word, const Candidate& candidate) {
  const Sentences& all = sentences();
  const std::size_t last = all.at(text_.byte(candidate.to - 1));
  for (std::size_t i = all.at(text_.byte(candidate.from)); i <= last; ++i) {
    if (!found_[i]) {
      const Span span = all.span(i);
      found_[i] = patterns_.guard_words().find(text_, text_.character_at(span.from),
                                               text_.character_at(span.to));
    }
    if (found_[i]->outside(word, candidate.from, candidate.to)) return true;
  }
  return false;
}

}  // namespace medloom::dictionaries
