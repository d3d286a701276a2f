// What a search index sees of a text: words of Latin and other letters, single Han characters.
//
// Case, width, accents and Han script make no difference (text/fold.h, and é as e), so 血壓, 血压
// and ＢＭＩ, bmi meet. Words are cut where letters meet digits (400mg is 400 and mg), since nobody
// types them the same way, and raised or lowered digits stand apart (10⁹ is 10 and 9, never 109).
// Each Han character, kana and hangul syllable is a token of its own: a word of two characters is a
// phrase of two tokens, which no list of words can miss. Between two of them a punctuation mark or
// a line break is a token too, so that 头，痛风 holds no 头痛; white space is none.
//
// Pure and thread-safe; linear, one table look-up a character. The table (768 KiB) is built at
// first use, in some milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"
#include "text/utf8.h"

namespace medloom::text {

class SearchTokenizer {
 public:
  enum class Kind : std::uint8_t { gap, word, digit, raised, han, mark, punctuation };

  static const SearchTokenizer& instance();

  // Calls `found(std::string_view token, std::uint32_t from, std::uint32_t to)` for every token in
  // order; [from, to) are bytes of `text`. Stops when it returns false. `token` lives for the call.
  template <class Found>
  void each(std::string_view text, Found found) const;

  static constexpr std::string_view kBreak = "。";  // the token of a punctuation mark
  static constexpr std::size_t kMaxWord = 96;       // bytes; what is longer is cut into several

 private:
  struct Character {
    char32_t folded : 24;
    Kind kind : 8;
  };

  SearchTokenizer();
  Character operator[](char32_t c) const;

  std::vector<Character> table_;
};

struct SearchToken {
  std::string text;
  Span at;
};

// All tokens at once, breaks included.
std::vector<SearchToken> search_tokens(std::string_view text);

template <class Found>
void SearchTokenizer::each(std::string_view text, Found found) const {
  std::string token;
  Kind last = Kind::gap;     // of the word that grows, or gap
  bool after_han = false;    // the last token was a single character …
  bool broken = false;       // … and punctuation followed it
  std::size_t from = 0;      // of the word that grows
  std::size_t word_end = 0;  // … and its end
  const auto finish = [&] {
    if (last == Kind::gap) return true;
    last = Kind::gap;
    after_han = broken = false;
    const bool go_on = found(std::string_view(token), static_cast<std::uint32_t>(from),
                             static_cast<std::uint32_t>(word_end));
    token.clear();
    return go_on;
  };
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    const Character c = (*this)[decode_at(text, pos)];
    switch (c.kind) {
      case Kind::mark:  // belongs to the letter before it
        if (last != Kind::gap) word_end = pos;
        break;
      case Kind::word:
      case Kind::digit:
      case Kind::raised:
        if ((c.kind != last || token.size() >= kMaxWord) && !finish()) return;
        if (last == Kind::gap) from = at;
        last = c.kind;
        word_end = pos;
        append_utf8(token, c.folded);
        break;
      case Kind::han: {
        if (!finish()) return;
        if (after_han && broken &&
            !found(kBreak, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at))) {
          return;
        }
        append_utf8(token, c.folded);
        const bool go_on = found(std::string_view(token), static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(pos));
        token.clear();
        if (!go_on) return;
        after_han = true;
        broken = false;
        break;
      }
      case Kind::punctuation:
        if (!finish()) return;
        broken = true;
        break;
      case Kind::gap:
        if (!finish()) return;
        break;
    }
  }
  finish();
}

}  // namespace medloom::text
