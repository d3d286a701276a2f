// A guard is parsed once; its words get numbers, and one scan of a sentence or page finds all words
// of all guards, so asking is a look-up. Tested by tests/dictionaries/guard_test.cc.
#include "dictionaries/guard.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dictionaries/names.h"
#include "text/ascii.h"

namespace medloom::dictionaries {
namespace {

constexpr std::array<std::pair<std::string_view, Place>, 3> kPrefixes = {
    {{"page:", Place::page}, {"left:", Place::left}, {"right:", Place::right}}};

// "pag:" is a slip for "page:", while "10:30" and "ratio 1:2" are words with a colon.
std::string_view unknown_prefix(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  const std::string_view prefix = word.substr(0, colon);
  const bool letters =
      std::all_of(prefix.begin(), prefix.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters ? prefix : std::string_view();
}

// One word of a cell, its prefix taken off.
GuardWord take_word(std::string_view cell, std::string_view part,
                    std::vector<GuardProblem>& problems) {
  GuardWord word;
  std::string_view text = text::trim_ascii(part);
  word.from = static_cast<std::uint32_t>((text.empty() ? part : text).data() - cell.data());
  const std::string_view unknown = unknown_prefix(text);
  bool known = unknown.empty();
  for (const auto& [prefix, place] : kPrefixes) {
    if (!text.starts_with(prefix)) continue;
    known = true;
    word.place = place;
    text = text::trim_ascii(text.substr(prefix.size()));
    break;
  }
  word.surface = text;
  if (!known) {
    problems.push_back({word.from, "unknown guard '" + std::string(unknown) + ":'" +
                                       suggestion(unknown, {"page", "left", "right"}) +
                                       "; write page:, left:, right: or a plain word"});
  }
  if (fold_key(text).empty()) {
    problems.push_back({word.from, "empty guard word; take the extra ',' or ';' out"});
  }
  return word;
}

template <class Each>
void each_part(std::string_view text, char separator, Each&& each) {
  for (std::size_t from = 0;;) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    each(text.substr(from, end - from));
    if (end == text.size()) return;
    from = end + 1;
  }
}

}  // namespace

GuardExpression parse_guard(std::string_view cell, std::vector<GuardProblem>& problems) {
  GuardExpression expression;
  if (text::trim_ascii(cell).empty()) return expression;
  each_part(cell, ';', [&](std::string_view group) {
    expression.emplace_back();
    each_part(group, ',', [&](std::string_view part) {
      expression.back().push_back(take_word(cell, part, problems));
    });
  });
  return expression;
}

bool FoundWords::outside(std::uint32_t word, std::size_t from, std::size_t to) const {
  const auto at = places_.find(word);
  if (at == places_.end()) return false;
  // Every place of one word is as long as the others, so if the first and the last both share
  // characters with [from, to), all between them do.
  const Ends& ends = at->second;
  const auto clear = [&](std::size_t a, std::size_t b) { return b <= from || to <= a; };
  return clear(ends.first_from, ends.first_to) || clear(ends.last_from, ends.last_to);
}

std::uint32_t GuardWords::add(std::string_view surface) {
  std::u32string key = fold_key(surface);
  const auto [at, added] = numbers_.try_emplace(key, static_cast<std::uint32_t>(words_.size()));
  if (added) words_.push_back(std::move(key));
  return at->second;
}

void GuardWords::build() { automaton_ = text::DoubleArray(words_); }

FoundWords GuardWords::find(const FoldedText& text, std::size_t from, std::size_t to) const {
  FoundWords found;
  const auto stretch = text.characters().substr(0, to);
  for (std::size_t i = from; i < to; ++i) {
    if (!text.word_cut(i)) continue;
    automaton_.matches(stretch, i, [&](std::uint32_t word, std::size_t end) {
      if (!text.word_cut(end)) return;
      const auto [at, added] = found.places_.try_emplace(word, FoundWords::Ends{i, end, i, end});
      if (added) return;
      at->second.last_from = i;
      at->second.last_to = end;
    });
  }
  return found;
}

}  // namespace medloom::dictionaries
