// `doubled-word`: "About about half", "the the knee". The second one goes, the first keeps its
// case.
//
// English only, and only small words that nobody doubles on purpose and that end no item of a list:
// "beer malt malt beverages" may be two lines that a scraper joined, and "Rattus rattus" is a
// species. So what stays is every word that is not listed below, names and titles (a second word
// with a capital letter: The The), words of one letter but the article, and everything with a mark,
// a line break or the end of a sentence between.
//
// "massage, massage" may be two words of the source that became one: not ours to choose.
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

// Left out, because two in a row can be grammar: verbs and particles (had had, is is, in in, to
// to), pronouns (that that, which which, her her). Negations are never taken out.
constexpr std::string_view kSmallWords =
    " a about after although among an and any as at because before between both but during each"
    " either every except for from how if into it its may might my of onto or our per should since"
    " such than the their them these they toward towards until upon we when where whether while"
    " with within would your ";

// Letters and inner apostrophes from `at` on.
std::uint32_t word_end(std::string_view text, std::uint32_t at) {
  std::uint32_t end = letters_end(text, at);
  while (end > at && byte_at(text, end) == '\'' && is_letter(byte_at(text, end + 1))) {
    end = letters_end(text, end + 1);
  }
  return end;
}

// Nothing beside a word makes it a part of something longer.
bool stands_alone(std::string_view text, std::uint32_t from, std::uint32_t to) {
  static constexpr std::u32string_view kJoiners = U"-'’/_@#&*+=~\\‐‑–%";
  const char32_t left = char_before(text, from);
  const char32_t right = char_at(text, to);
  if (left != 0 &&
      (is_latin_letter(left) || is_digit(left) || kJoiners.find(left) != kJoiners.npos))
    return false;
  if (right == 0) return true;
  if (right == '.' && (is_letter(char_at(text, to + 1)) || is_digit(char_at(text, to + 1))))
    return false;
  return !(is_latin_letter(right) || is_digit(right) || kJoiners.find(right) != kJoiners.npos);
}

// "vitamin a a day": the first is a name.
bool names_a_letter(std::string_view text, std::uint32_t at) {
  static constexpr std::string_view kNamed =
      " class factor grade group hepatitis influenza part plan section stage streptococcus type"
      " vitamin ";
  if (at == 0 || text[at - 1] != ' ') return false;
  std::uint32_t from = at - 1;
  while (from > 0 && at - from < 20 && is_letter(text[from - 1])) --from;
  return lists(kNamed, lower_word(text.substr(from, at - 1 - from)));
}

}  // namespace

void mend_doubled_word(const Passage& passage, std::uint32_t first, std::uint32_t gap,
                       Findings& findings) {
  const std::string_view text = passage.text;
  std::uint32_t second = gap;
  while (byte_at(text, second) == ' ') ++second;
  const std::uint32_t end = word_end(text, second);
  if (word_end(text, first) != gap || end - second != gap - first || end == second) return;

  const std::string word = lower_word(text.substr(first, gap - first));
  if (word != lower_word(text.substr(second, end - second))) return;
  if (is_upper(text[second])) return;
  if (word.size() == 1 && (word != "a" || text[first] != 'a' || names_a_letter(text, first)))
    return;
  if (!lists(kSmallWords, word)) return;
  if (word == "may" && is_upper(text[first])) return;  // the month
  if (!stands_alone(text, first, gap) || !stands_alone(text, second, end)) return;
  findings.remove({gap, end}, RuleName::doubled_word);
}

}  // namespace medloom::stages::repair
