// One scan of a text for everything the dictionaries know.
//
// Which row wins:
//   1. A row whose guard fails is no candidate; the next one at that place gets its chance.
//   2. What a `keep` row covers is reserved; nothing that overlaps it acts.
//   3. Of the other acting rows (fix, prefer when asked, flag): leftmost, then longest, then the
//      higher layer, then a guarded row before one without a guard.
// Links are found over the text that results, leftmost-longest, and never block a repair.
//
// A replacement takes the case of what it replaces, is a plural where that was one, and mends the
// "a" or "an" before it (the hit then covers the article too). A sentence that would be changed
// once more if its own result were scanned keeps its source and is reported `unstable`.
//
// Spans are bytes of the text given. Cost: linear in the text; guards are asked only where a
// candidate stands. Thread-safety: immutable once built; const methods may run concurrently, each
// with its own PageWords.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/numbered_entries.h"
#include "dictionaries/page_words.h"
#include "dictionaries/patterns.h"
#include "pipeline/model/span.h"

namespace medloom::dictionaries {

struct ScanOptions {
  bool prefer = false;  // whether `prefer` rows act
};

// A replacement to make.
struct Hit {
  Span at;       // with the article, where that is mended
  Span surface;  // what the row matched
  const TermRow* row = nullptr;
  std::string replacement;  // of `at`
};

// A place a person should look at; nothing is changed.
struct FlagHit {
  Span at;
  const TermRow* row = nullptr;
  std::string suggestion;  // may be empty
};

struct KeepHit {
  Span at;
  const TermRow* row = nullptr;
};

// A sentence left as it was, because `row` would act again on what the others made of it.
struct Unstable {
  Span at;
  const TermRow* row = nullptr;
};

struct LinkHit {
  Span at;
  const Concept* target = nullptr;
  const TermRow* row = nullptr;  // null: one of the concept's labels
};

struct ScanResult {
  std::vector<Hit> hits;  // in order, not overlapping
  std::vector<FlagHit> flags;
  std::vector<KeepHit> keeps;
  std::vector<Unstable> unstable;
};

struct Reading {
  ScanResult repairs;
  // The concepts that the repaired text names, by a label, a `link` row, or a `prefer` or `keep`
  // row that carries a concept. Spans are bytes of repaired(text, repairs.hits).
  std::vector<LinkHit> links;
};

// A row that matched and did not act, and why: for the trace. Its place is one of the text that was
// given, of links too.
struct Loser {
  enum class Reason : std::uint8_t { when, unless, keep, overlap, same_place, no_change, unstable };
  Span at;
  const TermRow* row = nullptr;
  Reason reason = Reason::when;
  const TermRow* winner = nullptr;  // keep, overlap, same_place

  // "its when fails", "'low back pain' is longer or further left (terms/x.tsv:3)" …
  std::string why() const;
};
using ScanNotes = std::vector<Loser>;

class Matcher {
 public:
  Matcher() : Matcher(Patterns(), NumberedEntries()) {}
  // The numbers in the patterns are those of the entries.
  Matcher(Patterns patterns, NumberedEntries entries)
      : patterns_(std::make_unique<const Patterns>(std::move(patterns))),
        entries_(std::make_unique<const NumberedEntries>(std::move(entries))) {}

  // Each loser is told once.
  Reading read(std::string_view text, std::string_view lang, const PageWords& page,
               ScanOptions options = {}, ScanNotes* losers = nullptr) const;

  // The concept of that type that is called `surface`, whole: a field, not a text, so no guard is
  // asked. Null when there is none.
  const Concept* named(std::string_view surface, std::string_view lang,
                       std::string_view type) const;

  const Patterns& patterns() const { return *patterns_; }
  // Of a pattern; null for one that has none.
  const TermRow* row(const Pattern& pattern) const { return entries_->row(pattern.row); }
  const Concept* target(const Pattern& pattern) const { return entries_->target(pattern.target); }

 private:
  Reading read_all(std::string_view text, std::string_view lang, const PageWords& page,
                   ScanOptions options, ScanNotes* losers) const;

  std::unique_ptr<const Patterns> patterns_;
  std::unique_ptr<const NumberedEntries> entries_;
};

// `text` with its hits made. REQUIRES: hits in order, not overlapping.
std::string repaired(std::string_view text, const std::vector<Hit>& hits);

}  // namespace medloom::dictionaries
