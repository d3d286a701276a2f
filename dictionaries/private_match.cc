// Tested by tests/dictionaries/private_data_test.cc.
#include "dictionaries/private_match.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.h"
#include "text/identity_numbers.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::uint32_t kNear = 90;     // bytes before a place in which words speak for it
constexpr std::uint32_t kBehind = 18;   // and behind an age ("90 歲以上")
constexpr std::uint32_t kTouching = 1;  // and behind all else

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_word_byte(char c) { return is_digit(c) || is_letter(c); }

char byte_before(std::string_view text, std::uint32_t at, std::uint32_t back = 1) {
  return at >= back ? text[at - back] : '\0';
}
char byte_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

bool is_word(std::string_view text, Span at) {
  return !is_word_byte(byte_before(text, at.from)) && !is_word_byte(byte_at(text, at.to));
}

bool joins_numbers(char c) {
  return c != '\0' && std::string_view("-./~").find(c) != std::string_view::npos;
}

// No word, and no number with a separator, goes before.
bool begins_number(std::string_view text, std::uint32_t at) {
  const char before = byte_before(text, at);
  return !is_word_byte(before) && !(joins_numbers(before) && is_digit(byte_before(text, at, 2)));
}

// A number that does not go on behind a separator: 2020-0912-3456-78 holds no telephone number.
bool is_whole_number(std::string_view text, Span at) {
  const char behind = byte_at(text, at.to);
  const bool goes_on = joins_numbers(behind) && is_digit(byte_at(text, at.to + 1));
  return begins_number(text, at.from) && !is_word_byte(behind) && !goes_on;
}

// Whether a number of the form of a mobile one of the mainland may be a toll-free one of North
// America: by its digits (1, a toll-free area, an exchange from 2 on), in a text without Han near.
bool is_toll_free_form(std::string_view text, Span at) {
  std::string digits;
  for (const char c : text.substr(at.from, at.size())) {
    if (is_digit(c)) digits += c;
  }
  static constexpr std::array<std::string_view, 7> kAreas = {"800", "833", "844", "855",
                                                             "866", "877", "888"};
  const bool form = digits.size() == 11 && digits[0] == '1' && digits[4] >= '2' &&
                    std::find(kAreas.begin(), kAreas.end(), digits.substr(1, 3)) != kAreas.end();
  if (!form) return false;
  const std::uint32_t from = at.from > kNear ? at.from - kNear : 0;
  const auto near = text.substr(from, at.to + kNear - from);
  return std::none_of(near.begin(), near.end(), [](char c) {
    const auto lead = static_cast<unsigned char>(c);
    return lead >= 0xE4 && lead <= 0xE9;  // of an ideograph; no byte behind a lead is so large
  });
}

// Letters in upper case and digits, nothing else: how an identity number is looked up.
std::string compact(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_digit(c)) out += c;
    if (is_letter(c)) out += static_cast<char>(c >= 'a' ? c - 32 : c);
  }
  return out;
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

// A number with letters in it may have fewer digits: KD4492X.
bool is_code(std::string_view found) {
  const std::string letters_and_digits = compact(found);
  return letters_and_digits.size() >= 6 && digits_in(found) >= 3;
}

// The words before a place, from the beginning of its sentence.
class Before {
 public:
  Before(const PrivatePlaces& places, std::uint32_t at) : places_(places), at_(at) {
    from_ = at > kNear ? at - kNear : 0;
    const std::string_view window = places.text.substr(from_, at - from_);
    for (const std::string_view stop : {"。", "！", "？", "!", "?", "；"}) {
      const std::size_t last = window.rfind(stop);
      if (last == std::string_view::npos) continue;
      from_ = std::max(from_, at - static_cast<std::uint32_t>(window.size() - last - stop.size()));
    }
  }

  // The last word of these classes, of several that end together the longest; empty without one.
  Span last(WordClasses classes) const {
    Span found;
    auto word = std::upper_bound(places_.words.begin(), places_.words.end(), at_,
                                 [](std::uint32_t at, const auto& w) { return at < w.at.to; });
    while (word != places_.words.begin() && (--word)->at.to > from_) {
      if (!found.empty() && word->at.to < found.to) break;
      const bool counts = (word->classes & classes) != 0 && word->at.from >= from_;
      if (counts && (found.empty() || word->at.from < found.from)) found = word->at;
    }
    return found;
  }

 private:
  const PrivatePlaces& places_;
  std::uint32_t at_;
  std::uint32_t from_ = 0;
};

// Calls visit(word) for the words that end behind a place, until it says no.
template <class Visit>
void each_word_behind(const PrivatePlaces& places, std::uint32_t at, Visit visit) {
  auto word = std::upper_bound(places.words.begin(), places.words.end(), at,
                               [](std::uint32_t from, const auto& w) { return from < w.at.to; });
  while (word != places.words.end() && visit(*word)) ++word;
}

// Which of two words speaks: the nearer one, and of two that end together the longer one
// (門診電話 holds 電話, 身分證編號 holds 編號).
bool speaks_over(Span one, Span other) {
  return one.to != other.to ? one.to > other.to : one.from <= other.from;
}

// A word that speaks against a finding from behind it: "90 歲以上", "02-2345-6789 總機".
bool denied_behind(const PrivateRule& rule, Span at, const PrivatePlaces& places) {
  const std::uint32_t reach = rule.check == PrivateCheck::age ? kBehind : kTouching;
  bool any = false;
  each_word_behind(places, at.to, [&](const PrivatePlaces::Word& word) {
    any = any || ((word.classes & rule.unless) != 0 && word.at.from >= at.to &&
                  word.at.from <= at.to + reach);
    return word.at.to < at.to + kBehind;
  });
  return any;
}

bool words_allow(const PrivateRule& rule, Span at, const PrivatePlaces& places) {
  if (rule.needs == 0 && rule.unless == 0) return true;
  const Before before(places, at.from);
  const Span needed = rule.needs == 0 ? Span{} : before.last(rule.needs);
  if (rule.needs != 0 && needed.empty() && !rule.needs_may_lack) return false;
  const Span against = rule.unless == 0 ? Span{} : before.last(rule.unless);
  if (!against.empty() && (needed.empty() || speaks_over(against, needed))) return false;
  return rule.unless == 0 || !denied_behind(rule, at, places);
}

// ---- names

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The character before a place, as bytes.
std::string_view char_before(std::string_view text, std::uint32_t at) {
  std::uint32_t from = at;
  while (from > 0 && !text::is_char_boundary(text, --from)) {
  }
  return text.substr(from, at - from);
}

std::string_view first_char(std::string_view text) {
  std::size_t end = 0;
  if (!text.empty()) text::decode_at(text, end);
  return text.substr(0, end);
}

// "任何先生": what looks like a surname ends a word.
bool ends_a_word(const PrivatePlaces& places, Span x) {
  const std::string word = std::string(char_before(places.text, x.from)) +
                           std::string(first_char(places.text.substr(x.from)));
  return holds(places.tables.of("surname-tail"), word);
}

bool is_han_name(const PrivatePlaces& places, std::string_view name) {
  const PrivateTables& tables = places.tables;
  for (const std::string& word : tables.of("no-name")) {
    if (name.starts_with(word)) return false;
  }
  std::size_t given = 0;
  for (const std::string& surname : tables.of("surname")) {
    if (name.starts_with(surname)) given = std::max(given, surname.size());
  }
  if (given == name.size()) return false;  // a surname of two characters alone
  if (holds(tables.of("title"), name.substr(given))) return false;  // 杜女士 names nobody
  while (given < name.size()) {
    const std::string_view one = first_char(name.substr(given));
    if (holds(tables.of("no-given"), one)) return false;
    given += one.size();
  }
  return true;
}

// A Latin name ends before a word that is none ("Mary But").
std::uint32_t latin_name_size(const PrivatePlaces& places, std::string_view name) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find_first_of(" -", at), name.size());
    if (holds(places.tables.of("no-name"), text::ascii_lower(name.substr(at, end - at)))) break;
    at = end == name.size() ? end : end + 1;
  }
  while (at > 0 && !is_letter(name[at - 1])) --at;
  return static_cast<std::uint32_t>(at);
}

bool is_name(const PrivatePlaces& places, Span& x) {
  const std::string_view name = places.text.substr(x.from, x.size());
  if (is_letter(name.front())) {
    x.to = x.from + latin_name_size(places, name);
    return !x.empty();
  }
  return is_han_name(places, name) && !ends_a_word(places, x);
}

// ---- the rest

bool is_mailbox(const PrivatePlaces& places, std::string_view address) {
  const std::string local = text::ascii_lower(address.substr(0, address.find_first_of("@[( ")));
  return holds(places.tables.of("mailbox"), local);
}

// Two numbers of the date that are a month and a day, in either order.
bool is_date(std::string_view detail) {
  std::array<int, 2> numbers = {0, 0};
  std::size_t count = 0;
  bool inside = false;
  for (const char c : detail) {
    if (!is_digit(c)) {
      inside = false;
      continue;
    }
    if (!inside && count < numbers.size()) ++count;
    inside = true;
    int& number = numbers[count - 1];
    number = number * 10 + (c - '0');
  }
  const auto [low, high] = std::minmax(numbers[0], numbers[1]);
  return low <= 12 && high <= 31 && high >= 1;
}

bool passes(PrivateCheck check, const PrivatePlaces& places, Span& x, Span detail) {
  const std::string_view text = places.text;
  const std::string_view found = text.substr(x.from, x.size());
  const std::size_t digits = digits_in(found);
  switch (check) {
    case PrivateCheck::none:
    case PrivateCheck::address:
      return true;
    case PrivateCheck::word:
      return is_word(text, x);
    case PrivateCheck::number:
      return is_whole_number(text, x);
    case PrivateCheck::mobile:
      return is_whole_number(text, x) && !is_toll_free_form(text, x);
    case PrivateCheck::toll_free_form:
      return is_whole_number(text, x) && is_toll_free_form(text, x);
    case PrivateCheck::digits5:
      return (digits >= 5 || is_code(found)) && !is_word_byte(byte_at(text, x.to));
    case PrivateCheck::phone9:
      return is_whole_number(text, x) && digits >= 9 && digits <= 15;
    case PrivateCheck::mainland_id:
      return is_whole_number(text, x) && text::is_mainland_identity(compact(found));
    case PrivateCheck::old_mainland_id:
      return is_whole_number(text, x) && text::is_old_mainland_identity(compact(found));
    case PrivateCheck::taiwan_id:
      return is_whole_number(text, x) && text::is_taiwan_identity(compact(found));
    case PrivateCheck::hong_kong_id:
      return is_word(text, x) && text::is_hong_kong_identity(compact(found));
    case PrivateCheck::card:
      return is_whole_number(text, x) && text::is_payment_card(compact(found));
    case PrivateCheck::email:
      return is_word(text, x) && !is_mailbox(places, found);
    case PrivateCheck::handle:
      return is_word(text, x) && found.find_first_of("0123456789_@.") != std::string_view::npos;
    case PrivateCheck::date:
      return !is_digit(byte_at(text, x.to)) && !is_digit(byte_before(text, x.from)) &&
             is_date(text.substr(detail.from, detail.size()));
    case PrivateCheck::plate:
      return digits >= 2 && !is_word_byte(byte_at(text, x.to));
    case PrivateCheck::age:  // "97yo": the unit may touch it; "90+" is what is left of an age
      return begins_number(text, x.from) && !is_digit(byte_at(text, x.to)) &&
             byte_at(text, x.to) != '+';
    case PrivateCheck::name:
      return is_name(places, x);
    case PrivateCheck::full_name:
      return is_name(places, x) &&
             text.substr(x.from, x.size()).find_first_of(" -") != std::string_view::npos;
    case PrivateCheck::surname:
      return !ends_a_word(places, x);
  }
  return false;
}

// "住在中山路12號": what says that an address follows is no part of it.
void cut_cue(const PrivateRule& rule, const PrivatePlaces& places, Span& x) {
  const std::uint32_t begin = x.from;
  each_word_behind(places, begin, [&](const PrivatePlaces::Word& word) {
    const bool cue = (word.classes & rule.needs) != 0 && word.at.from >= begin;
    if (cue && word.at.to < x.to) x.from = std::max(x.from, word.at.to);
    return word.at.to < x.to && word.at.to < begin + kNear;
  });
}

}  // namespace

bool stands_alone(std::string_view text, Span word) {
  const bool begins = is_letter(text[word.from]) && is_letter(byte_before(text, word.from));
  const bool ends = is_letter(text[word.to - 1]) && is_letter(byte_at(text, word.to));
  const char behind = byte_at(text, word.to);
  const bool in_mark = byte_before(text, word.from) == '[' && (behind == ']' || behind == '-');
  return !begins && !ends && !in_mark;
}

std::optional<Worth> judge(const PrivateRule& rule, const text::Match& match,
                           const PrivatePlaces& places) {
  Span x = match.group("x").value_or(match.whole);
  const Span whole = match.whole;
  const bool begins_inside = whole.from < x.from && is_letter(places.text[whole.from]) &&
                             is_word_byte(byte_before(places.text, whole.from));
  if (begins_inside) return std::nullopt;
  if (rule.check == PrivateCheck::address) cut_cue(rule, places, x);
  Span detail = match.group("g").value_or(x);
  if (!passes(rule.check, places, x, detail)) return std::nullopt;
  if (!words_allow(rule, x, places)) return std::nullopt;
  const bool cuts = match.group("g").has_value();
  return Worth{x, cuts ? detail : x, cuts};
}

}  // namespace medloom::dictionaries
