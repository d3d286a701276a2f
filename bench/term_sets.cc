// A vocabulary of common words for the prose, one of bases and one of qualifiers for the terms.
// Frequencies fall with the rank: a rank is drawn as the cube of an even number.
#include "bench/term_sets.h"

#include <cstdint>
#include <unordered_set>

namespace medloom::bench {
namespace {

constexpr std::size_t kMostBases = 12000;
constexpr std::size_t kParagraph = 400;

class Draw {
 public:
  std::uint32_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33) % bound);
  }
  // The first ones far more often.
  template <class T>
  const T& ranked(const std::vector<T>& from) {
    const double even = below(1U << 30) / static_cast<double>(1U << 30);
    return from[static_cast<std::size_t>(even * even * even * static_cast<double>(from.size()))];
  }
  template <class T>
  const T& any(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::uint64_t state_ = 7;
};

using Words = std::vector<std::string>;

// `count` distinct ones of what `make` makes.
template <class Make>
Words distinct(std::size_t count, Make make) {
  std::unordered_set<std::string> seen;
  Words out;
  while (out.size() < count) {
    std::string word = make();
    if (seen.insert(word).second) out.push_back(std::move(word));
  }
  return out;
}

std::string joined(const std::string& a, const char* between, const std::string& b) {
  return a.empty() ? b : a + between + b;
}

// Bases first; more terms than bases are bases with a qualifier before or behind.
Words terms_of(std::size_t count, const char* between, const Words& bases, Draw& draw,
               const Words& before, const Words& behind) {
  Words terms(bases.begin(),
              bases.begin() + static_cast<std::ptrdiff_t>(std::min(count, bases.size())));
  const std::size_t more = count - terms.size();
  std::unordered_set<std::string> seen(terms.begin(), terms.end());
  Words qualified = distinct(more, [&] {
    for (;;) {
      const std::string& base = draw.any(bases);
      std::string term = draw.below(2) == 0 ? joined(draw.any(before), between, base)
                                            : joined(base, between, draw.any(behind));
      if (!seen.contains(term)) return term;
    }
  });
  terms.insert(terms.end(), qualified.begin(), qualified.end());
  return terms;
}

struct Style {
  const char* between;
  const char* comma;
  const char* stop;
  std::uint32_t words_a_term;  // one word in so many is a term
};

std::vector<std::string> paragraphs_of(const Words& common, const Words& terms, std::size_t bytes,
                                       const Style& style, Draw& draw) {
  std::vector<std::string> paragraphs;
  for (std::size_t written = 0; written < bytes; written += paragraphs.back().size()) {
    std::string text;
    for (std::uint32_t word = 1; text.size() < kParagraph; ++word) {
      text += draw.below(style.words_a_term) == 0 ? draw.ranked(terms) : draw.ranked(common);
      text += word % 15 == 0 ? style.stop : word % 6 == 0 ? style.comma : style.between;
    }
    paragraphs.push_back(std::move(text));
  }
  return paragraphs;
}

void append_han(std::string& out, std::uint32_t c) {
  out += static_cast<char>(0xE0 | c >> 12);
  out += static_cast<char>(0x80 | (c >> 6 & 63));
  out += static_cast<char>(0x80 | (c & 63));
}

}  // namespace

TermSet chinese_terms(std::size_t terms, std::size_t bytes_of_prose) {
  constexpr std::uint32_t kFirst = 0x4E00;
  constexpr std::size_t kCharacters = 2500;
  Draw draw;
  const Words characters = distinct(kCharacters, [&] {
    std::string c;
    append_han(c, kFirst + draw.below(20000));
    return c;
  });
  const auto word_of = [&](std::uint32_t least, std::uint32_t most) {
    std::string word;
    for (std::uint32_t n = least + draw.below(most - least + 1); n > 0; --n) {
      word += draw.ranked(characters);
    }
    return word;
  };
  const Words common = distinct(6000, [&] { return word_of(1, 3); });
  const Words bases = distinct(kMostBases, [&] { return word_of(2, 6); });
  const Words before = distinct(60, [&] { return word_of(1, 2); });
  const Words behind = distinct(60, [&] { return word_of(1, 2); });
  TermSet set;
  set.terms = terms_of(terms, "", bases, draw, before, behind);
  set.paragraphs = paragraphs_of(common, set.terms, bytes_of_prose, {"", "，", "。", 4}, draw);
  return set;
}

TermSet english_terms(std::size_t terms, std::size_t bytes_of_prose) {
  static const Words kOnsets = {"b", "c", "d", "f",  "g",  "h",  "l",  "m",  "n",  "p",  "r",
                                "s", "t", "v", "ch", "st", "tr", "pr", "th", "cr", "ph", "sp"};
  static const Words kRimes = {"a",  "e",  "i",  "o",  "u",  "al", "an", "ar", "as", "ea", "en",
                               "er", "es", "ic", "in", "is", "on", "or", "os", "um", "ul", "y"};
  Draw draw;
  const auto word_of = [&](std::uint32_t most) {
    std::string word;
    for (std::uint32_t n = 1 + draw.below(most); n > 0; --n) {
      word += draw.ranked(kOnsets) + draw.ranked(kRimes);
    }
    return word;
  };
  const Words common = distinct(4000, [&] { return word_of(3); });
  const Words words = distinct(8000, [&] { return word_of(4) + draw.any(kRimes); });
  const auto phrase_of = [&](std::uint32_t least, std::uint32_t most) {
    std::string phrase;
    for (std::uint32_t n = least + draw.below(most - least + 1); n > 0; --n) {
      phrase = joined(phrase, " ", draw.ranked(words));
    }
    return phrase;
  };
  const Words bases = distinct(kMostBases, [&] { return phrase_of(1, 3); });
  const Words before = distinct(60, [&] { return phrase_of(1, 1); });
  const Words behind = distinct(60, [&] { return phrase_of(1, 1); });
  TermSet set;
  set.terms = terms_of(terms, " ", bases, draw, before, behind);
  set.paragraphs = paragraphs_of(common, set.terms, bytes_of_prose, {" ", ", ", ". ", 9}, draw);
  return set;
}

}  // namespace medloom::bench
