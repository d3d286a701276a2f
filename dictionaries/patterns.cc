// Look-ups, each checked against the end of its array, and the arrays' way into an image and back.
// Tested by tests/dictionaries/matcher_test.cc and compiled_test.cc.
#include "dictionaries/patterns.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

namespace medloom::dictionaries {
namespace {

std::uint64_t next_identity() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

// The part of an array that a range names; none of it where the range leaves the array.
template <class T>
std::span<const T> slice(std::span<const T> all, std::uint32_t first, std::uint32_t count) {
  if (first > all.size() || count > all.size() - first) return {};
  return all.subspan(first, count);
}

}  // namespace

bool acts_in(std::string_view row, std::string_view block) {
  if (row == "*") return true;
  if (block == "zh") return row.starts_with("zh");
  return block.starts_with(row) && (block.size() == row.size() || block[row.size()] == '-');
}

std::span<const Pattern> Patterns::of_key(std::uint32_t key) const {
  if (key + std::size_t{1} >= first_.size() || first_[key + 1] < first_[key]) return {};
  const std::uint32_t count = first_[key + 1] - first_[key];
  return slice(patterns_, first_[key], std::min(count, static_cast<std::uint32_t>(kMostOfOneKey)));
}

std::uint32_t Patterns::key_of(const std::u32string& characters) const {
  TextTokens read;
  tokens_.read(characters, automaton_, read);
  std::uint32_t state = automaton_.first_by_code(read.codes[0]);
  for (std::size_t i = 1; i < read.size && state != text::DoubleArray::kNone; ++i) {
    state = read.codes[i] == 0 ? text::DoubleArray::kNone
                               : automaton_.next_by_code(state, read.codes[i]);
  }
  return state == text::DoubleArray::kNone ? text::DoubleArray::kNoKey : automaton_.key(state);
}

std::string_view Patterns::text(const TextPlace& place) const {
  const std::span<const char> found = slice(texts_, place.at, place.size);
  return {found.data(), found.size()};
}

std::string_view Patterns::language(const Pattern& pattern) const {
  return pattern.lang < languages_.size() ? std::string_view(languages_[pattern.lang])
                                          : std::string_view();
}

std::string_view Patterns::replacement(const Pattern& pattern) const {
  const std::uint32_t writing = details(pattern).writing;
  return writing < writings_.size() ? text(writings_[writing].as_is) : std::string_view();
}

std::string_view Patterns::replacement_in(const Pattern& pattern, std::string_view lang) const {
  const std::uint32_t writing = details(pattern).writing;
  if (writing >= writings_.size()) return {};
  const WritingPlaces& places = writings_[writing];
  if (lang.starts_with("zh-Hant-HK")) return text(places.hong_kong);
  if (lang.starts_with("zh-Hant")) return text(places.taiwan);
  if (lang.starts_with("zh-Hans")) return text(places.simplified);
  return text(places.as_is);
}

std::span<const NumberRange> Patterns::groups(std::uint32_t guard) const {
  if (guard >= guards_.size()) return {};
  return slice(groups_, guards_[guard].first, guards_[guard].count);
}

std::span<const AskedWord> Patterns::words(const NumberRange& group) const {
  return slice(words_, group.first, group.count);
}

std::u32string_view Patterns::beside(const AskedWord& word) const {
  const auto found = slice(characters_, word.beside.first, word.beside.count);
  return {found.data(), found.size()};
}

void Patterns::own(Tables tables) {
  owned_ = std::make_shared<const Tables>(std::move(tables));
  patterns_ = owned_->patterns;
  details_ = owned_->details;
  first_ = owned_->first;
  writings_ = owned_->writings;
  guards_ = owned_->guards;
  groups_ = owned_->groups;
  words_ = owned_->words;
  characters_ = owned_->characters;
  texts_ = owned_->texts;
  language_names_ = owned_->language_names;
  tokens_ = KeyTokens(owned_->tokens);
  name_languages();
  identity_ = next_identity();
}

void Patterns::name_languages() {
  std::string_view rest(language_names_.data(), language_names_.size());
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    languages_.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void Patterns::save(text::ImageWriter& image, std::uint32_t first_id) const {
  image.add(first_id, patterns_);
  image.add(first_id + 1, first_);
  image.add(first_id + 2, writings_);
  image.add(first_id + 3, guards_);
  image.add(first_id + 4, groups_);
  image.add(first_id + 5, words_);
  image.add(first_id + 6, characters_);
  image.add(first_id + 7, texts_);
  image.add(first_id + 8, language_names_);
  automaton_.save(image, first_id + 9);
  guard_words_.automaton().save(image, first_id + 9 + text::DoubleArray::kSections);
  const std::uint32_t tokens_id = first_id + 9 + 2 * text::DoubleArray::kSections;
  const KeyTokens::View& tokens = tokens_.view();
  image.add_value(tokens_id, tokens.shape);
  image.add(tokens_id + 1, tokens.pairs);
  image.add(tokens_id + 2, tokens.may_be);
  image.add(tokens_id + 3, tokens.buckets);
  image.add(tokens_id + 4, tokens.words);
  image.add(tokens_id + 5, tokens.characters);
  image.add(tokens_id + 6, tokens.codes);
  image.add(tokens_id + 7, details_);
}

Result<Patterns> Patterns::load(const text::ImageFile& image, std::uint32_t first_id) {
  Patterns loaded;
  bool whole = true;
  const auto take = [&]<class T>(std::span<const T>& into, std::uint32_t id) {
    const auto found = image.array<T>(id);
    whole = whole && found.has_value();
    if (found) into = *found;
  };
  take(loaded.patterns_, first_id);
  take(loaded.first_, first_id + 1);
  take(loaded.writings_, first_id + 2);
  take(loaded.guards_, first_id + 3);
  take(loaded.groups_, first_id + 4);
  take(loaded.words_, first_id + 5);
  take(loaded.characters_, first_id + 6);
  take(loaded.texts_, first_id + 7);
  take(loaded.language_names_, first_id + 8);
  const std::uint32_t tokens_id = first_id + 9 + 2 * text::DoubleArray::kSections;
  KeyTokens::View tokens;
  const auto shape = image.value<KeyTokens::Shape>(tokens_id);
  take(tokens.pairs, tokens_id + 1);
  take(tokens.may_be, tokens_id + 2);
  take(tokens.buckets, tokens_id + 3);
  take(tokens.words, tokens_id + 4);
  take(tokens.characters, tokens_id + 5);
  take(tokens.codes, tokens_id + 6);
  take(loaded.details_, tokens_id + 7);
  whole = whole && shape.has_value();
  if (whole) tokens.shape = *shape;
  whole = whole && KeyTokens::is_sound(tokens);
  if (!whole) return tl::unexpected(image.damaged("a table of patterns is missing"));
  auto automaton = text::DoubleArray::load(image, first_id + 9);
  if (!automaton) return tl::unexpected(automaton.error());
  auto guards = text::DoubleArray::load(image, first_id + 9 + text::DoubleArray::kSections);
  if (!guards) return tl::unexpected(guards.error());
  loaded.automaton_ = std::move(*automaton);
  loaded.tokens_ = KeyTokens(tokens);
  loaded.guard_words_ = GuardWords(std::move(*guards));
  loaded.name_languages();
  loaded.identity_ = next_identity();
  return loaded;
}

}  // namespace medloom::dictionaries
