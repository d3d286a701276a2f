// A walk of the automaton starts at every character that can begin a word and finds the keys that
// begin there. Of Latin words, a hash says whether a key may begin with that word; of Han text, the
// first characters do. What remains is hits and near hits, whose states lie all over the automaton,
// so sixteen walks go on in turns: their waits for memory overlap, which is most of the time with
// many keys. A key that ends inside a word is no candidate; then language, joiners and case of
// each of its patterns are looked at, all without allocation. The same walk finds the words that a
// run of Han text is made of; where a short Han key stands in it, the run is cut when it ends, and
// candidates that straddle its words are taken out again. Guards come last and only where somebody
// asks: then the sentence is scanned for guard words, once, and the page, once.

#include "dictionaries/candidates.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dictionaries/characters.h"
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
    : patterns_(patterns),
      page_(page),
      buffers_(ScanBuffers::borrow()),
      acting_(buffers_->acting(patterns, lang)) {
  buffers_->text.read(text);
  buffers_->candidates.clear();
}

const std::vector<Candidate>& CandidateScan::find() {
  const std::u32string_view characters = text().characters();
  const text::DoubleArray& automaton = patterns_.automaton();
  WalkBatch& batch = buffers_->batch;
  batch.clear();
  bool in_run = false;
  bool run_is_told = false;  // runs in which no walk begins are of no interest
  std::size_t run = 0;
  const auto walk_from = [&](std::size_t from) {
    const std::uint32_t state = automaton.first(characters[from]);
    if (state == text::DoubleArray::kNone) return;
    if (batch.is_full()) take_batch();
    if (in_run && !std::exchange(run_is_told, true))
      batch.add_run(WalkBatch::Step::run_begins, run);
    batch.add_walk(from, state);
  };
  const auto end_run = [&](std::size_t to) {
    if (std::exchange(run_is_told, false)) batch.add_run(WalkBatch::Step::run_ends, to);
  };
  for (std::size_t from = 0; from < characters.size();) {
    const char32_t c = characters[from];
    const bool word = is_word(c);
    if ((word || text::is_han(c)) != in_run) {
      if (in_run) end_run(from);
      in_run = !in_run;
      run = from;
    }
    if (word) {
      std::size_t end = from;
      WordHash hash;
      do hash.add(characters[end++]);
      while (end < characters.size() && is_word(characters[end]));
      if (patterns_.may_begin_with(hash)) walk_from(from);
      from = end;
    } else {
      // Most places are left by the first two characters.
      const char32_t next = from + 1 < characters.size() ? characters[from + 1] : U'\0';
      if (automaton.may_begin(c, next) && automaton.may_begin(characters.substr(from))) {
        walk_from(from);
      }
      ++from;
    }
  }
  if (in_run) end_run(characters.size());
  take_batch();
  return buffers_->candidates;
}

// All walks of the batch go on by a character in turn.
void CandidateScan::walk_all() {
  const std::u32string_view characters = text().characters();
  const text::DoubleArray& automaton = patterns_.automaton();
  WalkBatch& batch = buffers_->batch;
  std::array<WalkBatch::Walk*, WalkBatch::kWalks>
      open;  // NOLINT(*-member-init): the first `count` are set
  std::size_t count = 0;
  for (WalkBatch::Walk& walk : batch.walks()) open[count++] = &walk;
  // Every walk is a character further on than in the turn before.
  for (std::size_t length = 1; count > 0; ++length) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      WalkBatch::Walk& walk = *open[i];
      const std::size_t to = walk.from + length;
      if (length > 1) {
        if (!automaton.leads_to(walk.state, walk.cell)) continue;
        walk.state = walk.cell;
      }
      if (automaton.has_key(walk.state) && text().word_cut(to)) {
        batch.key(walk, walk.keys++) = {walk.state, static_cast<std::uint32_t>(to)};
        automaton.prefetch_key(walk.state);
      }
      if (to == characters.size()) continue;
      walk.cell = automaton.reach(walk.state, characters[to]);
      if (walk.cell != text::DoubleArray::kNone) open[kept++] = &walk;
    }
    count = kept;
  }
}

// What the walks found, in the order of the text.
void CandidateScan::take_batch() {
  WalkBatch& batch = buffers_->batch;
  walk_all();
  for (WalkBatch::Walk& walk : batch.walks()) {
    for (std::size_t i = walk.keys - std::min(walk.keys, kMostKeysAtOnePlace); i < walk.keys; ++i) {
      KeyEnd& found = batch.key(walk, i);
      found.key = patterns_.automaton().key(found.key);
      patterns_.prefetch(found.key);
    }
  }
  auto walk = batch.walks().begin();
  for (const WalkBatch::Event& event : batch.events()) {
    switch (event.step) {
      case WalkBatch::Step::run_begins:
        begin_run(event.at);
        break;
      case WalkBatch::Step::walk:
        take_keys(*walk++);
        break;
      case WalkBatch::Step::run_ends:
        end_run(event.at);
        break;
    }
  }
  batch.clear();
}

// A walk finds the shortest key first, and the longest is wanted first.
void CandidateScan::take_keys(WalkBatch::Walk& walk) {
  const std::size_t before = buffers_->candidates.size();
  for (std::size_t kept = std::min(walk.keys, kMostKeysAtOnePlace); kept > 0; --kept) {
    const KeyEnd found = buffers_->batch.key(walk, --walk.keys);
    if (found.key == text::DoubleArray::kNoKey) continue;  // of a damaged image
    if (found.to > walk.from + 1) buffers_->bounds.add_word(walk.from, found.to);
    if (buffers_->candidates.size() < before + kMostAtOnePlace) {
      add(found.key, walk.from, found.to);
    }
  }
}

void CandidateScan::add(std::uint32_t key, std::size_t from, std::size_t to) {
  for (const Pattern& pattern : patterns_.of_key(key)) {
    if (pattern.is(Pattern::kWholeOnly) || !fits(pattern, from, to)) continue;
    asks_bounds_ = asks_bounds_ || pattern.is(Pattern::kShortHan);
    modes_ |= bit(pattern.mode());
    buffers_->candidates.push_back({from, to, &pattern});
  }
}

void CandidateScan::begin_run(std::size_t from) {
  asks_bounds_ = false;
  run_candidates_ = buffers_->candidates.size();
  buffers_->bounds.begin_run(from);
}

// A key that runs on behind the run, across punctuation, has plain ends.
void CandidateScan::end_run(std::size_t to) {
  if (!asks_bounds_) return;
  buffers_->bounds.end_run(to);
  std::vector<Candidate>& candidates = buffers_->candidates;
  const auto first = candidates.begin() + static_cast<std::ptrdiff_t>(run_candidates_);
  const auto straddles = [&](const Candidate& candidate) {
    return candidate.pattern->is(Pattern::kShortHan) && candidate.to <= to &&
           !buffers_->bounds.stands(candidate.from, candidate.to);
  };
  candidates.erase(std::remove_if(first, candidates.end(), straddles), candidates.end());
}

bool CandidateScan::fits(const Pattern& pattern, std::size_t from, std::size_t to) const {
  return pattern.lang < acting_.size() && acting_[pattern.lang] != 0 &&
         joiners_fit(pattern, from, to) &&
         (!pattern.is(Pattern::kCaseSensitive) || case_fits(pattern, from, to));
}

// A space of the key meets white space or one hyphen; a hyphen of the key meets what it is.
bool CandidateScan::joiners_fit(const Pattern& pattern, std::size_t from, std::size_t to) const {
  const FoldedText& text = this->text();
  if (pattern.is(Pattern::kPlainJoiners)) {
    if (text.all_joiners_are_space()) return true;
    for (std::size_t i = from; i < to; ++i) {
      if (text[i] == kJoiner && text.joiner(i) == JoinerKind::mixed) return false;
    }
    return true;
  }
  const FoldedText key(patterns_.surface(pattern));
  for (std::size_t i = from; i < to; ++i) {
    if (text[i] != kJoiner || i - from >= key.size()) continue;
    const JoinerKind asked = key.joiner(i - from);
    const JoinerKind is = text.joiner(i);
    const bool met = asked == JoinerKind::space ? is != JoinerKind::mixed : is == asked;
    if (!met) return false;
  }
  return true;
}

bool CandidateScan::case_fits(const Pattern& pattern, std::size_t from, std::size_t to) const {
  const std::string_view there = text().source(from, to);
  const std::string_view surface = patterns_.surface(pattern);
  std::size_t a = 0;
  std::size_t b = 0;
  while (a < there.size() && b < surface.size()) {
    skip_joiners(there, a);
    skip_joiners(surface, b);
    const char32_t x = half_width(text::decode_at(there, a));
    const char32_t y = half_width(text::decode_at(surface, b));
    if (x != y && (is_upper(y) || is_lower(y))) return false;
  }
  return true;
}

const Sentences& CandidateScan::sentences() {
  if (!sentences_) {
    sentences_.emplace(text().source());
    found_.resize(sentences_->size());
  }
  return *sentences_;
}

bool CandidateScan::opens_sentence(std::size_t character) {
  constexpr std::size_t kMarks = 8;  // quotes and brackets that may stand before it
  const Span sentence = sentences().span(sentences().at(text().byte(character)));
  for (std::size_t i = character; i > 0 && character - i < kMarks; --i) {
    if (text().byte(i) <= sentence.from) return true;
    if (is_word(text()[i - 1]) || text::is_han(text()[i - 1])) return false;
  }
  return text().byte(character) == sentence.from;
}

CandidateScan::Verdict CandidateScan::guards(const Candidate& candidate) {
  const Pattern& pattern = *candidate.pattern;
  if (pattern.when != 0 && !holds(pattern.when, candidate)) return Verdict::when_fails;
  if (pattern.unless != 0 && holds(pattern.unless, candidate)) return Verdict::unless_fails;
  return Verdict::holds;
}

bool CandidateScan::holds(std::uint32_t guard, const Candidate& candidate) {
  const auto groups = patterns_.groups(guard);
  return std::all_of(groups.begin(), groups.end(), [&](const NumberRange& group) {
    const auto words = patterns_.words(group);
    return std::any_of(words.begin(), words.end(),
                       [&](const AskedWord& word) { return holds(word, candidate); });
  });
}

bool CandidateScan::holds(const AskedWord& word, const Candidate& candidate) {
  const FoldedText& text = this->text();
  const std::u32string_view beside = patterns_.beside(word);
  const std::size_t size = beside.size();
  switch (static_cast<Place>(word.place)) {
    case Place::page:
      return page_.has(patterns_.guard_words(), word.number);
    case Place::sentence:
      return in_sentence(word.number, candidate);
    case Place::left: {
      std::size_t end = candidate.from;
      if (end > 0 && text[end - 1] == kJoiner) --end;
      return end >= size && text.characters().substr(end - size, size) == beside &&
             text.word_cut(end - size) && text.word_cut(end);
    }
    case Place::right: {
      std::size_t begin = candidate.to;
      if (begin < text.size() && text[begin] == kJoiner) ++begin;
      return text.characters().substr(begin, size) == beside && text.word_cut(begin) &&
             text.word_cut(begin + size);
    }
  }
  return false;
}

// A hit that runs across a sentence's end is in both sentences.
bool CandidateScan::in_sentence(std::uint32_t word, const Candidate& candidate) {
  const Sentences& all = sentences();
  const std::size_t last = all.at(text().byte(candidate.to - 1));
  for (std::size_t i = all.at(text().byte(candidate.from)); i <= last; ++i) {
    if (!found_[i]) {
      const Span span = all.span(i);
      found_[i] = patterns_.guard_words().find(text(), text().character_at(span.from),
                                               text().character_at(span.to));
    }
    if (found_[i]->outside(word, candidate.from, candidate.to)) return true;
  }
  return false;
}

}  // namespace medloom::dictionaries
