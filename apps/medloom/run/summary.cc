// Repairs by a dictionary row are shown one by one, the most frequent first, because each is a
// claim that somebody may want to check; what rules without a row did (spaces, widths, doubled
// words) is shown as counts.
//
// Tested by tests/apps/run_summary_test.cc.
#include "apps/medloom/run/summary.h"

#include <algorithm>

#include "apps/medloom/terminal.h"

namespace medloom {
namespace {

constexpr std::size_t kShownRepairs = 30;
constexpr std::size_t kShownReviews = 10;
constexpr std::size_t kShownPlaces = 5;
constexpr std::size_t kNoteWidth = 80;
constexpr std::size_t kMostKinds = 100000;  // of repairs, of flags

void title(std::ostream& out, std::string_view name) { out << "  " << padded(name, 11); }

// The entries of a count, the largest first, equal ones in order.
template <class Key>
std::vector<std::pair<Key, std::size_t>> by_count(const std::map<Key, std::size_t>& counts) {
  std::vector<std::pair<Key, std::size_t>> entries(counts.begin(), counts.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return entries;
}

std::string times(std::size_t number) { return "×" + grouped(number); }

void more(std::ostream& out, std::size_t all, std::size_t shown) {
  if (all > shown) out << "    … and " << grouped(all - shown) << " more\n";
}

// Adds to a count; a new one only while there are not too many of them.
template <class Key>
void count(std::map<Key, std::size_t>& counts, Key key, std::size_t number) {
  if (counts.size() < kMostKinds) {
    counts[std::move(key)] += number;
  } else if (const auto known = counts.find(key); known != counts.end()) {
    known->second += number;
  }
}

void append_place(std::vector<std::string>& places, const std::string& place,
                  const std::string& reason) {
  if (places.size() < kShownPlaces) places.push_back(printable(place) + "  " + printable(reason));
}

}  // namespace

void RunSummary::add_record(const RecordFacts& record, bool rendered_nothing) {
  ++records_;
  ++kinds_[record.kind];
  if (rendered_nothing) ++without_lines_;
  questions_ += record.questions;
  answers_ += record.answers;
  parts_ += record.parts;
  teasers_ += record.teasers;
  if (!record.repairs.empty()) ++changed_pages_;
  for (const RecordFacts::Count& repair : record.repairs) {
    const auto fields = unpack_fields(repair.what, 5);
    all_repairs_ += repair.number;
    if (fields[4].empty()) {
      count(rules_, {std::string(fields[0]), std::string(fields[3])}, repair.number);
    } else {
      count(repairs_,
            {std::string(fields[0]), std::string(fields[1]), std::string(fields[2]),
             std::string(fields[3]), std::string(fields[4])},
            repair.number);
    }
  }
  for (const RecordFacts::Count& flag : record.flags) {
    const auto fields = unpack_fields(flag.what, 4);
    flags_ += flag.number;
    count(reviews_,
          {std::string(fields[0]), std::string(fields[1]), std::string(fields[2]),
           std::string(fields[3])},
          flag.number);
  }
}

void RunSummary::add_skipped(const std::string& reason) {
  ++all_skipped_;
  count(skipped_, reason, 1);
}

void RunSummary::add_reject(const std::string& place, const Reject& reject) {
  ++rejects_;
  count(rejects_by_reason_, {reject.stage, reject.reason}, 1);
  append_place(first_rejects_, place, reject.stage + ": " + reject.reason);
}

void RunSummary::add_duplicate(const std::string& place, const std::string& first,
                               bool same_bytes) {
  ++duplicates_;
  append_place(first_duplicates_, place,
               "has the id of " + first + (same_bytes ? "" : " and other content"));
}

void RunSummary::print(std::ostream& out) const {
  out << counted(pages(), "page") << ": " << counted(records_, "record");
  out << ", " << counted(rejects_, "reject");
  if (duplicates_ > 0) out << ", " << counted(duplicates_, "duplicate");
  if (reused_ > 0) out << " (" << grouped(reused_) << " as in an earlier run)";
  out << '\n';
  print_skipped(out);
  if (records_ > 0) print_kinds(out);
  print_repairs(out);
  print_reviews(out);
  print_list(out, "duplicates", duplicates_, first_duplicates_);
  print_list(out, "rejects", rejects_, first_rejects_);
}

void RunSummary::print_skipped(std::ostream& out) const {
  if (skipped_.empty()) return;
  title(out, "skipped");
  std::string separator;
  for (const auto& [reason, number] : by_count(skipped_)) {
    out << separator << printable(reason) << ' ' << grouped(number);
    separator = " · ";
  }
  out << '\n';
}

void RunSummary::print_kinds(std::ostream& out) const {
  title(out, "records");
  std::string separator;
  for (const auto& [kind, number] : by_count(kinds_)) {
    out << separator << kind << ' ' << grouped(number);
    separator = " · ";
  }
  out << '\n';
  title(out, "questions");
  out << grouped(questions_) << " with " << counted(answers_, "answer") << " · "
      << counted(parts_, "other part") << " · " << counted(teasers_, "teaser") << " set apart\n";
  if (without_lines_ > 0) {
    title(out, "");
    out << counted(without_lines_, "record") << " without a pair of question and answer\n";
  }
}

void RunSummary::print_repairs(std::ostream& out) const {
  title(out, "repairs");
  out << grouped(all_repairs_);
  if (all_repairs_ > 0) out << " on " << counted(changed_pages_, "page");
  out << '\n';

  const auto repairs = by_count(repairs_);
  const std::size_t shown = std::min(repairs.size(), kShownRepairs);
  std::vector<std::string> texts;
  std::size_t width = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const Repair& repair = repairs[i].first;
    // What was put in, or stands for what is withheld, has nothing before it.
    const std::string before = repair.before.empty() ? "" : in_quotes(repair.before) + " ";
    texts.push_back(before + "-> " + in_quotes(repair.after));
    width = std::max(width, display_width(texts.back()));
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [repair, number] = repairs[i];
    out << "    " << padded(texts[i], width) << "  " << padded(times(number), 5) << ' '
        << printable(repair.rule) << "  " << printable(repair.dictionary) << '\n';
  }
  more(out, repairs.size(), shown);
  std::string stage;
  for (const auto& [rule, number] : rules_) {
    if (rule.first != stage) {
      out << (stage.empty() ? "    " : "\n    ") << padded(rule.first, 10);
      stage = rule.first;
    } else {
      out << " ·";
    }
    out << ' ' << printable(rule.second) << ' ' << times(number);
  }
  if (!stage.empty()) out << '\n';
}

void RunSummary::print_reviews(std::ostream& out) const {
  if (flags_ == 0) return;
  title(out, "flags");
  out << grouped(flags_) << " for a person to look at\n";
  const auto reviews = by_count(reviews_);
  const std::size_t shown = std::min(reviews.size(), kShownReviews);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [review, number] = reviews[i];
    out << "    ";
    // What was taken away has no text left to quote.
    if (!review.text.empty()) out << in_quotes(review.text) << "  ";
    out << times(number) << "  " << printable(review.kind);
    if (!review.dictionary.empty()) out << "  " << printable(review.dictionary);
    if (!review.note.empty()) out << "  " << excerpt(review.note, kNoteWidth);
    out << '\n';
  }
  more(out, reviews.size(), shown);
}

void RunSummary::print_list(std::ostream& out, std::string_view name, std::size_t number,
                            const std::vector<std::string>& first_ones) const {
  if (number == 0) return;
  title(out, name);
  out << grouped(number) << '\n';
  for (const std::string& line : first_ones) out << "    " << line << '\n';
  more(out, number, first_ones.size());
}

}  // namespace medloom
