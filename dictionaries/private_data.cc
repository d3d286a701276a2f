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

// Counts the digits of a number as they come.
class NumberRun {
 public:
  // Whether the number has enough digits by now.
  bool add(std::uint32_t end) {
    digits_ = end - last_ <= kWidestGap ? digits_ + 1 : 1;
    last_ = end;
    return digits_ >= kFewestDigits;
  }

 private:
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
    words.scan(text, [&](std::uint32_t index, std::size_t end) {
      const PrivateWord& word = tables.words()[index];
      const auto to = static_cast<std::uint32_t>(end);
      const Span at{to - static_cast<std::uint32_t>(word.word.size()), to};
      if ((word.classes & digit) != 0 && run.add(to)) add_zone(numbers_, at, text.size());
      if (stands_alone(text, at)) places_.words.push_back({at, word.classes});
    });
  }

  // What was found, in the order of the rules.
  std::vector<PrivateFinding> run() {
    for (const PrivateRule& rule : tables_.rules()) {
      if ((rule.voices >> static_cast<unsigned>(voice_) & 1) == 0) continue;
      for (const Span zone : zones_of(rule)) search(rule, zone);
    }
    return std::move(found_);
  }

 private:
  std::vector<Span> zones_of(const PrivateRule& rule) const {
    if (rule.on_digits) return numbers_;
    std::vector<Span> zones;
    if (rule.trigger == 0) return {{0, static_cast<std::uint32_t>(text_.size())}};
    for (const PrivatePlaces::Word& word : places_.words) {
      if ((word.classes & rule.trigger) != 0) add_zone(zones, word.at, text_.size());
    }
    return zones;
  }

  void search(const PrivateRule& rule, Span zone) {
    while (!text::is_char_boundary(text_, zone.from)) --zone.from;
    while (!text::is_char_boundary(text_, zone.to)) ++zone.to;
    const std::string_view text = text_.substr(0, zone.to);
    text::Match match;
    for (std::size_t from = zone.from; rule.pattern.search(text, from, match);) {
      const Span x = match.group("x").value_or(match.whole);
      const auto worth = judge(rule, match, places_);
      if (worth && take(rule, *worth)) {
        from = std::max<std::size_t>(worth->at.to, match.whole.from + 1);
      } else {
        from = x.from;
        text::decode_at(text, from);
      }
      if (from > text.size()) break;
    }
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
  std::vector<Span> numbers_;
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
  words_.scan(text, [&](std::uint32_t index, std::size_t end) {
    const WordClasses classes = tables_.words()[index].classes;
    any = any || (classes & triggers_) != 0 ||
          ((classes & digit_) != 0 && run.add(static_cast<std::uint32_t>(end)));
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
