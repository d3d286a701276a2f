// What a run did, counted while it goes and shown when it ends.
//
// Memory grows with the number of different repairs and flags, not with pages, and not without end:
// beyond a hundred thousand new ones are counted, but not shown one by one.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/engine/runner.h"

namespace medloom {

class RunSummary {
 public:
  void add_record(const RecordFacts& record, bool rendered_nothing);
  void add_reject(const std::string& place, const Reject& reject);
  // `first` is the place of the page whose id this one has.
  void add_duplicate(const std::string& place, const std::string& first, bool same_bytes);

  // What a source passed over: counted by its reason.
  void add_skipped(const std::string& reason);

  // A result of an earlier run was taken as it was.
  void add_reused() { ++reused_; }

  std::size_t records() const { return records_; }
  std::size_t rejects() const { return rejects_; }
  std::size_t duplicates() const { return duplicates_; }
  std::size_t skipped() const { return all_skipped_; }
  std::size_t reused() const { return reused_; }
  // The pages among the inputs: what is skipped is none, or none that was wanted.
  std::size_t pages() const { return records_ + rejects_ + duplicates_; }
  std::size_t inputs() const { return pages() + skipped(); }

  using Counts = std::map<std::string, std::size_t>;
  const Counts& kinds() const { return kinds_; }
  const Counts& skipped_by_reason() const { return skipped_; }
  // Stage, reason.
  const std::map<std::pair<std::string, std::string>, std::size_t>& rejects_by_reason() const {
    return rejects_by_reason_;
  }

  // A few lines for a person.
  void print(std::ostream& out) const;

 private:
  struct Repair {
    std::string stage, before, after, rule, dictionary;
    auto operator<=>(const Repair&) const = default;
  };
  struct Review {
    std::string kind, text, dictionary, note;
    auto operator<=>(const Review&) const = default;
  };

  void print_skipped(std::ostream& out) const;
  void print_kinds(std::ostream& out) const;
  void print_repairs(std::ostream& out) const;
  void print_reviews(std::ostream& out) const;
  void print_list(std::ostream& out, std::string_view title, std::size_t number,
                  const std::vector<std::string>& first_ones) const;

  std::size_t records_ = 0;
  std::size_t rejects_ = 0;
  std::size_t all_skipped_ = 0;
  std::size_t reused_ = 0;
  std::size_t all_repairs_ = 0;
  std::size_t duplicates_ = 0;
  std::size_t without_lines_ = 0;
  std::size_t questions_ = 0;
  std::size_t answers_ = 0;
  std::size_t parts_ = 0;
  std::size_t teasers_ = 0;
  std::size_t changed_pages_ = 0;
  std::size_t flags_ = 0;
  Counts kinds_;
  Counts skipped_;
  std::map<std::pair<std::string, std::string>, std::size_t> rejects_by_reason_;
  std::map<Repair, std::size_t> repairs_;                             // of dictionary rows
  std::map<std::pair<std::string, std::string>, std::size_t> rules_;  // other changes: stage, rule
  std::map<Review, std::size_t> reviews_;
  std::vector<std::string> first_rejects_;
  std::vector<std::string> first_duplicates_;
};

}  // namespace medloom
