// `doubled-word`: "About about half", "the the knee". The second one goes, the first keeps its
// case.
//
// English only, and only words that nobody doubles on purpose. What stays: words of the list below
// (grammar: had had, is is, in in; emphasis: very very; words of two equal parts: beri beri;
// numbers and units; negations, which are never taken out), words of one letter but the article,
// names and titles (a second word with a capital letter: Ting Ting; a first one, if it is no small
// word: Rattus rattus), and everything with a mark, a line break or the end of a sentence between.
//
// "massage, massage" may be two words of the source that became one: not ours to choose.
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr std::string_view kDoubledOnPurpose =
    // Grammar: a verb twice, an auxiliary and a verb, a particle and a preposition, two pronouns.
    " are be been being by can did do does doing down for had has have having her him his in is it"
    " off on one out over s that there this those through to under up was were what which who will"
    " you"
    // Negation.
    " cannot never no non none nor not without"
    // Emphasis, and speech as it is spoken.
    " again ah all always bye deeply far fast gently good ha hello hey ho huge late later less"
    " little long many more most much now often oh ok okay old only please quick quickly quite"
    " rather really rub slow slowly small so softly some still sure thank thanks then too um very"
    " wait well wow yeah yes"
    // Words of two equal parts: diseases, foods, dances, sounds, places, what children say.
    " agar aye baden bang beri blah boo bora cha chi choo chop chow cough cous da dada dik ding dum"
    " gaga gee go goody hush knock ku la lulu ma mahi mama na nana night nin pa pago papa pat pee"
    " peri piri pom poo pooh puff ta tap teeny tick tom tse tuk tum tut walla wee win ya ylang yo"
    " yum"
    // Numbers and units.
    " cc cm dl eight fifty five four g half hundred iu kg km l mg min ml mm mmol ng nine pg seven "
    "six"
    " ten thousand three twice two ug zero ";

// What begins sentences and is no name: "About about half", "The the knee".
constexpr std::string_view kSmallWords =
    " a about after although an and any as at because before both but each either every few first "
    "for"
    " from how if it its may my of or other our several since so some such than the their them then"
    " there these they to two unless until usually we when where whether while why with you your ";

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
  if (is_upper(text[first]) && !lists(kSmallWords, word)) return;
  if (word.size() == 1 && (word != "a" || text[first] != 'a' || names_a_letter(text, first)))
    return;
  if (lists(kDoubledOnPurpose, word)) return;
  if (!stands_alone(text, first, gap) || !stands_alone(text, second, end)) return;
  findings.remove({gap, end}, RuleName::doubled_word);
}

}  // namespace medloom::stages::repair
