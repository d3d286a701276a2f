// The table holds for each character what it is folded to and what it is to a search. Case, width
// and script come from FoldTable, general categories and decompositions from ICU: a letter whose
// canonical decomposition begins with a letter is that letter (ế is e), and the marks behind it are
// passed over. Chinese has no such letters; kana keep their voicing marks (が is not か).
//
// Tested by tests/text/search_tokens_test.cc.
#include "text/search_tokens.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "text/fold.h"
#include "text/script.h"

namespace medloom::text {
namespace {

constexpr char32_t kTableSize = 0x30000;  // the planes with letters

using Kind = SearchTokenizer::Kind;

bool stands_alone(char32_t c) {
  return is_han(c) || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3105 && c <= 0x31FF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF66 && c <= 0xFFDC);
}

bool is_raised_or_lowered_digit(char32_t c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ||
         (c >= 0x2080 && c <= 0x2089);
}

Kind kind_of(char32_t c) {
  if (stands_alone(c)) return Kind::han;
  if (c == '\n' || c == 0x2029) return Kind::punctuation;
  if (is_raised_or_lowered_digit(c)) return Kind::raised;
  const auto point = static_cast<UChar32>(c);
  switch (u_charType(point)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return Kind::word;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return Kind::mark;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return Kind::digit;
    default:
      return u_ispunct(point) != 0 ? Kind::punctuation : Kind::gap;
  }
}

// The letter under its accents.
char32_t without_accents(char32_t c, const icu::Normalizer2* nfd) {
  icu::UnicodeString parts;
  if (nfd == nullptr || nfd->getDecomposition(static_cast<UChar32>(c), parts) == 0) return c;
  const auto base = static_cast<char32_t>(parts.char32At(0));
  return kind_of(base) == Kind::word ? base : c;
}

char32_t folded(char32_t c, const FoldTable& fold, const icu::Normalizer2* nfd) {
  if (c == 0xB5) return 0x3BC;  // the micro sign
  if (is_raised_or_lowered_digit(c)) {
    return U'0' + static_cast<char32_t>(u_getNumericValue(static_cast<UChar32>(c)));
  }
  const char32_t plain = fold[c];
  return plain < 0x80 || plain >= 0x2000 ? plain : fold[without_accents(plain, nfd)];
}

}  // namespace

SearchTokenizer::SearchTokenizer() : table_(kTableSize) {
  const FoldTable& fold = FoldTable::instance();
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) nfd = nullptr;
  for (char32_t c = 0; c < kTableSize; ++c) {
    const Kind kind = kind_of(c);
    table_[c] = {kind == Kind::gap || kind == Kind::mark ? 0 : folded(c, fold, nfd), kind};
  }
}

SearchTokenizer::Character SearchTokenizer::operator[](char32_t c) const {
  if (c < table_.size()) return table_[c];
  return {c, is_han(c) ? Kind::han : Kind::gap};
}

const SearchTokenizer& SearchTokenizer::instance() {
  static const SearchTokenizer kTokenizer;
  return kTokenizer;
}

std::vector<SearchToken> search_tokens(std::string_view text) {
  std::vector<SearchToken> tokens;
  SearchTokenizer::instance().each(
      text, [&](std::string_view token, std::uint32_t from, std::uint32_t to) {
        tokens.push_back({std::string(token), {from, to}});
        return true;
      });
  return tokens;
}

}  // namespace medloom::text
