// The text is read as characters once. Quotation marks are paired by a stack; spacing looks at each
// place where Han and Latin meet, with the Latin token that stands there.
//
// Tested by tests/stages/convert_typography_test.cc.
#include "stages/convert/typography.h"

#include <algorithm>

#include "text/quotation.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

struct Character {
  char32_t c;
  Span at;
};
using Characters = std::vector<Character>;

Characters read(std::string_view text) {
  Characters characters;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto from = static_cast<std::uint32_t>(pos);
    const char32_t c = text::decode_at(text, pos);
    characters.push_back({c, {from, static_cast<std::uint32_t>(pos)}});
  }
  return characters;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_latin(char32_t c) { return is_digit(c) || is_letter(c); }

bool is_kept(Span at, const std::vector<Span>& kept) {
  const auto span = std::lower_bound(kept.begin(), kept.end(), at.from,
                                     [](Span one, std::uint32_t from) { return one.to < from; });
  return span != kept.end() && span->from <= at.to;  // its edges as well
}

struct Pair {
  std::size_t open, close;
  std::size_t depth;
};

// Pairs whose marks belong together; what crosses or stands alone is in none.
std::vector<Pair> quotations(const Characters& text) {
  std::vector<Pair> pairs;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text::closing_quote(text[i].c) != 0) {
      open.push_back(i);
    } else if (text::is_closing_quote(text[i].c)) {
      const bool apostrophe = text[i].c == U'’' && i > 0 && is_latin(text[i - 1].c) &&
                              (open.empty() || text[open.back()].c != U'‘');
      if (apostrophe) continue;
      if (open.empty() || text::closing_quote(text[open.back()].c) != text[i].c) return {};
      pairs.push_back({open.back(), i, open.size() - 1});
      open.pop_back();
    }
  }
  return open.empty() ? pairs : std::vector<Pair>();
}

void add_quotes(const Characters& text, Typography::Quotes quotes, const std::vector<Span>& kept,
                std::vector<TypographyEdit>& edits) {
  static constexpr const char* kMarks[][2] = {{"「", "」"}, {"『", "』"}, {"“", "”"}, {"‘", "’"}};
  const std::size_t first = quotes == Typography::Quotes::corner ? 0 : 2;
  const auto is_of_choice = [first](char32_t c) {
    return first == 0 ? c == U'「' || c == U'『' : c == U'“' || c == U'‘';
  };
  const auto has_han = [&text](const Pair& pair) {
    const auto from = text.begin() + static_cast<std::ptrdiff_t>(pair.open);
    const auto to = text.begin() + static_cast<std::ptrdiff_t>(pair.close);
    return (pair.open > 0 && text::is_han(text[pair.open - 1].c)) ||
           std::any_of(from, to, [](const Character& one) { return text::is_han(one.c); });
  };
  for (const Pair& pair : quotations(text)) {
    if (is_of_choice(text[pair.open].c) || !has_han(pair)) continue;
    if (is_kept(text[pair.open].at, kept) || is_kept(text[pair.close].at, kept)) continue;
    const auto* marks = kMarks[first + pair.depth % 2];
    edits.push_back({text[pair.open].at, marks[0], "quotes"});
    edits.push_back({text[pair.close].at, marks[1], "quotes"});
  }
}

// The Latin token with an end at `at`, as indices [from, to).
struct Token {
  std::size_t from, to;
  std::size_t size() const { return to - from; }
};

// What stands in a token beside letters and digits: 120/80, γ-GT, 10⁹/L, 3.5%.
bool is_in_token(char32_t c) {
  return is_latin(c) || c == '.' || c == '-' || c == '/' || c == '_' || c == '+' || c == '%' ||
         c == '@' ||
         (c > 0x7F && c < 0x2E80 && c != 0xA0 && !text::is_space(c) && (c < 0x2010 || c > 0x205E));
}

Token token_at(const Characters& text, std::size_t at) {
  Token token{at, at + 1};
  while (token.from > 0 && is_in_token(text[token.from - 1].c)) --token.from;
  while (token.to < text.size() && is_in_token(text[token.to].c)) ++token.to;
  return token;
}

// H20203456, ZL201510012345: letters and six digits or more.
bool is_code(const Characters& text, Token token) {
  std::size_t letters = 0;
  std::size_t digits = 0;
  for (std::size_t i = token.from; i < token.to; ++i) {
    letters += is_letter(text[i].c);
    digits += is_digit(text[i].c);
  }
  return letters > 0 && digits >= 6;
}

bool counts_on(char32_t c) {
  return std::u32string_view(U"十百千万億亿萬兆").find(c) != std::u32string_view::npos;
}

// Whether the Han character at `han` and the Latin one at `latin` are parts of one thing.
bool is_one(const Characters& text, std::size_t han, std::size_t latin) {
  const Token token = token_at(text, latin);
  if (is_code(text, token)) return true;
  if (counts_on(text[han].c) && (is_digit(text[latin].c) || han < latin)) return true;
  // A single letter belongs to the Han behind it (B超, X线), and 维C is a word.
  if (token.size() == 1 && is_letter(text[latin].c)) return han > latin || text[han].c == U'维';
  return false;
}

// Where a space may be put between Han and Latin: indices of the right one.
void add_spaces(const Characters& text, const std::vector<Span>& kept,
                std::vector<TypographyEdit>& edits) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool han_first = text::is_han(text[i - 1].c) && is_latin(text[i].c);
    const bool latin_first = is_latin(text[i - 1].c) && text::is_han(text[i].c);
    if (!han_first && !latin_first) continue;
    if (han_first ? is_one(text, i - 1, i) : is_one(text, i, i - 1)) continue;
    const Span between{text[i].at.from, text[i].at.from};
    if (!is_kept(between, kept)) edits.push_back({between, " ", "spacing"});
  }
}

// Single spaces between Han and Latin, but for the one behind a number that begins the text, which
// is its mark in a list.
void remove_spaces(const Characters& text, const std::vector<Span>& kept,
                   std::vector<TypographyEdit>& edits) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i].c != ' ') continue;
    const bool han_first = text::is_han(text[i - 1].c) && is_latin(text[i + 1].c);
    const bool latin_first = is_latin(text[i - 1].c) && text::is_han(text[i + 1].c);
    if (!han_first && !latin_first) continue;
    if (latin_first && token_at(text, i - 1).from == 0) continue;
    if (!is_kept(text[i].at, kept)) edits.push_back({text[i].at, "", "spacing"});
  }
}

}  // namespace

std::vector<TypographyEdit> typography_edits(std::string_view utf8, const Typography& typography,
                                             const std::vector<Span>& kept) {
  std::vector<TypographyEdit> edits;
  const Characters text = read(utf8);
  if (typography.quotes != Typography::Quotes::keep) {
    add_quotes(text, typography.quotes, kept, edits);
  }
  if (typography.spacing == Typography::Spacing::add) add_spaces(text, kept, edits);
  if (typography.spacing == Typography::Spacing::remove) remove_spaces(text, kept, edits);
  std::stable_sort(edits.begin(), edits.end(),
                   [](const auto& a, const auto& b) { return a.at.from < b.at.from; });
  return edits;
}

}  // namespace medloom::stages
