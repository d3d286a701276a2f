// A scan has three steps. All candidates are found (candidates.h). Those of `keep` rows whose
// guards hold become the reserved spans. The others are gone through from left to right, the
// longest first: one that overlaps the last winner or a reserved span loses without its guards
// being asked, one whose guard fails loses and leaves its place to the next. That gives the same
// winners as asking all guards first, for fewer questions.
//
// Links are a second contest over the candidates of the same scan, or, where something was
// repaired, over those of the result.
//
// The result of repairs is scanned once more. Sentences that would change again go back to their
// source; because the source of one sentence can still move the bounds of another (a replacement
// may end in a full stop), a second look follows, and if that is not quiet either the whole text is
// left as it was. So a text is scanned three times at most.
//
// Cases: tests/dictionaries/matcher_test.cc; against a naive matcher: matcher_differential_test.cc.

#include "dictionaries/matcher.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "dictionaries/candidates.h"
#include "dictionaries/characters.h"
#include "dictionaries/english.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

using Verdict = CandidateScan::Verdict;

// Characters [from, to) that some row holds.
struct Held {
  std::size_t from, to;
  const Pattern* pattern;
};

// The spans of the keep rows, by start; they may overlap one another.
class Reserved {
 public:
  void add(Held held) {
    held_.push_back(held);
    reach_.push_back(std::max(held.to, reach_.empty() ? 0 : reach_.back()));
  }
  // One that shares a character with [from, to), or null.
  const Held* overlapping(std::size_t from, std::size_t to) const {
    // Only those that begin before `to` can; of them the first that reaches beyond `from`.
    const auto end =
        std::lower_bound(held_.begin(), held_.end(), to,
                         [](const Held& held, std::size_t place) { return held.from < place; });
    const auto count = static_cast<std::size_t>(end - held_.begin());
    const auto at =
        std::upper_bound(reach_.begin(), reach_.begin() + static_cast<std::ptrdiff_t>(count), from);
    const auto index = static_cast<std::size_t>(at - reach_.begin());
    return index < count ? &held_[index] : nullptr;
  }

 private:
  std::vector<Held> held_;
  std::vector<std::size_t> reach_;  // the farthest end up to here
};

// Goes through candidates in order and keeps the winners, telling `losers` about the others.
class Contest {
 public:
  Contest(const Matcher& matcher, CandidateScan& scan, ScanNotes* losers)
      : matcher_(matcher), scan_(scan), losers_(losers) {}

  // Reserves what the keep rows among the candidates cover, and returns those that do.
  std::vector<Candidate> reserve(const std::vector<Candidate>& candidates) {
    std::vector<Candidate> keeps;
    if ((scan_.modes() & bit(Mode::keep)) == 0) return keeps;
    for (const Candidate& candidate : candidates) {
      if (candidate.pattern->mode() != Mode::keep || !guards_hold(candidate)) continue;
      reserved_.add({candidate.from, candidate.to, candidate.pattern});
      keeps.push_back(candidate);
    }
    return keeps;
  }

  // Whether the candidate may act. The caller then says `take`, or goes on.
  bool admits(const Candidate& candidate) {
    if (candidate.from < taken_.to) {
      const bool same = candidate.from == taken_.from && candidate.to == taken_.to;
      return lose(candidate, same ? Loser::Reason::same_place : Loser::Reason::overlap,
                  taken_.pattern);
    }
    if (const Held* keep = reserved_.overlapping(candidate.from, candidate.to)) {
      return lose(candidate, Loser::Reason::keep, keep->pattern);
    }
    return guards_hold(candidate);
  }
  void take(const Candidate& candidate) {
    taken_ = {candidate.from, candidate.to, candidate.pattern};
  }
  bool lose(const Candidate& candidate, Loser::Reason reason, const Pattern* winner) {
    if (losers_ == nullptr) return false;
    if (const TermRow* row = matcher_.row(*candidate.pattern)) {
      losers_->push_back({scan_.text().span(candidate.from, candidate.to), row, reason,
                          winner ? matcher_.row(*winner) : nullptr});
    }
    return false;
  }

  bool reserved(std::size_t from, std::size_t to) const {
    return reserved_.overlapping(from, to) != nullptr;
  }
  std::size_t taken_to() const { return taken_.to; }

 private:
  bool guards_hold(const Candidate& candidate) {
    const Verdict verdict = scan_.guards(candidate);
    if (verdict == Verdict::holds) return true;
    return lose(candidate,
                verdict == Verdict::when_fails ? Loser::Reason::when : Loser::Reason::unless,
                nullptr);
  }

  const Matcher& matcher_;
  CandidateScan& scan_;
  ScanNotes* losers_;
  Reserved reserved_;
  Held taken_ = {0, 0, nullptr};
};

// What a row writes, before case: its replacement in the script of the block, or its concept's
// label.
std::string_view written(const Matcher& matcher, const Pattern& pattern, std::string_view lang) {
  if (matcher.patterns().details(pattern).writing != kNoNumber) {
    return matcher.patterns().replacement_in(pattern, lang);
  }
  const Concept* target = matcher.target(pattern);
  const std::string* label = target ? target->label(lang) : nullptr;
  return label ? std::string_view(*label) : std::string_view();
}

// What a row puts in the place of a candidate; empty: nothing.
std::string replacement_for(const Matcher& matcher, CandidateScan& scan, const Candidate& candidate,
                            std::string_view lang) {
  const std::string_view replacement = written(matcher, *candidate.pattern, lang);
  if (replacement.empty()) return {};
  return carry_case(scan.text().source(candidate.from, candidate.to),
                    matcher.patterns().surface(*candidate.pattern), replacement,
                    scan.opens_sentence(candidate.from));
}

// The article "a" or "an" right before a candidate.
struct Article {
  std::size_t from;
  bool an;
};

std::optional<Article> article_before(CandidateScan& scan, std::size_t at, std::size_t free_from) {
  const FoldedText& text = scan.text();
  if (at < 2 || text[at - 1] != kJoiner || text.joiner(at - 1) != JoinerKind::space)
    return std::nullopt;
  const bool an = text[at - 2] == 'n' && at >= 3 && text[at - 3] == 'a';
  if (!an && text[at - 2] != 'a') return std::nullopt;
  const std::size_t from = at - (an ? 3 : 2);
  if (from < free_from || !text.word_cut(from)) return std::nullopt;
  // "vitamin A deficiency": inside a sentence a capital A is a name, unless all is in capitals.
  const std::string_view source = text.source().substr(text.byte(from));
  const bool capital = is_upper(static_cast<unsigned char>(source[0]));
  const bool shouting =
      an ? source[1] == 'N' : is_case_sensitive(text.source(at, std::min(at + 2, text.size())));
  if (capital && !shouting && !scan.opens_sentence(from)) return std::nullopt;
  return Article{from, an};
}

// "a" or "an" as the replacement wants it, in the case of the article that stands there.
std::string mended(std::string_view article, std::string_view replaced,
                   std::string_view replacement) {
  const bool an = wants_an(replacement);
  const bool capital = article[0] == 'A';
  const bool shouting = capital && (article.ends_with('N') || is_case_sensitive(replaced));
  if (shouting) return an ? "AN" : "A";
  if (capital) return an ? "An" : "A";
  return an ? "an" : "a";
}

// A text and all that may stand in it: what repairs and links both begin with.
struct TextScan {
  TextScan(const Matcher& by, std::string_view text, std::string_view lang, const PageWords& page)
      : matcher(by), scan(by.patterns(), text, lang, page), candidates(scan.find()) {}

  const Matcher& matcher;
  CandidateScan scan;
  const std::vector<Candidate>& candidates;
};

class RepairScan {
 public:
  RepairScan(TextScan& text, std::string_view lang, ScanOptions options, ScanNotes* losers)
      : matcher_(text.matcher),
        candidates_(text.candidates),
        scan_(text.scan),
        lang_(lang),
        modes_(bit(Mode::fix) | bit(Mode::flag) | (options.prefer ? bit(Mode::prefer) : 0)),
        losers_(losers) {}

  ScanResult run() {
    if ((scan_.modes() & (modes_ | bit(Mode::keep))) == 0) return {};
    Contest contest(matcher_, scan_, losers_);
    for (const Candidate& keep : contest.reserve(candidates_)) {
      const TermRow* row = matcher_.row(*keep.pattern);
      if (row) result_.keeps.push_back({scan_.text().span(keep.from, keep.to), row});
    }
    if ((scan_.modes() & modes_) == 0) return std::move(result_);
    for (const Candidate& candidate : candidates_) {
      if ((modes_ & bit(candidate.pattern->mode())) == 0 || !contest.admits(candidate)) continue;
      if (const TermRow* row = matcher_.row(*candidate.pattern)) act(candidate, *row, contest);
    }
    return std::move(result_);
  }

 private:
  void act(const Candidate& candidate, const TermRow& row, Contest& contest) {
    const FoldedText& text = scan_.text();
    const Span surface = text.span(candidate.from, candidate.to);
    std::string replacement = replacement_for(matcher_, scan_, candidate, lang_);
    if (candidate.pattern->mode() == Mode::flag) {
      result_.flags.push_back({surface, &row, std::move(replacement)});
      contest.take(candidate);
      return;
    }
    if (replacement.empty() || replacement == text.source(candidate.from, candidate.to)) {
      contest.lose(candidate, Loser::Reason::no_change, nullptr);
      return;
    }
    Span at = surface;
    if (const auto article = article_before(scan_, candidate.from, contest.taken_to());
        article && article->an != wants_an(replacement) &&
        !contest.reserved(article->from, candidate.from)) {
      at.from = text.byte(article->from);
      const std::size_t end = article->from + (article->an ? 2 : 1);
      replacement = mended(text.source(article->from, end),
                           text.source(candidate.from, candidate.to), replacement)
                        .append(text.source(end, candidate.from))
                        .append(replacement);
    }
    result_.hits.push_back({at, surface, &row, std::move(replacement)});
    contest.take(candidate);
  }

  const Matcher& matcher_;
  const std::vector<Candidate>& candidates_;
  CandidateScan& scan_;
  std::string_view lang_;
  unsigned modes_;
  ScanNotes* losers_;
  ScanResult result_;
};

std::vector<LinkHit> links_of(TextScan& text, ScanNotes* losers) {
  std::vector<LinkHit> found;
  constexpr unsigned kLinking = bit(Mode::link) | bit(Mode::prefer);
  if ((text.scan.modes() & (kLinking | bit(Mode::keep))) == 0) return found;
  found.reserve(text.candidates.size());
  const auto link = [&](const Candidate& candidate) {
    const Pattern& pattern = *candidate.pattern;
    const Concept* target = text.matcher.target(pattern);
    if (target == nullptr) return;
    found.push_back(
        {text.scan.text().span(candidate.from, candidate.to), target, text.matcher.row(pattern)});
  };
  Contest contest(text.matcher, text.scan, losers);
  for (const Candidate& keep : contest.reserve(text.candidates)) link(keep);
  const std::size_t keeps = found.size();
  for (const Candidate& candidate : text.candidates) {
    const Pattern& pattern = *candidate.pattern;
    if ((kLinking & bit(pattern.mode())) == 0 || pattern.target == kNoNumber) continue;
    if (!contest.admits(candidate)) continue;
    contest.take(candidate);
    link(candidate);
  }
  if (keeps > 0) {
    std::stable_sort(found.begin(), found.end(),
                     [](const LinkHit& a, const LinkHit& b) { return a.at < b.at; });
  }
  return found;
}

// From places of a result to places of its source; a replacement comes from its hit.
class SourceMap {
 public:
  explicit SourceMap(const std::vector<Hit>& hits) {
    std::int64_t grown = 0;
    for (const Hit& hit : hits) {
      const auto begin = static_cast<std::uint32_t>(hit.at.from + grown);
      const auto size = static_cast<std::uint32_t>(hit.replacement.size());
      pieces_.push_back({{begin, begin + size}, hit.at});
      grown += static_cast<std::int64_t>(size) - hit.at.size();
    }
  }
  Span source(Span result) const {
    const std::uint32_t last = result.to > result.from ? result.to - 1 : result.to;
    return {place(result.from, false), place(last, true) + 1};
  }

 private:
  struct Piece {
    Span result, source;
  };
  // Inside a replacement: the first or the last byte of what it replaced.
  std::uint32_t place(std::uint32_t at, bool last) const {
    const auto behind =
        std::upper_bound(pieces_.begin(), pieces_.end(), at,
                         [](std::uint32_t p, const Piece& piece) { return p < piece.result.from; });
    if (behind == pieces_.begin()) return at;
    const Piece& piece = *std::prev(behind);
    if (at < piece.result.to) return last ? piece.source.to - 1 : piece.source.from;
    return at - piece.result.to + piece.source.to;
  }
  std::vector<Piece> pieces_;
};

// Takes hits back until scanning the result would change nothing more.
class Settlement {
 public:
  Settlement(std::string_view text, ScanResult& result, ScanNotes* losers)
      : sentences_(text), restless_(sentences_.size()), result_(result), losers_(losers) {}

  // Whether hits were taken back. `again` are the hits of a scan of the result.
  bool take_back(const std::vector<Hit>& again) {
    const SourceMap map(result_.hits);
    bool any = false;
    for (const Hit& hit : again) any = mark(map.source(hit.at), hit.row) || any;
    if (any) drop_marked();
    return any;
  }
  void take_back_all() {
    for (const Hit& hit : result_.hits) mark(hit.at, hit.row);
    drop_marked();
  }

 private:
  // Marks the sentences of a span; false when all of them were given up before.
  bool mark(Span at, const TermRow* row) {
    bool news = false;
    const std::size_t last = sentences_.at(at.to - 1);
    for (std::size_t i = sentences_.at(at.from); i <= last; ++i) {
      if (restless_[i]) continue;
      restless_[i] = true;
      news = true;
      result_.unstable.push_back({sentences_.span(i), row});
    }
    return news;
  }

  void drop_marked() {
    std::erase_if(result_.hits, [&](const Hit& hit) {
      const std::size_t last = sentences_.at(hit.at.to - 1);
      for (std::size_t i = sentences_.at(hit.at.from); i <= last; ++i) {
        if (!restless_[i]) continue;
        if (losers_) losers_->push_back({hit.surface, hit.row, Loser::Reason::unstable, nullptr});
        return true;
      }
      return false;
    });
  }

  Sentences sentences_;
  std::vector<bool> restless_;  // by sentence: keeps its source
  ScanResult& result_;
  ScanNotes* losers_;
};

constexpr int kLooks = 2;

// Both contests ask the guards of `keep` rows, so some lose twice at one place: told once.
void tell_once(ScanNotes& losers) {
  std::set<std::tuple<Span, const TermRow*, Loser::Reason>> told;
  std::erase_if(losers, [&](const Loser& loser) {
    return !told.emplace(loser.at, loser.row, loser.reason).second;
  });
}

// The links of a repaired text. What loses there is told with its place in the source.
std::vector<LinkHit> links_of_result(TextScan& result, const std::vector<Hit>& hits,
                                     ScanNotes* losers) {
  if (losers == nullptr) return links_of(result, nullptr);
  ScanNotes lost;
  std::vector<LinkHit> links = links_of(result, &lost);
  const SourceMap map(hits);
  for (Loser& loser : lost) {
    loser.at = map.source(loser.at);
    losers->push_back(loser);
  }
  return links;
}

}  // namespace

Reading Matcher::read(std::string_view text, std::string_view lang, const PageWords& page,
                      ScanOptions options, ScanNotes* losers) const {
  Reading reading = read_all(text, lang, page, options, losers);
  if (losers != nullptr) tell_once(*losers);
  return reading;
}

Reading Matcher::read_all(std::string_view text, std::string_view lang, const PageWords& page,
                          ScanOptions options, ScanNotes* losers) const {
  Reading reading;
  TextScan original(*this, text, lang, page);
  reading.repairs = RepairScan(original, lang, options, losers).run();
  if (reading.repairs.hits.empty()) {
    reading.links = links_of(original, losers);
    return reading;
  }
  Settlement settlement(text, reading.repairs, losers);
  for (int look = 1; !reading.repairs.hits.empty(); ++look) {
    const std::string after = repaired(text, reading.repairs.hits);
    TextScan result(*this, after, lang, page);
    const auto again = RepairScan(result, lang, options, nullptr).run().hits;
    if (!settlement.take_back(again)) {
      reading.links = links_of_result(result, reading.repairs.hits, losers);
      break;
    }
    if (look == kLooks) settlement.take_back_all();
  }
  if (reading.repairs.hits.empty()) reading.links = links_of(original, losers);
  std::sort(reading.repairs.unstable.begin(), reading.repairs.unstable.end(),
            [](const Unstable& a, const Unstable& b) { return a.at < b.at; });
  return reading;
}

const Concept* Matcher::named(std::string_view surface, std::string_view lang,
                              std::string_view type) const {
  const std::u32string key = fold_key(surface);
  const Concept* found = nullptr;
  if (key.empty()) return found;
  for (const Pattern& pattern : patterns_->of_key(patterns_->key_of(key))) {
    if (found || pattern.mode() == Mode::fix || pattern.mode() == Mode::flag ||
        !acts_in(patterns_->language(pattern), lang)) {
      continue;
    }
    const Concept* called = target(pattern);
    if (called && (type.empty() || called->type == type)) found = called;
  }
  return found;
}

std::string repaired(std::string_view text, const std::vector<Hit>& hits) {
  std::string out;
  std::size_t from = 0;
  for (const Hit& hit : hits) {
    out.append(text.substr(from, hit.at.from - from)).append(hit.replacement);
    from = hit.at.to;
  }
  return out.append(text.substr(from));
}

std::string Loser::why() const {
  const std::string who =
      winner ? " '" + winner->match + "' (" + winner->from.name() + ")" : std::string();
  switch (reason) {
    case Reason::when:
      return "its `when` is not met";
    case Reason::unless:
      return "its `unless` is met";
    case Reason::keep:
      return "protected by" + who;
    case Reason::overlap:
      return "further right or shorter than" + who;
    case Reason::same_place:
      return "a lower layer or a wider guard than" + who;
    case Reason::no_change:
      return "it would write what is there";
    case Reason::unstable:
      return "its sentence would change again and keeps its source";
  }
  return {};
}

}  // namespace medloom::dictionaries
