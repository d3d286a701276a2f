// A walk of the automaton starts at every token with which a key may begin (key_tokens.h). Its
// states lie all over the automaton, so many walks go on in turns, a token a turn: their waits for
// memory overlap. Nothing in a turn is a branch on what a walk met; walks that ended are written
// over by those that go on. Then language, joiners and case of each pattern of each key are looked
// at, all without allocation. The keys found are also the known words that a run of Han text is
// made of; where a short Han key touches other words, these are cut, and candidates that straddle
// them are taken out again. Guards come last and only where somebody asks: then the sentence is
// scanned for guard words, once, and the page, once.

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
  buffers_->words.clear();
}

const std::vector<Candidate>& CandidateScan::find() {
  TextTokens& tokens = buffers_->tokens;
  patterns_.tokens().read(text().characters(), patterns_.automaton(), tokens);
  std::span<const std::uint32_t> starts(tokens.starts.data(), tokens.start_count);
  while (!starts.empty()) {
    const std::size_t count = std::min(starts.size(), WalkBatch::kWalks);
    walk_from(starts.first(count));
    starts = starts.subspan(count);
  }
  if (asks_bounds_) drop_straddlers();
  return buffers_->candidates;
}

// All keys that begin at some tokens.
void CandidateScan::walk_from(std::span<const std::uint32_t> starts) {
  const text::DoubleArray& automaton = patterns_.automaton();
  const TextTokens& tokens = buffers_->tokens;
  WalkBatch& batch = buffers_->batch;
  std::size_t open = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::uint32_t state = automaton.first_by_code(tokens.codes[starts[i]]);
    batch.open[open] = {static_cast<std::uint32_t>(i), starts[i] + 1, state, 0};
    open += state != text::DoubleArray::kNone;
  }
  sort_found(walk_all(open), starts.size());
  const std::span<const WalkBatch::KeyEnd> sorted = batch.sorted;
  std::size_t at = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = batch.ends[i];
    if (end > at) take_keys(tokens.from[starts[i]], sorted.subspan(at, end - at));
    at = end;
  }
}

// All walks go on by a token in turn. Returns how many keys they found.
std::size_t CandidateScan::walk_all(std::size_t open) {
  const text::DoubleArray& automaton = patterns_.automaton();
  const std::uint32_t* const codes = buffers_->tokens.codes.data();
  WalkBatch& batch = buffers_->batch;
  std::size_t found = 0;
  // No key has more tokens than characters.
  for (std::size_t turn = 0; open > 0 && turn < Patterns::kLongestKey; ++turn) {
    if (batch.found.size() < found + open) batch.found.resize(2 * (found + open));
    WalkBatch::KeyEnd* const keys = batch.found.data();
    for (std::size_t i = 0; i < open; ++i) {
      WalkBatch::Walk& walk = batch.open[i];
      keys[found] = walk;
      found += automaton.has_key(walk.state);
      walk.child = automaton.place_of_child(walk.state, codes[walk.behind]);
      automaton.prefetch(walk.child);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < open; ++i) {
      const WalkBatch::Walk& walk = batch.open[i];
      const bool goes_on = automaton.is_child(walk.state, walk.child, codes[walk.behind]);
      batch.open[kept] = {walk.number, walk.behind + 1, walk.child, 0};
      kept += goes_on;
    }
    open = kept;
  }
  return found;
}

// By walk, of one walk the longest first; states become keys, whose patterns are asked for.
void CandidateScan::sort_found(std::size_t found, std::size_t walks) {
  WalkBatch& batch = buffers_->batch;
  std::fill_n(batch.ends.begin(), walks, 0U);
  for (std::size_t i = 0; i < found; ++i) {
    WalkBatch::KeyEnd& end = batch.found[i];
    end.child = patterns_.automaton().key(end.state);
    ++batch.ends[end.number];
  }
  std::uint32_t behind = 0;
  for (std::size_t i = 0; i < walks; ++i) behind = batch.ends[i] += behind;
  if (batch.sorted.size() < found) batch.sorted.resize(batch.found.size());
  for (std::size_t i = 0; i < found; ++i) {
    const WalkBatch::KeyEnd& end = batch.found[i];
    patterns_.prefetch(end.child);
    batch.sorted[--batch.ends[end.number]] = end;
  }
  // Each walk's place is now where its keys begin: where those of the one before it end.
  for (std::size_t i = 0; i + 1 < walks; ++i) batch.ends[i] = batch.ends[i + 1];
  if (walks > 0) batch.ends[walks - 1] = static_cast<std::uint32_t>(found);
}

void CandidateScan::take_keys(std::size_t from, std::span<const WalkBatch::KeyEnd> keys) {
  const std::size_t before = buffers_->candidates.size();
  for (const WalkBatch::KeyEnd& found : keys.first(std::min(keys.size(), kMostKeysAtOnePlace))) {
    if (found.child == text::DoubleArray::kNoKey) continue;  // of a damaged image
    const std::uint32_t to = buffers_->tokens.from[found.behind];
    if (to > from + 1) buffers_->words.push_back({static_cast<std::uint32_t>(from), to});
    if (buffers_->candidates.size() < before + kMostAtOnePlace) add(found.child, from, to);
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

// Takes out the short Han candidates that are halves of two neighbours (han_bounds.h). Known words
// that touch one another make a stretch; a cutting of the run is one of each of its stretches.
void CandidateScan::drop_straddlers() {
  const std::u32string_view characters = text().characters();
  const auto in_run = [characters](std::size_t from, std::size_t to) {
    for (; from < to; ++from) {
      if (!text::is_han(characters[from]) && !is_word(characters[from])) return false;
    }
    return true;
  };
  const std::vector<KnownWord>& words = buffers_->words;
  HanBounds& bounds = buffers_->bounds;
  KnownWord stretch;
  std::size_t first = 0;  // the stretch's first word, and the first behind it
  std::size_t next = 0;
  std::size_t count = 0;  // of its words
  bool is_cut = false;
  const auto go_to = [&](std::size_t place) {
    while (stretch.to <= place && next < words.size()) {
      first = next;
      count = 0;
      is_cut = false;
      for (; next < words.size() && (count == 0 || words[next].from < stretch.to); ++next) {
        const KnownWord& word = words[next];
        if (!in_run(word.from, word.to)) continue;
        if (count++ == 0) stretch = word;
        stretch.to = std::max(stretch.to, word.to);
      }
    }
  };
  const auto cut = [&] {
    if (std::exchange(is_cut, true)) return;
    bounds.begin_run(stretch.from);
    for (std::size_t i = first; i < next; ++i) {
      if (in_run(words[i].from, words[i].to)) bounds.add_word(words[i].from, words[i].to);
    }
    bounds.end_run(stretch.to);
  };
  const auto straddles = [&](const Candidate& candidate) {
    if (!candidate.pattern->is(Pattern::kShortHan) || !in_run(candidate.from, candidate.to)) {
      return false;
    }
    go_to(candidate.from);
    if (candidate.to <= stretch.from || candidate.from >= stretch.to) return false;  // alone
    if (count == 1) return candidate.from != stretch.from || candidate.to != stretch.to;
    cut();
    return !bounds.stands(candidate.from, candidate.to);
  };
  std::erase_if(buffers_->candidates, straddles);
}

bool CandidateScan::fits(const Pattern& pattern, std::size_t from, std::size_t to) const {
  const bool plain = pattern.is(Pattern::kPlainJoiners) && text().all_joiners_are_space();
  return pattern.lang < acting_.size() && acting_[pattern.lang] != 0 &&
         (plain || joiners_fit(pattern, from, to)) &&
         (!pattern.is(Pattern::kCaseSensitive) || case_fits(pattern, from, to));
}

// A space of the key meets white space or one hyphen; a hyphen of the key meets what it is.
bool CandidateScan::joiners_fit(const Pattern& pattern, std::size_t from, std::size_t to) const {
  const FoldedText& text = this->text();
  if (pattern.is(Pattern::kPlainJoiners)) {
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
  if (!candidate.pattern->guarded()) return Verdict::holds;
  const PatternDetails& asked = patterns_.details(*candidate.pattern);
  if (asked.when != 0 && !holds(asked.when, candidate)) return Verdict::when_fails;
  if (asked.unless != 0 && holds(asked.unless, candidate)) return Verdict::unless_fails;
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
