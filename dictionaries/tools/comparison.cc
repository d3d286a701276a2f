// Each text is read by both libraries, and what they do is made comparable: an act is a place of
// the text and what is done there. Acts of one side alone are the differences. Links are found over
// the repaired text, whose places differ; they are compared by what they name, one for one.
//
// Tested by tests/dictionaries/tools/comparison_test.cc.
#include "dictionaries/tools/comparison.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "text/fold.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kContext = 60;  // bytes shown on each side
constexpr std::size_t kNear = 24;     // bytes in which a number or negation counts as near

// What one library does at one place.
struct Act {
  Span at;
  std::string does;  // "=low back pain", "flag", "keep", "link:low-back-pain"
  std::string result;
  const TermRow* row = nullptr;
  const Concept* target = nullptr;
  bool writes = false;

  auto key() const { return std::tuple(at.from, at.to, does); }
};

struct Acts {
  std::vector<Act> placed;
  std::vector<Act> links;
  std::string repaired_text;
};

Acts acts_of(const Library& library, const CorpusText& text, const PageWords& words) {
  Acts acts;
  const Reading reading = library.matcher().read(text.text, text.language, words);
  for (const Hit& hit : reading.repairs.hits) {
    acts.placed.push_back({hit.at, "=" + hit.replacement, hit.replacement, hit.row, nullptr, true});
  }
  const auto mark = [&](Span at, std::string does, const TermRow* row) {
    acts.placed.push_back(
        {at, std::move(does), text.text.substr(at.from, at.size()), row, nullptr, false});
  };
  for (const FlagHit& flag : reading.repairs.flags) mark(flag.at, "flag", flag.row);
  for (const KeepHit& keep : reading.repairs.keeps) mark(keep.at, "keep", keep.row);
  acts.repaired_text = repaired(text.text, reading.repairs.hits);
  for (const LinkHit& link : reading.links) {
    const std::string surface = acts.repaired_text.substr(link.at.from, link.at.size());
    acts.links.push_back(
        {link.at, surface + " links " + link.target->id, surface, link.row, link.target, false});
  }
  return acts;
}

bool in_word(char c) { return (c >= 'a' && c <= 'z') || c == '\''; }

// A character of Han counts wherever it stands: too careful is right here.
bool has_negation(std::string_view text, const Comparison::Negations& negations) {
  const std::string folded = text::fold(text);
  for (std::size_t from = 0; from < folded.size();) {
    std::size_t end = from;
    while (end < folded.size() && in_word(folded[end])) ++end;
    if (end == from) text::decode_at(folded, end);
    const std::string_view word = std::string_view(folded).substr(from, end - from);
    if (negations.contains(word) || word.ends_with("n't")) return true;
    from = end;
  }
  return false;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// Up to `bytes` of what stands before or behind a place, cut on character bounds.
std::string_view before(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t from = at > bytes ? at - bytes : 0;
  while (!text::is_char_boundary(text, from)) ++from;
  return text.substr(from, at - from);
}
std::string_view behind(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t to = std::min(text.size(), at + bytes);
  while (!text::is_char_boundary(text, to)) --to;
  return text.substr(at, to - at);
}

Difference difference_at(const std::string& page, std::string_view text, Span at,
                         const Comparison::Negations& negations) {
  Difference out;
  out.page = page;
  out.left = before(text, at.from, kContext);
  out.source = text.substr(at.from, at.size());
  out.right = behind(text, at.to, kContext);
  const std::string near = std::string(before(text, at.from, kNear)) + " " + out.source + " " +
                           std::string(behind(text, at.to, kNear));
  out.near_number = has_digit(near);
  out.near_negation = has_negation(near, negations);
  return out;
}

// Collects what differs on one page.
class PageComparison {
 public:
  PageComparison(std::map<std::string, RowChange>& rows, const CorpusPage& page,
                 const Comparison::Negations& negations)
      : rows_(rows), page_(page), negations_(negations), words_(page.main_text) {}

  void compare(const CorpusText& text, const Library& old_library, const Library& new_library) {
    const Acts was = acts_of(old_library, text, words_);
    const Acts now = acts_of(new_library, text, words_);
    compare_placed(text, was, now);
    const bool same_text = was.repaired_text == now.repaired_text;
    texts_differ_ = texts_differ_ || !same_text;
    compare_links(was, now);
  }

  bool texts_differ() const { return texts_differ_; }
  bool anything() const { return !seen_.empty(); }

 private:
  void compare_placed(const CorpusText& text, const Acts& was, const Acts& now) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, int> old_keys, new_keys;
    for (const Act& act : was.placed) ++old_keys[act.key()];
    for (const Act& act : now.placed) ++new_keys[act.key()];
    for (const Act& act : now.placed) {
      if (old_keys.contains(act.key())) continue;
      Difference place = difference_at(page_.place, text.text, act.at, negations_);
      place.was = counterpart(act.at, was, place.source);
      place.now = act.writes ? act.result : act.does;
      tell(act, true, std::move(place));
    }
    for (const Act& act : was.placed) {
      // What the new side does in the same place has been told there.
      if (new_keys.contains(act.key()) || overlaps(act.at, now)) continue;
      Difference place = difference_at(page_.place, text.text, act.at, negations_);
      place.was = act.writes ? act.result : act.does;
      place.now = place.source;
      tell(act, false, std::move(place));
    }
  }

  static bool overlaps(Span at, const Acts& acts) {
    return std::any_of(acts.placed.begin(), acts.placed.end(),
                       [at](const Act& act) { return act.at.from < at.to && at.from < act.at.to; });
  }

  static std::string counterpart(Span at, const Acts& acts, const std::string& source) {
    for (const Act& act : acts.placed) {
      if (act.at.from < at.to && at.from < act.at.to) return act.writes ? act.result : act.does;
    }
    return source;
  }

  void compare_links(const Acts& was, const Acts& now) {
    std::map<std::string, int> balance;
    for (const Act& act : was.links) --balance[act.does];
    for (const Act& act : now.links) ++balance[act.does];
    const auto told = [&](const Acts& side, int sign) {
      for (const Act& act : side.links) {
        int& rest = balance[act.does];
        if (rest * sign <= 0) continue;
        rest -= sign;
        Difference place = difference_at(page_.place, side.repaired_text, act.at, negations_);
        place.was = sign > 0 ? "no such link" : act.does;
        place.now = sign > 0 ? act.does : "no such link";
        tell(act, sign > 0, std::move(place));
      }
    };
    told(now, 1);
    told(was, -1);
  }

  void tell(const Act& act, bool gained, Difference place) {
    const std::string name = act.row != nullptr ? act.row->from.name() : act.target->from.name();
    const std::string key = (gained ? "+" : "-") + name + "\t" + act.does.substr(0, 1) +
                            (act.row != nullptr ? act.row->match : act.result);
    RowChange& row = rows_[key];
    if (row.places == 0) {
      row.row = name;
      row.surface = act.row != nullptr ? act.row->match : act.result;
      row.mode = act.row != nullptr ? name_of(act.row->mode) : "label";
      row.guarded = act.row != nullptr && act.row->guarded();
      row.gained = gained;
    }
    row.writes = row.writes || act.writes;
    ++row.places;
    if (seen_.insert(key).second) ++row.pages;
    if (place.near_number) ++row.near_numbers;
    if (place.near_negation) ++row.near_negations;
    if (act.writes) {
      if (has_digit(place.was) != has_digit(place.now)) ++row.turned_numbers;
      if (has_negation(place.was, negations_) != has_negation(place.now, negations_)) {
        ++row.turned_negations;
      }
    }
    if (row.examples.size() < Comparison::kPlaces) row.examples.push_back(std::move(place));
  }

  std::map<std::string, RowChange>& rows_;
  const CorpusPage& page_;
  const Comparison::Negations& negations_;
  PageWords words_;
  std::set<std::string> seen_;  // rows that differ on this page
  bool texts_differ_ = false;
};

}  // namespace

std::uint64_t RowChange::risk() const {
  if (!writes) return std::min<std::uint64_t>(places, 9);  // nobody reads another text
  const bool one_word = surface.find(' ') == std::string::npos;
  std::uint64_t risk = 10 + places + 5 * near_numbers + 10 * near_negations;
  if (gained && mode == "fix" && !guarded) risk += 2 * places + (one_word ? 20 : 0);
  if (!gained) risk += places;
  return risk + 100 * (turned_numbers + turned_negations);
}

std::vector<std::string> RowChange::reasons() const {
  std::vector<std::string> out;
  if (turned_numbers > 0) out.emplace_back("brings or takes a number");
  if (turned_negations > 0) out.emplace_back("brings or takes a negation");
  if (near_negations > 0) out.push_back(std::to_string(near_negations) + " beside a negation");
  if (near_numbers > 0) out.push_back(std::to_string(near_numbers) + " beside a number");
  if (gained && mode == "fix" && !guarded) out.emplace_back("a fix without a guard");
  if (!gained && writes) out.emplace_back("a repair that is no longer made");
  return out;
}

void Comparison::add(const CorpusPage& page) {
  ++pages_;
  PageComparison comparison(rows_, page, negations_);
  for (const CorpusText& text : page.texts) comparison.compare(text, old_, new_);
  if (comparison.texts_differ()) {
    ++changed_texts_;
  } else if (comparison.anything()) {
    ++changed_marks_;
  }
}

ComparisonReport Comparison::report() const {
  ComparisonReport report{pages_, changed_texts_, changed_marks_, {}};
  for (const auto& [key, row] : rows_) report.rows.push_back(row);
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const RowChange& a, const RowChange& b) { return a.risk() > b.risk(); });
  return report;
}

}  // namespace medloom::dictionaries
