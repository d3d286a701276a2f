// What checks of translations know of languages: units, negations, figures in words, and what
// translators add of their own. Read from dictionaries/translation/*.tsv.
//
// A language that a table does not name has no words of that kind: nothing is counted for it, and
// whoever compares asks `knows` first. Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::translation {

struct Unit {
  std::string id;
  bool is_word = false;          // written with a plural; a symbol has one spelling for any number
  std::vector<std::string> any;  // understood everywhere
  std::map<std::string, std::vector<std::string>> forms;  // by language
};

struct UnitMatch {
  const Unit* unit = nullptr;
  std::size_t length = 0;
  bool of_any = false;  // written in a way that every language understands
};

struct EngineLanguage {
  std::string iso3;        // "spa"
  std::string short_code;  // "es"
  std::string name;        // "Spanish"
};

// How often a text says what checks look for.
struct WordCounts {
  std::size_t negations = 0;
  std::size_t negatives = 0;         // words that may stand for a negation
  std::vector<std::string> numbers;  // values of figures in words, sorted
  std::vector<std::string> notes;    // sorted
};

class CheckRules {
 public:
  struct Tables {
    std::string units;
    std::string wording;
    std::string languages;
  };
  static CheckRules read(Tables tables, Problems& problems);

  // Whether negations and figures of that language are known.
  bool knows(std::string_view language) const;
  WordCounts count(std::string_view text, std::string_view language) const;
  bool is_negation(std::string_view word, std::string_view language) const;

  // The unit that begins at `at`, the longest one.
  UnitMatch unit_at(std::string_view text, std::size_t at, std::string_view language) const;
  // How a unit is written behind that number, or empty where the language does not say.
  static std::string written(const Unit& unit, bool one, std::string_view language);
  // Words that stand between the two figures of a range, the preferred one first.
  std::vector<std::string> range_words(std::string_view language) const;

  // Null for a language that the table does not have.
  const EngineLanguage* engine_language(std::string_view tag) const;

 private:
  struct Word {
    enum class Kind : std::uint8_t { negation, negative, apart, number, note };
    std::string folded;
    Kind kind = Kind::negation;
    std::string value;
  };
  using Words = std::map<char, std::vector<Word>>;  // by first byte, the longest first

  void read_units(std::string bytes, Problems& problems);
  void read_wording(std::string bytes, Problems& problems);
  void read_languages(std::string bytes, Problems& problems);
  template <class Table>
  static const typename Table::mapped_type* of(const Table& table, std::string_view language);

  std::vector<Unit> units_;
  std::map<std::string, Words, std::less<>> words_;
  std::map<std::string, std::vector<std::string>, std::less<>> ranges_;
  std::map<std::string, EngineLanguage, std::less<>> languages_;
};

}  // namespace medloom::translation
