// The pass over a text takes no branch on what it finds at a place that is no word: it writes the
// place down as a start, and counts it or does not. A third of such places pass, in no order that a
// processor could foresee, and a wrong guess costs more than all the rest.
//
// Building numbers the words, lets the automaton give codes to characters and words, and keeps
// those. Tested by tests/dictionaries/key_tokens_test.cc and the tests of the matcher.
#include "dictionaries/key_tokens.h"

#include <algorithm>
#include <bit>
#include <string>
#include <tuple>
#include <unordered_map>

#include "dictionaries/characters.h"

namespace medloom::dictionaries {
namespace {

constexpr std::uint32_t kSetShift = 26;                    // leaves 64 bits: one word of a set
constexpr std::size_t kFewInABucket = 8;                   // are gone through one by one
constexpr std::size_t kMostOfASet = std::size_t{1} << 26;  // words of 64 bits

std::uint32_t pair_hash(char32_t a, char32_t b) { return (a * 0x9E3779B1U ^ b) * 0xC2B2AE35U; }

std::uint64_t hashed(std::u32string_view word) {
  std::uint64_t state = 0xCBF29CE484222325U;
  for (const char32_t c : word) state = (state ^ c) * 0x9E3779B97F4A7C15U;
  return (state ^ state >> 32) | std::uint64_t{1} << 63;
}

// The word at a place, which is one: what lies behind it, and what it is told by.
struct ReadWord {
  std::size_t end;
  std::uint64_t key;
};
ReadWord read_word(std::u32string_view text, std::size_t from) {
  std::uint64_t packed = 0;
  std::size_t end = from;
  for (; end < text.size() && text[end] < 0x80 && kAsciiWord[text[end]]; ++end) {
    packed = packed << 8 | text[end];
  }
  const bool is_ascii = end == text.size() || !is_word(text[end]);
  if (is_ascii && end - from <= sizeof packed) return {end, packed};
  while (end < text.size() && is_word(text[end])) ++end;
  return {end, hashed(text.substr(from, end - from))};
}

// Calls visit(from, to, whether it is a word) for each token of a key.
template <class Visit>
void each_token(std::u32string_view key, Visit&& visit) {
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t from = at;
    const bool word = is_word(key[at]);
    at = word ? read_word(key, at).end : at + 1;
    visit(from, at, word);
  }
}

// Nearly all of a Chinese text: no words for sure.
bool is_east_asian(char32_t c) { return c - 0x2E80 <= 0xA63F - 0x2E80; }

// What tells of most characters that no key begins there.
struct Beginnings {
  const std::uint16_t* codes;
  const std::uint64_t* pairs;
  std::uint32_t shift;

  bool has(char32_t c, char32_t next) const {
    const std::uint32_t bit = pair_hash(c, next) >> shift;
    return (pairs[bit >> 6] >> (bit & 63) & 1) != 0;
  }
};

// How far a text is read.
struct Place {
  std::size_t character = 0;
  std::size_t token = 0;
  std::size_t start = 0;
};

// The hot loop, apart, so that all of it stays in registers: takes East Asian characters up to one
// that is none (the 0 behind the text is none) or has a far code.
[[gnu::noinline]] Place read_east_asian(const char32_t* text, const Beginnings beginnings,
                                        Place place, TextTokens& out) {
  // One character is one token: all go on together.
  const char32_t* at = text + place.character;
  const auto ahead = static_cast<std::uint32_t>(place.character - place.token);
  std::uint32_t* const codes = out.codes.data();
  std::uint32_t* const from = out.from.data();
  std::uint32_t* start = out.starts.data() + place.start;
  std::size_t token = place.token;
  for (char32_t c = *at; is_east_asian(c); ++token) {
    const std::uint16_t code = beginnings.codes[c];
    if (code == KeyTokens::kFarCode) break;
    const char32_t next = *++at;
    codes[token] = code;
    from[token] = static_cast<std::uint32_t>(token) + ahead;
    *start = static_cast<std::uint32_t>(token);
    start += beginnings.has(c, next) ? 1 : 0;
    c = next;
  }
  return {static_cast<std::size_t>(at - text), token,
          static_cast<std::size_t>(start - out.starts.data())};
}

}  // namespace

const KeyTokens::Tables& KeyTokens::none() {
  static const Tables kNone;
  return kNone;
}

std::u32string_view KeyTokens::text_of(const Word& word) const {
  const auto all = view_.characters;
  if (word.at >= all.size() || all[word.at] > all.size() - word.at - 1) return {};
  return {all.data() + word.at + 1, all[word.at]};
}

std::uint32_t KeyTokens::code_of(std::uint64_t key, std::u32string_view word) const {
  const std::uint32_t hash = WordKey::hash(key);
  const std::size_t bucket = hash >> view_.shape.bucket_shift;
  const std::size_t low = view_.buckets[bucket];
  const std::size_t high = view_.buckets[bucket + 1];
  if (low > high || high > view_.words.size()) return 0;
  auto words = view_.words.subspan(low, high - low);
  if (words.size() > kFewInABucket) {
    const auto first = std::partition_point(words.begin(), words.end(), [&](const Word& w) {
      if (w.key == key) return !WordKey::is_whole(key) && text_of(w) < word;
      const std::uint32_t other = WordKey::hash(w.key);
      return other != hash ? other < hash : w.key < key;
    });
    words = words.subspan(static_cast<std::size_t>(first - words.begin()));
    words = words.first(std::min<std::size_t>(words.size(), 1));
  }
  for (const Word& w : words) {
    if (w.key == key && (WordKey::is_whole(key) || text_of(w) == word)) return w.code;
  }
  return 0;
}

void KeyTokens::read(std::u32string_view characters, const text::DoubleArray& automaton,
                     TextTokens& out) const {
  if (out.codes.size() <= characters.size()) {
    out.codes.resize(characters.size() + 1);
    out.from.resize(characters.size() + 1);
    out.starts.resize(characters.size() + 1);
  }
  const Beginnings beginnings = {view_.codes.data(), view_.pairs.data(), view_.shape.pair_shift};
  std::uint32_t* const codes = out.codes.data();
  std::uint32_t* const from = out.from.data();
  std::uint32_t* const starts = out.starts.data();
  const char32_t* const all = characters.data();
  Place place;
  while (place.character < characters.size()) {
    const std::size_t at = place.character;
    const char32_t c = all[at];
    const std::uint32_t near = c < kCodes ? view_.codes[c] : kFarCode;
    if (near != kFarCode && is_east_asian(c)) {
      place = read_east_asian(all, beginnings, place, out);
      continue;
    }
    std::uint32_t code = 0;
    bool begins = false;
    if (is_word(c)) {
      const auto [end, key] = read_word(characters, at);
      if (may_be(WordKey::hash(key))) {
        code = code_of(key, characters.substr(at, end - at));
        begins = automaton.first_by_code(code) != text::DoubleArray::kNone;
      }
      place.character = end;
    } else {
      const bool single = (view_.shape.singles[c >> 6 & 63] >> (c & 63) & 1) != 0;
      code = near != kFarCode ? near : automaton.code(c);
      begins = single || beginnings.has(c, all[at + 1]);
      place.character = at + 1;
    }
    codes[place.token] = code;
    from[place.token] = static_cast<std::uint32_t>(at);
    starts[place.start] = static_cast<std::uint32_t>(place.token++);
    place.start += begins ? 1 : 0;
  }
  codes[place.token] = 0;
  from[place.token] = static_cast<std::uint32_t>(characters.size());
  out.size = place.token;
  out.start_count = place.start;
}

bool KeyTokens::is_sound(const View& view) {
  const auto is_set = [](std::size_t words) {
    return std::has_single_bit(words) && words <= kMostOfASet;
  };
  const Shape& shape = view.shape;
  return is_set(view.pairs.size()) && is_set(view.may_be.size()) && shape.pair_shift >= 1 &&
         shape.pair_shift <= kSetShift &&
         view.pairs.size() == std::size_t{1} << (kSetShift - shape.pair_shift) &&
         shape.bucket_shift >= 1 && shape.bucket_shift <= 31 &&
         view.buckets.size() == (std::size_t{1} << (32 - shape.bucket_shift)) + 1 &&
         view.codes.size() == kCodes;
}

namespace {

class TokensBuilder {
 public:
  explicit TokensBuilder(std::span<const std::u32string_view> keys) : keys_(keys) {}

  KeyAutomaton build() {
    KeyAutomaton made{automaton(), {}};
    Tables& tables = made.tokens;
    set_beginnings(tables);
    set_words(tables, made.automaton);
    for (std::size_t c = 0; c < KeyTokens::kCodes; ++c) {
      const std::uint32_t code = made.automaton.code(static_cast<char32_t>(c));
      const bool may_be_key = (tables.shape.singles[c >> 6 & 63] >> (c & 63) & 1) != 0;
      tables.codes[c] = code < KeyTokens::kFarCode && !may_be_key ? static_cast<std::uint16_t>(code)
                                                                  : KeyTokens::kFarCode;
    }
    return made;
  }

 private:
  using Tables = KeyTokens::Tables;

  // What the automaton calls words while it is built: numbers that are no characters.
  static constexpr char32_t kFirstWord = 0x110000;

  text::DoubleArray automaton() {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    places.reserve(keys_.size());
    std::u32string tokens;
    for (const std::u32string_view key : keys_) {
      const std::size_t at = tokens.size();
      each_token(key, [&](std::size_t from, std::size_t to, bool word) {
        tokens += word ? number_of(key.substr(from, to - from)) : key[from];
      });
      places.emplace_back(at, tokens.size() - at);
    }
    std::vector<std::u32string_view> sequences;
    sequences.reserve(places.size());
    for (const auto& [at, size] : places) {
      sequences.push_back(std::u32string_view(tokens).substr(at, size));
    }
    return text::DoubleArray(sequences);
  }

  char32_t number_of(std::u32string_view word) {
    const auto number = static_cast<char32_t>(kFirstWord + words_.size());
    const auto [at, added] = numbers_.try_emplace(word, number);
    if (added) words_.push_back(word);
    return at->second;
  }

  // Of the keys that begin with no word.
  void set_beginnings(Tables& tables) const {
    std::vector<std::uint32_t> hashes;
    for (const std::u32string_view key : keys_) {
      const char32_t c = key.front();
      if (is_word(c)) continue;
      if (key.size() == 1) {
        tables.shape.singles[c >> 6 & 63] |= std::uint64_t{1} << (c & 63);
        continue;
      }
      const std::uint32_t hash = pair_hash(c, key[1]);
      // Keys are in order: most begin like the one before.
      if (hashes.empty() || hashes.back() != hash) hashes.push_back(hash);
    }
    constexpr std::size_t kBitsAPair = 16;  // of those that are none, one in twenty passes
    std::uint32_t& shift = tables.shape.pair_shift;
    while (shift > 8 && (std::size_t{1} << (32 - shift)) < kBitsAPair * hashes.size()) --shift;
    tables.pairs.assign(std::size_t{1} << (kSetShift - shift), 0);
    for (const std::uint32_t hash : hashes) {
      const std::uint32_t bit = hash >> shift;
      tables.pairs[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
  }

  void set_words(Tables& tables, const text::DoubleArray& automaton) const {
    // With its characters, to sort by; a word that its key tells needs none.
    std::vector<std::pair<KeyTokens::Word, std::u32string_view>> sorted;
    sorted.reserve(words_.size());
    for (std::size_t number = 0; number < words_.size(); ++number) {
      const std::uint32_t code = automaton.code(static_cast<char32_t>(kFirstWord + number));
      sorted.push_back({{read_word(words_[number], 0).key, code, 0}, words_[number]});
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      const auto order = [](const auto& word) {
        return std::tuple(WordKey::hash(word.first.key), word.first.key, word.second);
      };
      return order(a) < order(b);
    });
    for (auto& [word, text] : sorted) {
      if (!WordKey::is_whole(word.key)) {
        word.at = static_cast<std::uint32_t>(tables.characters.size());
        tables.characters.push_back(static_cast<char32_t>(text.size()));
        tables.characters.insert(tables.characters.end(), text.begin(), text.end());
      }
      tables.words.push_back(word);
    }
    set_buckets(tables);
    constexpr std::size_t kBitsAWord = 16;  // of those that are none, one in sixteen passes
    tables.may_be.assign(std::bit_ceil(words_.size() * kBitsAWord / 64 + 1), 0);
    for (const KeyTokens::Word& word : tables.words) {
      const auto bit =
          WordKey::hash(word.key) & static_cast<std::uint32_t>(64 * tables.may_be.size() - 1);
      tables.may_be[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
  }

  // One for each word, about.
  static void set_buckets(Tables& tables) {
    std::uint32_t& shift = tables.shape.bucket_shift;
    while (shift > 8 && (std::size_t{1} << (32 - shift)) < tables.words.size()) --shift;
    tables.buckets.assign((std::size_t{1} << (32 - shift)) + 1, 0);
    for (const KeyTokens::Word& word : tables.words) {
      ++tables.buckets[(WordKey::hash(word.key) >> shift) + 1];
    }
    for (std::size_t i = 1; i < tables.buckets.size(); ++i) {
      tables.buckets[i] += tables.buckets[i - 1];
    }
  }

  std::span<const std::u32string_view> keys_;
  std::vector<std::u32string_view> words_;
  std::unordered_map<std::u32string_view, char32_t> numbers_;
};

}  // namespace

KeyAutomaton automaton_of(std::span<const std::u32string_view> keys) {
  return TokensBuilder(keys).build();
}

}  // namespace medloom::dictionaries
