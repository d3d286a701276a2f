// A courtesy is looked for at the ends of a field only, longest first and again until
// nothing is left to take: inside a sentence the same words may matter ("which doctor").
//
// Tested by tests/io/dedup_test.cc.
#include "io/dedup/bare_text.h"

#include <algorithm>

#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dedup {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_letter(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';  // folded
  return !text::is_space(c) && !text::is_cjk_punctuation(c) && !(c >= 0x80 && c < 0xAA) &&
         !(c >= 0x2000 && c <= 0x2BFF) && c != 0xD7 && c != 0xF7 && c != 0xB7 && c != 0xB1 &&
         c != 0xAB && c != 0xBB && c != text::kReplacementCharacter;
}

// Signs that change what a text says.
bool is_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"<>=%+±≤≥≈≠×÷‰°~";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool joins_digits(char32_t c) {
  constexpr std::u32string_view kJoiners = U".,/:-~–";
  return kJoiners.find(c) != std::u32string_view::npos;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view folded, const Wording& wording)
      : wording_(wording), text_(text::to_utf32(folded)) {}

  // Of one field after the other, each token as bare text.
  std::vector<std::vector<std::string>> fields() {
    while (at_ < text_.size()) step();
    return std::move(fields_);
  }

 private:
  char32_t peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : U' ';
  }
  char32_t behind() const { return at_ > 0 ? text_[at_ - 1] : U' '; }

  void add(std::u32string_view token, bool han) {
    fields_.back().push_back((han ? "" : " ") + text::to_utf8(token));
  }

  template <class Belongs>
  void take_while(Belongs belongs) {
    const std::size_t from = at_;
    while (at_ < text_.size() && belongs()) ++at_;
    add(std::u32string_view(text_).substr(from, at_ - from), false);
  }

  void step() {
    const char32_t c = text_[at_];
    if (c == static_cast<char32_t>(kFieldBreak)) {
      fields_.emplace_back();
      ++at_;
    } else if (text::is_han(c)) {
      add({&text_[at_++], 1}, true);
    } else if (is_digit(c)) {
      take_while([this] {
        return is_digit(text_[at_]) ||
               (joins_digits(text_[at_]) && is_digit(behind()) && is_digit(peek(1)));
      });
    } else if (is_letter(c)) {
      take_while([this] {
        const char32_t now = text_[at_];
        return (is_letter(now) && !text::is_han(now)) || (now == '\'' && is_letter(peek(1)));
      });
    } else if (is_mark(c) || is_minus()) {
      add({&text_[at_++], 1}, false);
    } else {
      if (!text::is_space(c) && after_negation()) add(U",", false);
      ++at_;
    }
  }

  // A minus that is no hyphen: at the end of a word, or in front of a number.
  bool is_minus() const {
    if (text_[at_] != '-') return false;
    const auto wordy = [](char32_t c) { return is_letter(c) || is_digit(c); };
    return wordy(behind()) != wordy(peek(1)) && (wordy(behind()) || is_digit(peek(1)));
  }

  bool after_negation() const {
    if (fields_.back().empty()) return false;
    std::string_view last = fields_.back().back();
    if (last.starts_with(' ')) last.remove_prefix(1);
    return wording_.is_negation(last) && !text::is_space(behind());
  }

  const Wording& wording_;
  std::u32string text_;
  std::size_t at_ = 0;
  std::vector<std::vector<std::string>> fields_ = {{}};
};

constexpr std::size_t kLongestCourtesy = 8;  // tokens

// How many tokens at the front (or, backwards, at the end) of [from, to) are a courtesy.
std::size_t courtesy(const std::vector<std::string>& tokens, std::size_t from, std::size_t to,
                     bool at_end, const Wording& wording) {
  for (std::size_t count = std::min(kLongestCourtesy, to - from); count > 0; --count) {
    const std::size_t first = at_end ? to - count : from;
    std::string phrase;
    for (std::size_t i = first; i < first + count; ++i) phrase += tokens[i];
    if (wording.is_courtesy(phrase)) return count;
  }
  return 0;
}

// The tokens without courtesies at the ends; all of them if nothing would be left.
std::string trimmed(const std::vector<std::string>& tokens, const Wording& wording) {
  std::size_t from = 0;
  std::size_t to = tokens.size();
  while (const std::size_t count = courtesy(tokens, from, to, false, wording)) from += count;
  while (const std::size_t count = courtesy(tokens, from, to, true, wording)) to -= count;
  if (from == to) {
    from = 0;
    to = tokens.size();
  }
  std::string bare;
  for (std::size_t i = from; i < to; ++i) bare += tokens[i];
  return bare;
}

Token token_of(std::string_view text, const Wording& wording) {
  Token token{text, Token::Kind::word, false};
  std::size_t at = 0;
  const char32_t first = text::decode_at(text, at);
  if (text::is_han(first)) {
    token.kind = Token::Kind::han;
  } else if (is_digit(first)) {
    token.kind = Token::Kind::number;
  } else if (!is_letter(first)) {
    token.kind = Token::Kind::mark;
  }
  token.guarded = token.kind == Token::Kind::number || token.kind == Token::Kind::mark ||
                  wording.is_negation(text) || wording.is_side(text);
  return token;
}

}  // namespace

Wording::Wording(const std::vector<std::string>& negations, const std::vector<std::string>& sides,
                 const std::vector<std::string>& courtesies)
    : negations_(negations.begin(), negations.end()), sides_(sides.begin(), sides.end()) {
  for (const std::string& phrase : courtesies) courtesies_.insert(bare_text(phrase, {}));
}

bool Wording::is_negation(std::string_view word) const {
  return negations_.contains(word) || word.ends_with("n't");
}

std::string bare_text(std::string_view text, const Wording& wording) {
  std::string bare;
  for (const auto& field : Tokenizer(text::fold(text), wording).fields()) {
    bare += trimmed(field, wording);
  }
  return bare;
}

std::vector<Token> tokens_of(std::string_view bare, const Wording& wording) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < bare.size();) {
    if (bare[at] == ' ') {
      const std::size_t from = ++at;
      for (; at < bare.size() && bare[at] != ' '; ++at) {
        std::size_t next = at;
        if (text::is_han(text::decode_at(bare, next))) break;
      }
      tokens.push_back(token_of(bare.substr(from, at - from), wording));
      continue;
    }
    const std::size_t from = at;
    text::decode_at(bare, at);
    tokens.push_back(token_of(bare.substr(from, at - from), wording));
  }
  return tokens;
}

}  // namespace medloom::dedup
