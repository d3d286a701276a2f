// What another set of dictionaries would change on a corpus: every place where the two do different
// things, grouped by the row that makes the difference, the riskiest first.
//
// Places are those of the text as the page has it. What makes a row risky is what has gone wrong
// before: a change beside a number or a negation, a fix without a guard, a replacement that brings
// or takes a number or a negation, a repair that is no longer made.
//
// Cost: two scans of the corpus; memory grows with the rows that differ, of whose places the first
// `kPlaces` are kept. Thread-safety: none; one comparison belongs to one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dictionaries/library.h"
#include "dictionaries/tools/corpus.h"

namespace medloom::dictionaries {

// A place where old and new differ.
struct Difference {
  std::string page;
  std::string left, source, right;  // what the page says, with what stands around it
  std::string was, now;             // what old and new make of `source`
  bool near_number = false;
  bool near_negation = false;
};

// All places where one row makes the difference.
struct RowChange {
  std::string row;      // "terms/en-mt-slips.tsv:41"
  std::string surface;  // its `match`
  std::string mode;
  bool gained = true;   // the new dictionaries do it; else only the old ones did
  bool writes = false;  // text changes, not only flags or links
  bool guarded = false;
  std::uint64_t places = 0;
  std::uint64_t pages = 0;
  std::uint64_t near_numbers = 0;
  std::uint64_t near_negations = 0;
  std::uint64_t turned_numbers = 0;    // places where a number comes or goes
  std::uint64_t turned_negations = 0;  // places where a negation does
  std::vector<Difference> examples;

  std::uint64_t risk() const;
  std::vector<std::string> reasons() const;  // why it is risky, in words
};

struct ComparisonReport {
  std::uint64_t pages = 0;
  std::uint64_t changed_texts = 0;  // pages whose record would read differently
  std::uint64_t changed_marks = 0;  // pages where only flags, protections or links differ
  std::vector<RowChange> rows;      // the riskiest first
};

class Comparison {
 public:
  static constexpr std::size_t kPlaces = 5;

  using Negations = std::set<std::string, std::less<>>;

  // The libraries outlive it. Negations are folded words; any word in n't is one too.
  Comparison(const Library& old_library, const Library& new_library, Negations negations)
      : old_(old_library), new_(new_library), negations_(std::move(negations)) {}

  void add(const CorpusPage& page);
  ComparisonReport report() const;

 private:
  const Library& old_;
  const Library& new_;
  Negations negations_;
  std::map<std::string, RowChange> rows_;
  std::uint64_t pages_ = 0;
  std::uint64_t changed_texts_ = 0;
  std::uint64_t changed_marks_ = 0;
};

std::string to_json(const ComparisonReport& report);
// One page without scripts or anything from elsewhere; all text of pages and rows is escaped.
std::string to_html(const ComparisonReport& report);

}  // namespace medloom::dictionaries
