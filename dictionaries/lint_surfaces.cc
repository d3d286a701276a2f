// Rows meet where they share a key of the automaton, so pairs are only looked for there: plurals,
// cases, widths, scripts and hyphens are already folded together. For chains the replacement of
// each row is scanned like a text; what acts on it would act on the row's own output.

#include "dictionaries/lint_surfaces.h"

#include <algorithm>
#include <string>

#include "dictionaries/candidates.h"

namespace medloom::dictionaries {
namespace {

bool writes(const Pattern& pattern) {
  return pattern.mode() == Mode::fix || pattern.mode() == Mode::prefer;
}
bool acts(const Pattern& pattern) { return writes(pattern) || pattern.mode() == Mode::flag; }

std::string at(const TermRow& row) { return "'" + row.match + "' at " + row.from.name(); }

// "en" for a row of every language: what its own surface is scanned as.
std::string_view scanned_as(const TermRow& row) {
  return row.lang == "*" ? "en" : std::string_view(row.lang);
}

// Whether two surfaces with one folded key also meet one text: "non -specific" and "non-specific"
// do not, "low back" and "low-back" do.
bool joiners_meet(std::string_view a, std::string_view b) {
  const FoldedText x(a);
  const FoldedText y(b);
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
    if (x[i] != kJoiner || y[i] != kJoiner) continue;
    if ((x.joiner(i) == JoinerKind::mixed) != (y.joiner(i) == JoinerKind::mixed)) return false;
  }
  return true;
}

class SurfaceLinter {
 public:
  SurfaceLinter(const Library& library, FindingList& findings)
      : matcher_(library.matcher()), patterns_(matcher_.patterns()), findings_(findings) {
    for (const std::uint32_t number : patterns_.left_out()) {
      const TermRow& row = library.entries().rows[number];
      findings_.error(row, TermColumn::match,
                      "more than " + std::to_string(Patterns::kMostOfOneKey) +
                          " rows of one surface, '" + row.match + "'",
                      "put their conditions together in fewer rows");
    }
    for (const std::uint32_t number : patterns_.too_long()) {
      findings_.error(library.entries().rows[number], TermColumn::match,
                      "longer than " + std::to_string(Patterns::kLongestKey) +
                          " characters, so it matches nothing",
                      "write a shorter surface");
    }
  }

  void run() {
    for (std::uint32_t key = 0; key < patterns_.keys(); ++key) {
      const auto all = patterns_.of_key(key);
      for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) compare(all[i], all[j]);
      }
      for (const Pattern& pattern : all) {
        if (!pattern.is_label() && pattern.mode() != Mode::keep) check_keeps(pattern);
        if (!pattern.is_label() && writes(pattern) && !is_shadowed(pattern)) check_output(pattern);
      }
    }
  }

 private:
  // REQUIRES: the pattern is no label.
  const TermRow& row(const Pattern& pattern) const { return *matcher_.row(pattern); }
  std::string surface(const Pattern& pattern) const {
    return std::string(patterns_.surface(pattern));
  }
  std::string replacement(const Pattern& pattern) const {
    return std::string(patterns_.replacement(pattern));
  }
  std::uint32_t layer(const Pattern& pattern) const { return patterns_.details(pattern).layer; }
  bool same_guards(const Pattern& a, const Pattern& b) const {
    return row(a).when == row(b).when && row(a).unless == row(b).unless;
  }
  bool same_wish(const Pattern& a, const Pattern& b) const {
    return a.mode() == b.mode() && a.target == b.target && replacement(a) == replacement(b);
  }

  bool overlap(const Pattern& a, const Pattern& b) const {
    const auto& tags = patterns_.languages();
    return acts_in(tags[a.lang], tags[b.lang]) || acts_in(tags[b.lang], tags[a.lang]);
  }

  void compare(const Pattern& a, const Pattern& b) {
    if (layer(a) != layer(b) || !overlap(a, b) ||
        a.is(Pattern::kCaseSensitive) != b.is(Pattern::kCaseSensitive))
      return;
    if (a.is_label() && b.is_label()) return compare_labels(a, b);
    if (a.is_label() || b.is_label())
      return compare_with_label(a.is_label() ? b : a, a.is_label() ? a : b);
    if (a.row == b.row) return;
    const bool a_first = a.row < b.row;  // in the order they were read
    compare_rows(a_first ? a : b, a_first ? b : a);
  }

  void compare_labels(const Pattern& a, const Pattern& b) {
    if (a.target == b.target || (a.is(Pattern::kPlural) && b.is(Pattern::kPlural))) return;
    const Concept& one = *matcher_.target(a);
    const Concept& other = *matcher_.target(b);
    const Concept& later = one.from.line > other.from.line ? one : other;
    const Concept& earlier = &later == &one ? other : one;
    findings_.error(later.from, 1,
                    "label '" + surface(a) + "' also names concept '" + earlier.id + "'",
                    "give one of the two another label");
  }

  void compare_with_label(const Pattern& pattern, const Pattern& label) {
    if (pattern.mode() != Mode::link || pattern.guarded()) return;
    if (pattern.target == label.target) {
      findings_.warning(row(pattern), TermColumn::match,
                        "'" + surface(pattern) + "' is a label of its concept already",
                        "delete the row");
    } else {
      findings_.error(row(pattern), TermColumn::match,
                      "'" + surface(pattern) + "' is the label of another concept, '" +
                          matcher_.target(label)->id + "'",
                      "link it there, or give the row a guard");
    }
  }

  void compare_rows(const Pattern& a, const Pattern& b) {
    if (!joiners_meet(patterns_.surface(a), patterns_.surface(b))) return;
    const bool one_is_open = !a.guarded() || !b.guarded();
    if (same_wish(a, b) && (same_guards(a, b) || one_is_open)) {
      const bool spelt_alike = row(a).match == row(b).match;
      findings_.error(
          row(b), TermColumn::match,
          (spelt_alike ? "a duplicate of " : "folding makes it the same key as ") + at(row(a)),
          "delete one of the two");
      return;
    }
    if (!same_guards(a, b)) return;
    const bool fix_and_link = (a.mode() == Mode::fix) != (b.mode() == Mode::fix) &&
                              (a.mode() == Mode::link || b.mode() == Mode::link);
    const bool quarrel =
        (acts(a) && acts(b)) || (a.mode() == Mode::link && b.mode() == Mode::link) || fix_and_link;
    if (quarrel) {
      findings_.error(row(b), TermColumn::match,
                      "wants something else from the same surface than " + at(row(a)),
                      "delete one, or tell them apart by guards");
    }
  }

  // A keep that stands in the row's own surface reserves it wherever it is met.
  void check_keeps(const Pattern& pattern) {
    const PageWords no_page;
    CandidateScan scan(patterns_, patterns_.surface(pattern), scanned_as(row(pattern)), no_page);
    for (const Candidate& keep : scan.find()) {
      if (keep.pattern->mode() != Mode::keep || keep.pattern->guarded()) continue;
      findings_.error(row(pattern), TermColumn::match,
                      "never acts: it is covered by the keep row " + at(row(*keep.pattern)),
                      "delete one of the two, or guard the keep row");
    }
  }

  // A higher layer takes this surface in any case, so its output is never written.
  bool is_shadowed(const Pattern& pattern) const {
    const auto all = patterns_.of_key(patterns_.details(pattern).key);
    return std::any_of(all.begin(), all.end(), [&](const Pattern& other) {
      return !other.is_label() && layer(other) > layer(pattern) && !other.guarded() &&
             acts(other) && overlap(other, pattern);
    });
  }

  void check_output(const Pattern& pattern) {
    std::string output = replacement(pattern);
    if (const Concept* target = matcher_.target(pattern); output.empty() && target != nullptr) {
      if (const std::string* label = target->label(scanned_as(row(pattern)))) output = *label;
    }
    const PageWords no_page;
    CandidateScan scan(patterns_, output, scanned_as(row(pattern)), no_page);
    for (const Candidate& again : scan.find()) {
      const Mode mode = again.pattern->mode();
      if (mode != Mode::fix && mode != Mode::prefer) continue;
      if (scan.guards(again) == CandidateScan::Verdict::unless_fails) continue;
      if (is_shadowed(*again.pattern)) continue;
      tell_output(pattern, *again.pattern);
    }
  }

  void tell_output(const Pattern& first, const Pattern& second) {
    if (first.row == second.row) {
      findings_.error(
          row(first), TermColumn::replace, "fires on its own output '" + replacement(first) + "'",
          "write a replacement that the row does not match, or guard it with right: or left:");
      return;
    }
    const bool cycle = fold_key(replacement(second)) == fold_key(surface(first));
    findings_.error(
        row(first), TermColumn::replace,
        (cycle ? "a cycle: " : "a chain: ") + at(row(second)) + " replaces its output again",
        cycle ? "delete one of the two" : "write '" + replacement(second) + "' here as well");
  }

  const Matcher& matcher_;
  const Patterns& patterns_;
  FindingList& findings_;
};

}  // namespace

void lint_surfaces(const Library& library, FindingList& findings) {
  SurfaceLinter(library, findings).run();
}

}  // namespace medloom::dictionaries
