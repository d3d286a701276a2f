// Each row and label becomes one or more keys with a pattern. They are kept in the order in which
// they come and sorted once, by key and then by the order of trying, so that equal keys lie side by
// side; then each is given its number. Tested by tests/dictionaries/matcher_test.cc.
#include "dictionaries/pattern_builder.h"

#include <algorithm>
#include <utility>

#include "dictionaries/characters.h"
#include "dictionaries/english.h"
#include "dictionaries/folded_text.h"
#include "dictionaries/han_writing.h"
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

std::uint8_t trait(Pattern::Trait trait, bool has) {
  return has ? static_cast<std::uint8_t>(trait) : std::uint8_t{0};
}

}  // namespace

void PatternBuilder::add_row(const TermRow& row, std::uint32_t number, std::uint32_t target) {
  bool sound = true;
  Pattern pattern;
  pattern.row = number;
  pattern.target = target;
  PatternDetails details;
  details.when = guard(row.when, sound);
  details.unless = guard(row.unless, sound);
  if (!sound) return;
  pattern.lang = language(row.lang);
  pattern.mode_number = static_cast<std::uint8_t>(row.mode);
  pattern.traits = trait(Pattern::kCaseSensitive, is_case_sensitive(row.match)) |
                   trait(Pattern::kGuarded, details.when != 0 || details.unless != 0);
  details.layer = row.from.layer();
  details.writing = writing(row.replace);
  add(fold_key(row.match), row.match, pattern, details);

  if (row.inflect != Inflect::plural) return;
  const std::string many = plural(row.match);
  if (many == row.match) return;
  pattern.traits |= Pattern::kPlural;
  if (!row.replace.empty()) details.writing = writing(plural(row.replace));
  add(fold_key(many), many, pattern, details);
}

void PatternBuilder::add_label(const Concept& entry, std::uint32_t number, std::string_view tag,
                               std::string_view label) {
  const std::u32string key = fold_key(label);
  const bool whole_only = key.size() == 1 || out_.common_words_.contains(key);
  Pattern pattern;
  pattern.target = number;
  pattern.lang = language(tag.starts_with("zh") ? "zh" : tag);
  pattern.mode_number = static_cast<std::uint8_t>(Mode::link);
  PatternDetails details;
  details.layer = entry.from.layer();
  pattern.traits = trait(Pattern::kCaseSensitive, is_case_sensitive(label)) |
                   trait(Pattern::kWholeOnly, whole_only);
  if (tag == "en" && !whole_only) {
    Pattern several = pattern;
    several.traits |= Pattern::kPlural;
    const std::string many = plural(label);
    const std::u32string many_key = fold_key(many);
    if (many_key != key) add(many_key, many, several, details);
  }
  add(key, label, pattern, details);
}

void PatternBuilder::add_word(const PlainWord& word) {
  std::u32string key = fold_key(word.word);
  if (!has_letter(key)) return;
  if (word.lang == "en") {
    out_.common_words_.insert(std::move(key));
  } else if (key.size() > 1 && key.size() <= Patterns::kLongestKey) {
    // One character is a piece of a cutting anyway.
    keep_key(key, kNoNumber);
  }
}

void PatternBuilder::add(std::u32string_view key, std::string_view surface, Pattern pattern,
                         PatternDetails details) {
  if (!has_letter(key)) return;
  if (key.size() > Patterns::kLongestKey) {
    const bool told = !out_.too_long_.empty() && out_.too_long_.back() == pattern.row;
    if (!pattern.is_label() && !told) out_.too_long_.push_back(pattern.row);
    return;
  }
  pattern.traits |= trait(Pattern::kPlainJoiners, has_plain_joiners(surface)) |
                    trait(Pattern::kShortHan, is_short_han(key));
  details.surface = keep_text(surface);
  pattern.details = static_cast<std::uint32_t>(tables_.details.size());
  tables_.details.push_back(details);
  keep_key(key, static_cast<std::uint32_t>(tables_.patterns.size()));
  tables_.patterns.push_back(pattern);
}

void PatternBuilder::keep_key(std::u32string_view key, std::uint32_t pattern) {
  keyed_.push_back(
      {static_cast<std::uint32_t>(keys_.size()), static_cast<std::uint32_t>(key.size()), pattern});
  keys_ += key;
}

// The order in which the patterns of one key are tried: the higher layer, then a row with a guard
// before one without, then rows before labels, then as they were added.
bool PatternBuilder::tried_before(const Keyed& a, const Keyed& b) const {
  if (a.pattern == kNoNumber || b.pattern == kNoNumber) return a.pattern < b.pattern;
  const Pattern& x = tables_.patterns[a.pattern];
  const Pattern& y = tables_.patterns[b.pattern];
  const std::uint32_t x_layer = tables_.details[x.details].layer;
  const std::uint32_t y_layer = tables_.details[y.details].layer;
  if (x_layer != y_layer) return x_layer > y_layer;
  if (x.guarded() != y.guarded()) return x.guarded();
  if (x.is_label() != y.is_label()) return y.is_label();
  return a.pattern < b.pattern;
}

std::uint16_t PatternBuilder::language(std::string_view tag) {
  const auto at = std::find(languages_.begin(), languages_.end(), tag);
  const auto number = static_cast<std::uint16_t>(at - languages_.begin());
  if (at == languages_.end()) {
    languages_.emplace_back(tag);
    tables_.language_names.append(tag).push_back('\n');
  }
  return number;
}

std::uint32_t PatternBuilder::guard(std::string_view cell, bool& sound) {
  if (cell.empty()) return 0;
  std::vector<GuardProblem> problems;
  const GuardExpression expression = parse_guard(cell, problems);
  sound = sound && problems.empty();
  if (expression.empty() || !problems.empty()) return 0;
  const auto first_group = static_cast<std::uint32_t>(tables_.groups.size());
  for (const auto& group : expression) {
    tables_.groups.push_back({static_cast<std::uint32_t>(tables_.words.size()),
                              static_cast<std::uint32_t>(group.size())});
    for (const GuardWord& word : group) tables_.words.push_back(asked(word));
  }
  tables_.guards.push_back({first_group, static_cast<std::uint32_t>(expression.size())});
  return static_cast<std::uint32_t>(tables_.guards.size()) - 1;
}

AskedWord PatternBuilder::asked(const GuardWord& word) {
  AskedWord asked;
  asked.place = static_cast<std::uint32_t>(word.place);
  if (word.place == Place::left || word.place == Place::right) {
    const std::u32string beside = fold_key(word.surface);
    asked.beside = {static_cast<std::uint32_t>(tables_.characters.size()),
                    static_cast<std::uint32_t>(beside.size())};
    tables_.characters.insert(tables_.characters.end(), beside.begin(), beside.end());
  } else {
    asked.number = out_.guard_words_.add(word.surface);
  }
  return asked;
}

std::uint32_t PatternBuilder::writing(std::string_view replacement) {
  if (replacement.empty()) return kNoNumber;
  const auto found = writings_.find(replacement);
  if (found != writings_.end()) return found->second;
  const Writings made = writings_of(replacement);
  const TextPlace as_is = keep_text(replacement);
  const auto place = [&](const std::optional<std::string>& writing) {
    if (writing == replacement) return as_is;
    return writing ? keep_text(*writing) : TextPlace();
  };
  tables_.writings.push_back(
      {as_is, place(made.simplified), place(made.taiwan), place(made.hong_kong)});
  const auto number = static_cast<std::uint32_t>(tables_.writings.size()) - 1;
  writings_.emplace(replacement, number);
  return number;
}

TextPlace PatternBuilder::keep_text(std::string_view text) {
  const TextPlace place{static_cast<std::uint32_t>(tables_.texts.size()),
                        static_cast<std::uint32_t>(text.size())};
  tables_.texts += text;
  return place;
}

// The patterns of one key, in the order of trying.
void PatternBuilder::take_key(const Keyed* from, const Keyed* to, std::vector<Pattern>& sorted) {
  std::size_t taken = 0;
  for (; from != to && from->pattern != kNoNumber; ++from, ++taken) {
    const Pattern& pattern = tables_.patterns[from->pattern];
    tables_.details[pattern.details].key = static_cast<std::uint32_t>(tables_.first.size()) - 1;
    if (taken < Patterns::kMostOfOneKey) {
      sorted.push_back(pattern);
    } else if (taken == Patterns::kMostOfOneKey && !pattern.is_label()) {
      out_.left_out_.push_back(pattern.row);
    }
  }
  tables_.first.push_back(static_cast<std::uint32_t>(sorted.size()));
}

Patterns PatternBuilder::build() && {
  std::sort(keyed_.begin(), keyed_.end(), [this](const Keyed& a, const Keyed& b) {
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : tried_before(a, b);
  });
  std::vector<std::u32string_view> keys;
  std::vector<Pattern> sorted;
  sorted.reserve(tables_.patterns.size());
  tables_.first = {0};
  for (std::size_t i = 0; i < keyed_.size();) {
    const std::size_t from = i;
    keys.push_back(key_of(keyed_[from]));
    while (i < keyed_.size() && key_of(keyed_[i]) == keys.back()) ++i;
    take_key(keyed_.data() + from, keyed_.data() + i, sorted);
  }
  tables_.patterns = std::move(sorted);
  KeyAutomaton made = automaton_of(keys);
  out_.automaton_ = std::move(made.automaton);
  tables_.tokens = std::move(made.tokens);
  out_.guard_words_.build();
  out_.own(std::move(tables_));
  return std::move(out_);
}

}  // namespace medloom::dictionaries
