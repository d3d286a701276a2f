// Small rules and closed lists for the little grammar that a replacement needs: case, plurals of
// the last word, "a" and "an". What they do not know stays as it is. Tested by tests/dictionaries.
#include "dictionaries/english.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/ascii.h"

namespace medloom::dictionaries {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 33> kIrregular = {{
    {"alveolus", "alveoli"},
    {"bacillus", "bacilli"},
    {"bacterium", "bacteria"},
    {"child", "children"},
    {"coccus", "cocci"},
    {"cortex", "cortices"},
    {"criterion", "criteria"},
    {"diverticulum", "diverticula"},
    {"foot", "feet"},
    {"fungus", "fungi"},
    {"index", "indices"},
    {"knife", "knives"},
    {"leaf", "leaves"},
    {"life", "lives"},
    {"loaf", "loaves"},
    {"man", "men"},
    {"matrix", "matrices"},
    {"medium", "media"},
    {"mouse", "mice"},
    {"nucleus", "nuclei"},
    {"ovum", "ova"},
    {"person", "people"},
    {"phenomenon", "phenomena"},
    {"stimulus", "stimuli"},
    {"stomach", "stomachs"},
    {"thorax", "thoraces"},
    {"thrombus", "thrombi"},
    {"tooth", "teeth"},
    {"villus", "villi"},
    {"wife", "wives"},
    {"woman", "women"},
    {"half", "halves"},
    {"calf", "calves"},
}};

// Words that English counts as they are.
constexpr std::array<std::string_view, 9> kUncountable = {
    "diabetes", "herpes", "rabies", "series", "species", "scabies", "biceps", "triceps", "forceps"};

// A vowel letter that is read with a consonant (y in "use", w in "one"), and a silent h.
constexpr std::array<std::string_view, 15> kConsonantSound = {"uni",  "use", "usa", "usu", "uti",
                                                              "ure",  "uri", "ute", "eu",  "one",
                                                              "once", "ubi", "uro", "uva", "uve"};
constexpr std::array<std::string_view, 2> kNegatedUn = {"unim", "unin"};  // an unimportant finding
constexpr std::array<std::string_view, 4> kSilentH = {"hour", "honest", "honor", "heir"};
constexpr std::string_view kLettersReadWithVowel = "AEFHILMNORSX";

constexpr std::array<std::string_view, 13> kSmallWords = {
    "a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
template <std::size_t N>
bool has_prefix_of(std::string_view word, const std::array<std::string_view, N>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return word.starts_with(prefix); });
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// The plural of a word in lower case.
std::string plural_of(std::string_view word) {
  for (const auto& [one, many] : kIrregular) {
    if (word.ends_with(one) && (word.size() == one.size() || one.size() > 4)) {
      return std::string(word.substr(0, word.size() - one.size())).append(many);
    }
  }
  if (std::find(kUncountable.begin(), kUncountable.end(), word) != kUncountable.end()) {
    return std::string(word);
  }
  const std::string_view stem = word.substr(0, word.size() - 1);
  if (word.ends_with("vertebra")) return std::string(word) + "e";
  if (word.ends_with("sis") || word.ends_with("xis")) {
    return std::string(stem.substr(0, stem.size() - 1)) + "es";
  }
  if (word.ends_with("itis")) return std::string(stem) + "ides";
  const char last = word.back();
  if (last == 'y' && word.size() > 1 && !is_vowel(word[word.size() - 2]))
    return std::string(stem) + "ies";
  const bool hisses =
      last == 's' || last == 'x' || last == 'z' || word.ends_with("ch") || word.ends_with("sh");
  return std::string(word) + (hisses ? "es" : "s");
}

struct Word {
  std::size_t from;
  std::size_t to;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    const std::size_t from = i;
    while (i < text.size() && (is_letter(text[i]) || text[i] == '\'')) ++i;
    words.push_back({from, i});
  }
  return words;
}

bool is_small(std::string_view word) {
  return std::find(kSmallWords.begin(), kSmallWords.end(), text::ascii_lower(word)) !=
         kSmallWords.end();
}

bool all_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), is_lower) &&
         std::count_if(text.begin(), text.end(), is_upper) > 1;
}

// Every word but the small ones begins with a capital, and there are two such words.
bool title_case(std::string_view text) {
  int raised = 0;
  for (const Word& word : words_of(text)) {
    if (is_upper(text[word.from])) {
      ++raised;
    } else if (!is_small(text.substr(word.from, word.to - word.from))) {
      return false;
    }
  }
  return raised > 1;
}

// Its first letter as a capital, unless the first word has capitals of its own (mRNA, pH).
void raise_first(std::string& text) {
  const auto first = std::find_if(text.begin(), text.end(), is_letter);
  const auto end = std::find_if_not(first, text.end(), is_letter);
  if (first != end && std::none_of(first, end, is_upper)) *first = upper(*first);
}

void raise_words(std::string& text) {
  bool first = true;
  for (const Word& word : words_of(text)) {
    const bool after_mark = word.from > 0 && text[word.from - 1] == '-';
    if (first ||
        (!after_mark && !is_small(std::string_view(text).substr(word.from, word.to - word.from)))) {
      text[word.from] = upper(text[word.from]);
    }
    first = false;
  }
}

char first_letter(std::string_view text) {
  const auto at = std::find_if(text.begin(), text.end(), is_letter);
  return at == text.end() ? '\0' : *at;
}

}  // namespace

std::string plural(std::string_view phrase) {
  std::size_t from = phrase.size();
  while (from > 0 && is_letter(phrase[from - 1])) --from;
  const std::string_view word = phrase.substr(from);
  if (word.empty()) return std::string(phrase);
  if (std::none_of(word.begin(), word.end(), is_lower)) return std::string(phrase) + "s";  // MRIs
  std::string many = plural_of(text::ascii_lower(word));
  for (std::size_t i = 0;
       i < word.size() && i < many.size() && many[i] == text::ascii_lower(word[i]); ++i) {
    many[i] = word[i];
  }
  return std::string(phrase.substr(0, from)) + many;
}

bool wants_an(std::string_view phrase) {
  std::size_t end = 0;
  while (end < phrase.size() &&
         (is_letter(phrase[end]) || (phrase[end] >= '0' && phrase[end] <= '9')))
    ++end;
  const std::string_view word = phrase.substr(0, end);
  if (word.empty()) return false;
  if (!is_letter(word[0])) return word[0] == '8' || word == "11" || word == "18";
  const bool spelled_out = is_upper(word[0]) && std::none_of(word.begin(), word.end(), is_lower);
  if (spelled_out) return kLettersReadWithVowel.find(word[0]) != std::string_view::npos;
  const std::string sound = text::ascii_lower(word);
  if (sound[0] == 'h') return has_prefix_of(sound, kSilentH);
  if (has_prefix_of(sound, kNegatedUn)) return true;
  return is_vowel(sound[0]) && !has_prefix_of(sound, kConsonantSound);
}

std::string carry_case(std::string_view replaced, std::string_view key,
                       std::string_view replacement, bool opens_sentence) {
  std::string out(replacement);
  if (is_upper(first_letter(replaced)) && opens_sentence) raise_first(out);
  if (replaced == key) return out;
  if (all_capitals(replaced) && !all_capitals(key)) {
    for (char& c : out) c = upper(c);
  } else if (title_case(replaced) && !title_case(key)) {
    raise_words(out);
  } else if (is_upper(first_letter(replaced)) && is_lower(first_letter(key))) {
    raise_first(out);
  }
  return out;
}

}  // namespace medloom::dictionaries
