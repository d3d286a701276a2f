// A question or answer as what two copies of it have in common: its words and numbers in order,
// folded (text/fold.h: case, width, Han script), without punctuation, without the courtesies at the
// ends of each of its fields ("Hello doctor", "请问", "谢谢医生").
//
// What carries meaning stays: digits with the points, slashes and ranges inside them, signs of
// comparison, percent, plus and minus behind a word (HIV-), and a mark right behind a negation,
// because "No, fever" is not "no fever". Pure and thread-safe; linear in the text.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::dedup {

// Stands between the fields of one text: a title and what follows it.
inline constexpr char kFieldBreak = '\x1F';

// Words of the languages that decide what is alike; whoever calls reads them from a table. Without
// any, nothing is a courtesy and no word weighs more than another.
class Wording {
 public:
  Wording() = default;
  // Folded. Sides are numerals and opposites (left, high, before).
  Wording(const std::vector<std::string>& negations, const std::vector<std::string>& sides,
          const std::vector<std::string>& courtesies);

  bool is_negation(std::string_view word) const;
  bool is_side(std::string_view word) const { return sides_.contains(word); }
  bool is_courtesy(std::string_view bare) const { return courtesies_.contains(bare); }

 private:
  std::set<std::string, std::less<>> negations_;
  std::set<std::string, std::less<>> sides_;
  std::set<std::string, std::less<>> courtesies_;  // as bare text
};

// Tokens joined, a blank before each but a Han character.
std::string bare_text(std::string_view text, const Wording& wording);

struct Token {
  enum class Kind : std::uint8_t { han, word, number, mark };

  std::string_view text;  // of the bare text
  Kind kind = Kind::word;
  // A number, negation or one side of a pair of opposites: where texts differ
  // in one, they do not say the same.
  bool guarded = false;
};

std::vector<Token> tokens_of(std::string_view bare, const Wording& wording);

}  // namespace medloom::dedup
