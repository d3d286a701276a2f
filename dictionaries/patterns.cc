// Every row and label becomes one or more keys of the automaton, in the order in which they are to
// be tried; all that costs is done here, once, and not in the scan. Tested by
// tests/dictionaries/matcher_test.cc.
#include "dictionaries/patterns.h"

#include <algorithm>
#include <utility>

#include "dictionaries/characters.h"
#include "dictionaries/english.h"
#include "dictionaries/folded_text.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kShortHan = 2;  // keys of that many characters ask where words end

bool has_letter(std::u32string_view key) {
  return std::any_of(key.begin(), key.end(),
                     [](char32_t c) { return is_word(c) || text::is_han(c); });
}

bool is_short_han(std::u32string_view key) {
  return key.size() <= kShortHan && std::any_of(key.begin(), key.end(), text::is_han);
}

bool has_plain_joiners(std::string_view surface) {
  for (std::size_t pos = 0; pos < surface.size();) {
    if (is_hyphen(text::decode_at(surface, pos))) return false;
  }
  return true;
}

// The order in which the patterns of one key are tried: the higher layer, then a row with a guard
// before one without, then rows before labels, then as they were added.
bool tried_before(const Pattern& a, const Pattern& b) {
  if (a.layer != b.layer) return a.layer > b.layer;
  if (a.guarded() != b.guarded()) return a.guarded();
  return a.row != nullptr && b.row == nullptr;
}

}  // namespace

bool acts_in(std::string_view row, std::string_view block) {
  if (row == "*") return true;
  if (block == "zh") return row.starts_with("zh");
  return block.starts_with(row) && (block.size() == row.size() || block[row.size()] == '-');
}

bool is_case_sensitive(std::string_view match) {
  bool upper = false;
  for (std::size_t pos = 0; pos < match.size();) {
    const char32_t c = text::decode_at(match, pos);
    if (is_lower(c)) return false;
    upper = upper || is_upper(c);
  }
  return upper;
}

void Patterns::add_row(const TermRow& row, const Concept* target) {
  std::vector<GuardProblem> problems;
  const GuardExpression when = parse_guard(row.when, problems);
  const GuardExpression unless = parse_guard(row.unless, problems);
  if (!problems.empty()) return;

  Pattern pattern;
  pattern.row = &row;
  pattern.target = target;
  pattern.surface = row.match;
  pattern.replacement = row.replace;
  pattern.writings = writings_of(row.replace);
  pattern.lang = language(row.lang);
  pattern.mode = row.mode;
  pattern.case_sensitive = is_case_sensitive(row.match);
  pattern.layer = row.from.layer();
  pattern.when = asked(when);
  pattern.unless = asked(unless);
  add(fold_key(row.match), pattern);

  if (row.inflect != Inflect::plural) return;
  pattern.surface = plural(row.match);
  pattern.plural = true;
  if (!row.replace.empty()) pattern.replacement = plural(row.replace);
  pattern.writings = writings_of(pattern.replacement);
  std::u32string key = fold_key(pattern.surface);
  if (pattern.surface != row.match) add(std::move(key), std::move(pattern));
}

void Patterns::add_label(const Concept& target, std::string_view tag, std::string_view label) {
  std::u32string key = fold_key(label);
  Pattern pattern;
  pattern.target = &target;
  pattern.surface = label;
  pattern.lang = language(tag.starts_with("zh") ? "zh" : tag);
  pattern.case_sensitive = is_case_sensitive(label);
  pattern.whole_only = key.size() == 1 || common_words_.contains(key);
  pattern.layer = target.from.layer();
  if (tag == "en" && !pattern.whole_only) {
    Pattern many = pattern;
    many.surface = plural(label);
    many.plural = true;
    std::u32string many_key = fold_key(many.surface);
    if (many_key != key) add(std::move(many_key), std::move(many));
  }
  add(std::move(key), std::move(pattern));
}

void Patterns::add_word(const PlainWord& word) {
  std::u32string key = fold_key(word.word);
  if (!has_letter(key)) return;
  if (word.lang == "en") {
    common_words_.insert(std::move(key));
  } else {
    by_key_[std::move(key)];  // a key without patterns: it only shows where words end
  }
}

void Patterns::add(std::u32string key, Pattern pattern) {
  if (!has_letter(key)) return;
  pattern.plain_joiners = has_plain_joiners(pattern.surface);
  pattern.short_han = is_short_han(key);
  by_key_[std::move(key)].push_back(std::move(pattern));
}

std::uint16_t Patterns::language(std::string_view tag) {
  const auto at = std::find(languages_.begin(), languages_.end(), tag);
  if (at == languages_.end()) languages_.emplace_back(tag);
  return static_cast<std::uint16_t>(std::find(languages_.begin(), languages_.end(), tag) -
                                    languages_.begin());
}

AskedGuard Patterns::asked(const GuardExpression& expression) {
  AskedGuard guard;
  for (const auto& group : expression) {
    guard.emplace_back();
    for (const GuardWord& word : group) {
      AskedWord asked_word;
      asked_word.place = word.place;
      asked_word.surface = word.surface;
      if (word.place == Place::left || word.place == Place::right) {
        asked_word.beside = fold_key(word.surface);
      } else {
        asked_word.number = guard_words_.add(word.surface);
      }
      guard.back().push_back(std::move(asked_word));
    }
  }
  return guard;
}

void Patterns::build() {
  std::vector<std::u32string> keys;
  for (auto& [key, patterns] : by_key_) {
    for (Pattern& pattern : patterns) pattern.key = static_cast<std::uint32_t>(keys.size());
    keys.push_back(key);
    std::stable_sort(patterns.begin(), patterns.end(), tried_before);
    if (patterns.size() > kMostOfOneKey) {
      if (patterns[kMostOfOneKey].row) left_out_.push_back(patterns[kMostOfOneKey].row);
      patterns.resize(kMostOfOneKey);
    }
    std::move(patterns.begin(), patterns.end(), std::back_inserter(patterns_));
    first_.push_back(static_cast<std::uint32_t>(patterns_.size()));
  }
  by_key_.clear();
  automaton_ = text::DoubleArray(keys);
  guard_words_.build();
}

std::span<const Pattern> Patterns::of_key(std::uint32_t key) const {
  return std::span(patterns_).subspan(first_[key], first_[key + 1] - first_[key]);
}

}  // namespace medloom::dictionaries
