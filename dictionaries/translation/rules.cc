// Words are compared folded (text/fold.h), so that case, width and Han script make no difference;
// the longest word at a place wins, and what stands `apart` hides the negation inside it. Latin
// words count whole, Han words anywhere.
//
// Tested by tests/dictionaries/translation/rules_test.cc.
#include "dictionaries/translation/rules.h"

#include <algorithm>
#include <array>

#include "dictionaries/tsv.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

using dictionaries::TsvTable;

std::vector<std::string> listed(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const std::size_t comma = cell.find(',');
    items.emplace_back(cell.substr(0, comma));
    cell = comma == std::string_view::npos ? std::string_view() : cell.substr(comma + 1);
  }
  return items;
}

// A letter or digit of Latin or Greek text: words of them are told apart by what is none.
bool is_word_char(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x3FF);
}

char32_t char_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t from = at - 1;
  while (from > 0 && !text::is_char_boundary(text, from)) --from;
  return text::decode_at(text, from);
}

char32_t char_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text::decode_at(text, at) : 0;
}

// Whether `word` stands at `at` as a whole.
bool stands_whole(std::string_view text, std::size_t at, std::string_view word) {
  const bool opens = is_word_char(char_at(word, 0));
  const bool closes = is_word_char(char_before(word, word.size()));
  if (opens && is_word_char(char_before(text, at))) return false;
  return !closes || !is_word_char(char_at(text, at + word.size()));
}

// "十二天" is no "two days", "第三天" is no three.
bool goes_on_before(std::string_view text, std::size_t at) {
  static constexpr std::u32string_view kBefore = U"一二三四五六七八九十百千两第几";
  const char32_t before = char_before(text, at);
  return before != 0 && kBefore.find(before) != std::u32string_view::npos;
}

bool same_letters(std::string_view text, std::size_t at, std::string_view form) {
  const std::string_view here = text.substr(at, form.size());
  return here == form || (here.size() == form.size() && text::fold(here) == text::fold(form));
}

}  // namespace

template <class Table>
const typename Table::mapped_type* CheckRules::of(const Table& table, std::string_view language) {
  for (;;) {
    const auto found = table.find(std::string(language));
    if (found != table.end()) return &found->second;
    const std::size_t dash = language.rfind('-');
    if (dash == std::string_view::npos) return nullptr;
    language = language.substr(0, dash);
  }
}

CheckRules CheckRules::read(Tables tables, Problems& problems) {
  CheckRules rules;
  rules.read_units(std::move(tables.units), problems);
  rules.read_wording(std::move(tables.wording), problems);
  rules.read_languages(std::move(tables.languages), problems);
  return rules;
}

void CheckRules::read_units(std::string bytes, Problems& problems) {
  const TsvTable table = dictionaries::parse_tsv(
      std::move(bytes), "dictionaries/translation/units.tsv",
      {{"unit", "kind", "any", "en", "es", "zh-Hans", "zh-Hant"}, {"unit", "kind"}}, problems);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Unit unit;
    unit.id = table.cell(row, table.column("unit"));
    unit.is_word = table.cell(row, table.column("kind")) == "word";
    unit.any = listed(table.cell(row, table.column("any")));
    for (const char* language : {"en", "es", "zh-Hans", "zh-Hant"}) {
      auto forms = listed(table.cell(row, table.column(language)));
      if (!forms.empty()) unit.forms.emplace(language, std::move(forms));
    }
    units_.push_back(std::move(unit));
  }
}

void CheckRules::read_wording(std::string bytes, Problems& problems) {
  static constexpr std::array<std::pair<std::string_view, Word::Kind>, 5> kKinds = {{
      {"negation", Word::Kind::negation},
      {"negative", Word::Kind::negative},
      {"apart", Word::Kind::apart},
      {"number", Word::Kind::number},
      {"note", Word::Kind::note},
  }};
  const TsvTable table = dictionaries::parse_tsv(
      std::move(bytes), "dictionaries/translation/wording.tsv",
      {{"kind", "lang", "text", "value"}, {"kind", "lang", "text"}}, problems);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view kind = table.cell(row, table.column("kind"));
    const std::string language(table.cell(row, table.column("lang")));
    const std::string_view words = table.cell(row, table.column("text"));
    if (kind == "range") {
      ranges_[language].emplace_back(words);
      continue;
    }
    const auto* known = std::find_if(kKinds.begin(), kKinds.end(),
                                     [kind](const auto& entry) { return entry.first == kind; });
    if (known == kKinds.end() || words.empty()) {
      problems.push_back({ErrorCode::configuration,
                          "'" + std::string(kind) + "' is no kind of word",
                          table.where(row, table.column("kind"))});
      continue;
    }
    Word word{text::fold(words), known->second,
              std::string(table.cell(row, table.column("value")))};
    words_[language][word.folded.front()].push_back(std::move(word));
  }
  for (auto& [language, by_first] : words_) {
    for (auto& [first, words] : by_first) {
      std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
        return a.folded.size() > b.folded.size();
      });
    }
  }
}

void CheckRules::read_languages(std::string bytes, Problems& problems) {
  const TsvTable table =
      dictionaries::parse_tsv(std::move(bytes), "dictionaries/translation/languages.tsv",
                              {{"lang", "iso3", "short", "name"}, {"lang"}}, problems);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    languages_[std::string(table.cell(row, table.column("lang")))] = {
        std::string(table.cell(row, table.column("iso3"))),
        std::string(table.cell(row, table.column("short"))),
        std::string(table.cell(row, table.column("name")))};
  }
}

bool CheckRules::knows(std::string_view language) const { return of(words_, language) != nullptr; }

WordCounts CheckRules::count(std::string_view text, std::string_view language) const {
  WordCounts counts;
  const Words* words = of(words_, language);
  if (words == nullptr) return counts;
  const std::string folded = text::fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t next = at;
    text::decode_at(folded, next);
    if (const auto here = words->find(folded[at]); here != words->end()) {
      for (const Word& word : here->second) {
        if (folded.compare(at, word.folded.size(), word.folded) != 0) continue;
        if (!stands_whole(folded, at, word.folded)) continue;
        if (word.kind == Word::Kind::number && goes_on_before(folded, at)) continue;
        if (word.kind == Word::Kind::negation) ++counts.negations;
        if (word.kind == Word::Kind::negative) ++counts.negatives;
        if (word.kind == Word::Kind::number && word.value != "-")
          counts.numbers.push_back(word.value);
        if (word.kind == Word::Kind::note) counts.notes.push_back(word.folded);
        next = at + word.folded.size();
        break;
      }
    }
    at = next;
  }
  std::sort(counts.numbers.begin(), counts.numbers.end());
  std::sort(counts.notes.begin(), counts.notes.end());
  return counts;
}

bool CheckRules::is_negation(std::string_view word, std::string_view language) const {
  return count(word, language).negations > 0;
}

UnitMatch CheckRules::unit_at(std::string_view text, std::size_t at,
                              std::string_view language) const {
  UnitMatch best;
  const auto consider = [&](const Unit& unit, std::string_view form, bool of_any) {
    const bool here = of_any ? text.substr(at).starts_with(form) : same_letters(text, at, form);
    if (!here || form.size() <= best.length || !stands_whole(text, at, form)) return;
    best = {&unit, form.size(), of_any};
  };
  for (const Unit& unit : units_) {
    for (const std::string& form : unit.any) consider(unit, form, true);
    const auto* forms = of(unit.forms, language);
    if (forms == nullptr) continue;
    for (const std::string& form : *forms) consider(unit, form, false);
  }
  return best;
}

std::string CheckRules::written(const Unit& unit, bool one, std::string_view language) {
  if (!unit.any.empty() && !unit.is_word) return unit.any.front();
  const auto* forms = of(unit.forms, language);
  if (forms == nullptr || forms->empty()) return {};
  const bool has_plural = !language.starts_with("zh");
  return !one && has_plural && forms->size() > 1 ? (*forms)[1] : forms->front();
}

std::vector<std::string> CheckRules::range_words(std::string_view language) const {
  const auto* words = of(ranges_, language);
  return words == nullptr ? std::vector<std::string>() : *words;
}

const EngineLanguage* CheckRules::engine_language(std::string_view tag) const {
  return of(languages_, tag);
}

}  // namespace medloom::translation
