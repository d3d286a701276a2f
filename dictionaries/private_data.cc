// One search runs in three steps: which words and long numbers there are, where a rule may match
// (zones around what triggers it), and what each match is worth (PrivateMatch).
//
// Tested by tests/dictionaries/private_data_test.cc and, with figures, by
// tests/privacy/sentences_test.cc.
#include "dictionaries/private_data.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "dictionaries/private_match.h"
#include "text/plain_view.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::uint32_t kFewestDigits = 7;  // of a number that is looked at
constexpr std::uint32_t kWidestGap = 9;     // bytes from digit to digit: one of three, a blank …
constexpr std::uint32_t kZone = 192;        // bytes beside a trigger in which a rule may match

std::vector<std::string> words_of(const PrivateTables& tables) {
  std::vector<std::string> words;
  for (const PrivateWord& word : tables.words()) words.push_back(word.word);
  return words;
}

// What may stand between two digits of a number in a plain view.
constexpr std::string_view kSeparators = " -./()+\n\t";

// Counts the digits of a number as they come, by where they end.
class NumberRun {
 public:
  // Whether the number has enough digits by now.
  bool add(std::uint32_t end) { return add(end, end - last_ <= kWidestGap); }
  // In a plain view nothing but separators parts two digits.
  bool add(std::string_view view, std::uint32_t end) {
    const std::uint32_t gap = end - last_;
    return add(end, gap == 1 || (gap <= kWidestGap &&
                                 view.substr(last_, gap - 1).find_first_not_of(kSeparators) ==
                                     std::string_view::npos));
  }

 private:
  bool add(std::uint32_t end, bool goes_on) {
    digits_ = goes_on ? digits_ + 1 : 1;
    last_ = end;
    return digits_ >= kFewestDigits;
  }

  std::uint32_t digits_ = 0;
  std::uint32_t last_ = 0;
};

// Adds a place to zones that come in order.
void add_zone(std::vector<Span>& zones, Span at, std::size_t size) {
  const Span zone{at.from > kZone ? at.from - kZone : 0,
                  std::min(static_cast<std::uint32_t>(size), at.to + kZone)};
  if (!zones.empty() && zone.from <= zones.back().to) {
    zones.back().to = std::max(zones.back().to, zone.to);
  } else {
    zones.push_back(zone);
  }
}

class Search {
 public:
  Search(const PrivateTables& tables, const text::WordScan& words, WordClasses digit,
         std::string_view text, Voice voice)
      : tables_(tables), text_(text), voice_(voice), places_(text, {}, tables) {
    NumberRun run;
    words.scan(text, [&](std::uint32_t index, Span at) {
      const WordClasses classes = tables.words()[index].classes;
      const bool is_digit = (classes & digit) != 0 && at.size() == 1;
      if (is_digit && run.add(text, at.to)) add_zone(numbers_, at, text.size());
      if (classes == digit) return true;
      if (stands_alone(text, at)) {
        add(places_.words, {at, classes});
        present_ |= classes;
      } else {
        add(glued_, {at, classes});
      }
      return true;
    });
  }

  // What was found, in the order of the rules.
  std::vector<PrivateFinding> run() {
    for (const PrivateRule& rule : tables_.rules()) {
      if ((rule.voices >> static_cast<unsigned>(voice_) & 1) == 0) continue;
      if (rule.on_digits) {
        for (const Span zone : numbers_) search(rule, zone);
      } else if (rule.trigger == 0) {
        search(rule, {0, static_cast<std::uint32_t>(text_.size())});
      } else if ((rule.trigger & present_) != 0) {
        search_near_words(rule);
      }
    }
    return std::move(found_);
  }

 private:
  using Words = std::vector<PrivatePlaces::Word>;

  // By where they end; of those that end together the longest first.
  static void add(Words& words, const PrivatePlaces::Word& word) {
    auto place = words.end();
    while (place != words.begin() && std::prev(place)->at.to > word.at.to) --place;
    words.insert(place, word);
  }

  void search_near_words(const PrivateRule& rule) {
    std::vector<Span> zones;
    for (const PrivatePlaces::Word& word : places_.words) {
      if ((word.classes & rule.trigger) != 0) add_zone(zones, word.at, text_.size());
    }
    auto word = places_.words.cbegin();
    auto glued = glued_.cbegin();
    for (const Span bytes : zones) {
      const Span zone = on_characters(bytes);
      begins_.clear();
      bool any = find_begins(rule, zone, word, places_.words.cend());
      any = find_begins(rule, zone, glued, glued_.cend()) || any;
      if (any && rule.neighbours.begins_near) {
        std::sort(begins_.begin(), begins_.end());
        search_at_begins(rule, zone);
      } else if (any) {
        search(rule, zone);
      }
    }
  }

  // Whether a word that ends in the zone, from `word` on, has the neighbours that a match needs;
  // where such matches begin goes to begins_. Moves `word` behind the zone.
  bool find_begins(const PrivateRule& rule, Span zone, Words::const_iterator& word,
                   Words::const_iterator end) {
    bool any = false;
    for (; word != end && word->at.to <= zone.to; ++word) {
      const bool triggers = (word->classes & rule.trigger) != 0 && word->at.from >= zone.from;
      if (triggers && has_neighbours(rule, word->at, zone)) any = true;
    }
    return any;
  }

  bool has_neighbours(const PrivateRule& rule, Span word, Span zone) {
    const PrivateNeighbours& parts = rule.neighbours;
    const auto before = [&](std::uint32_t from) { return text_.substr(from, word.from - from); };
    if (!parts.before_ends.may_end(before(0))) return false;
    if (parts.behind && !parts.behind->is_in(text_.substr(word.to, zone.to - word.to)))
      return false;
    if (!parts.before) {
      begins_.push_back(word.from);
      return true;
    }
    bool any = false;
    std::uint32_t from = word.from;
    for (std::uint32_t i = 0; i <= parts.longest_before; ++i) {
      if (parts.before->is_in(before(from))) {
        begins_.push_back(from);
        any = true;
      }
      if (from <= zone.from) break;
      while (!text::is_char_boundary(text_, --from)) {
      }
    }
    return any;
  }

  Span on_characters(Span zone) const {
    while (!text::is_char_boundary(text_, zone.from)) --zone.from;
    while (!text::is_char_boundary(text_, zone.to)) ++zone.to;
    return zone;
  }

  void search(const PrivateRule& rule, Span zone) {
    zone = on_characters(zone);
    const std::string_view text = text_.substr(0, zone.to);
    text::Match match;
    for (std::size_t from = zone.from; rule.pattern.search(text, from, match);) {
      from = weigh(rule, match, text);
      if (from > text.size()) break;
    }
  }

  // The same where the places are known at which a match can begin.
  void search_at_begins(const PrivateRule& rule, Span zone) {
    const std::string_view text = text_.substr(0, zone.to);
    text::Match match;
    std::size_t from = zone.from;
    for (const std::uint32_t begin : begins_) {
      if (begin >= from && rule.pattern.match_at(text, begin, match)) {
        from = weigh(rule, match, text);
      }
    }
  }

  // Takes the match if it is worth something. Where the search goes on.
  std::size_t weigh(const PrivateRule& rule, const text::Match& match, std::string_view text) {
    const auto worth = judge(rule, match, places_);
    if (worth && take(rule, *worth)) {
      return std::max<std::size_t>(worth->at.to, match.whole.from + 1);
    }
    std::size_t from = match.group("x").value_or(match.whole).from;
    text::decode_at(text, from);
    return from;
  }

  bool take(const PrivateRule& rule, const Worth& worth) {
    const auto behind = taken_.lower_bound(worth.at.from);
    if (behind != taken_.end() && behind->first < worth.at.to) return false;
    if (behind != taken_.begin() && std::prev(behind)->second > worth.at.from) return false;
    taken_.emplace_hint(behind, worth.at.from, worth.at.to);
    found_.push_back({&rule, worth.at, worth.detail, worth.cuts});
    return true;
  }

  const PrivateTables& tables_;
  std::string_view text_;
  Voice voice_;
  PrivatePlaces places_;
  WordClasses present_ = 0;  // of all words
  Words glued_;              // "tel" in "tell": they trigger nothing, but may stand in a match
  std::vector<Span> numbers_;
  std::vector<std::uint32_t> begins_;  // where matches of a rule may begin in a zone
  std::vector<PrivateFinding> found_;
  std::map<std::uint32_t, std::uint32_t> taken_;  // where the findings begin and end
};

}  // namespace

PrivateData::PrivateData(PrivateTables tables)
    : tables_(std::move(tables)), words_(words_of(tables_)), digit_(tables_.bit("digit")) {
  triggers_ = tables_.bit("wide");
  for (const PrivateRule& rule : tables_.rules()) triggers_ |= rule.trigger;
}

bool PrivateData::may_hold_any(std::string_view text) const {
  bool any = false;
  NumberRun run;
  words_.scan(text, [&](std::uint32_t index, Span at) {
    const WordClasses classes = tables_.words()[index].classes;
    any = ((classes & triggers_) != 0 && stands_alone(text, at)) ||
          ((classes & digit_) != 0 && run.add(at.to));
    return !any;
  });
  return any;
}

std::vector<PrivateFinding> PrivateData::find(std::string_view text, Voice voice) const {
  if (voice != Voice::alias && !may_hold_any(text)) return {};
  const text::PlainView view(text);
  std::vector<PrivateFinding> found = Search(tables_, words_, digit_, view.text(), voice).run();
  for (PrivateFinding& finding : found) {
    finding.at = view.source(finding.at);
    finding.detail = view.source(finding.detail);
  }
  std::sort(found.begin(), found.end(),
            [](const PrivateFinding& a, const PrivateFinding& b) { return a.at < b.at; });
  return found;
}

}  // namespace medloom::dictionaries
