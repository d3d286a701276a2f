// The matcher against a naive one, over random dictionaries and random texts, Latin and Han.
//
// The naive matcher shares no code with the real one but the fold of a character: it tries every
// row at every place of the raw text, cuts sentences at full stops alone, and looks for guard words
// by reading. Texts are built so that those simple readings are right (no abbreviations, no
// articles). Now and then the same is asked of the dictionaries out of an image.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "tests/dictionaries/tables.h"
#include "tests/support/random.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

using test::library_of;
using test::Random;

struct NaiveRow {
  std::string match, replace, mode, when, unless;
  std::uint32_t layer = 0;
  std::uint32_t line = 0;
};

bool latin(char32_t c) { return c >= 'a' && c <= 'z'; }

class NaiveMatcher {
 public:
  NaiveMatcher(const std::vector<NaiveRow>& rows, std::string_view text, std::string_view page)
      : rows_(rows), text_(text::to_utf32(text)), page_(text::to_utf32(page)) {
    for (char32_t& c : text_) c = text::fold_char(c);
    for (char32_t& c : page_) c = text::fold_char(c);
  }

  std::string repaired() {
    struct Found {
      std::size_t from, to;
      const NaiveRow* row;
    };
    std::vector<Found> keeps, others;
    for (std::size_t from = 0; from < text_.size(); ++from) {
      for (const NaiveRow& row : rows_) {
        const auto to = match(row.match, from);
        if (!to || row.mode == "link" || !holds(row, from, *to)) continue;
        (row.mode == "keep" ? keeps : others).push_back({from, *to, &row});
      }
    }
    std::stable_sort(others.begin(), others.end(), [](const Found& a, const Found& b) {
      const auto rank = [](const Found& f) {
        const bool open = f.row->when.empty() && f.row->unless.empty();
        return std::tuple(f.from, -static_cast<long>(f.to), -static_cast<long>(f.row->layer), open,
                          f.row->line);
      };
      return rank(a) < rank(b);
    });
    std::u32string out;
    std::size_t done = 0;
    for (const Found& found : others) {
      const bool kept = std::any_of(keeps.begin(), keeps.end(), [&](const Found& keep) {
        return keep.from < found.to && found.from < keep.to;
      });
      if (found.from < done || kept) continue;
      out += text_.substr(done, found.from - done);
      out += found.row->mode == "flag" ? text_.substr(found.from, found.to - found.from)
                                       : text::to_utf32(found.row->replace);
      done = found.to;
    }
    return text::to_utf8(out + text_.substr(done));
  }

 private:
  bool word_cut(std::size_t at) const {
    return at == 0 || at >= text_.size() || !latin(text_[at - 1]) || !latin(text_[at]);
  }

  // Where a match of `surface` at `from` ends.
  std::optional<std::size_t> match(std::string_view surface, std::size_t from) const {
    std::size_t at = from;
    for (char32_t c : text::to_utf32(surface)) {
      c = text::fold_char(c);
      if (c == ' ') {
        const std::size_t begin = at;
        while (at < text_.size() && text_[at] == ' ') ++at;
        if (at == begin && at < text_.size() && text_[at] == '-') ++at;
        if (at == begin) return std::nullopt;
        const bool more = at < text_.size() && (text_[at] == '-' || text_[at] == ' ');
        if (more) return std::nullopt;  // " - " joins nothing
      } else {
        if (at >= text_.size() || text_[at] != c) return std::nullopt;
        ++at;
      }
    }
    if (!word_cut(from) || !word_cut(at)) return std::nullopt;
    return at;
  }

  bool holds(const NaiveRow& row, std::size_t from, std::size_t to) const {
    return (row.when.empty() || any_group_all(row.when, from, to)) &&
           (row.unless.empty() || !any_group_all(row.unless, from, to));
  }

  bool any_group_all(const std::string& guard, std::size_t from, std::size_t to) const {
    for (const std::string& group : split(guard, ';')) {
      const auto words = split(group, ',');
      if (std::none_of(words.begin(), words.end(),
                       [&](const std::string& word) { return asked(word, from, to); })) {
        return false;
      }
    }
    return true;
  }

  bool asked(const std::string& word, std::size_t from, std::size_t to) const {
    if (word.starts_with("page:")) {
      const NaiveMatcher page(rows_, text::to_utf8(page_), "");
      return page.stands(word.substr(5), 0, page_.size(), 0, 0);
    }
    if (word.starts_with("left:")) {
      for (std::size_t at = 0; at < from; ++at) {
        const auto end = match(word.substr(5), at);
        if (end && (*end == from || (joiner_end(*end) == from))) return true;
      }
      return false;
    }
    if (word.starts_with("right:")) {
      const auto end = match(word.substr(6), joiner_end(to));
      return end.has_value();
    }
    std::size_t begin = from;
    while (begin > 0 && text_[begin - 1] != '.') --begin;
    std::size_t end = to;
    while (end < text_.size() && text_[end - 1] != '.') ++end;
    return stands(word, begin, end, from, to);
  }

  // Behind the joiner at `at`, or `at`.
  std::size_t joiner_end(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && (text_[end] == ' ' || text_[end] == '-')) ++end;
    return end;
  }

  bool stands(const std::string& word, std::size_t begin, std::size_t end, std::size_t hit_from,
              std::size_t hit_to) const {
    for (std::size_t at = begin; at < end; ++at) {
      const auto to = match(word, at);
      if (to && *to <= end && (*to <= hit_from || hit_to <= at)) return true;
    }
    return false;
  }

  static std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t end = std::min(text.find(separator, from), text.size());
      parts.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    return parts;
  }

  const std::vector<NaiveRow>& rows_;
  std::u32string text_;
  std::u32string page_;
};

// Small vocabularies, so that rows and texts meet all the time.
struct Vocabulary {
  std::vector<std::string> words;
  std::string between;  // what joins the words of a key
  std::uint32_t longest_key;
  std::uint32_t shortest_key;
};

const Vocabulary kLatin = {{"be", "cot", "dim", "beco", "ex"}, " ", 3, 1};
const Vocabulary kHan = {
    {"腰", "腿", "痛", "椎", "盤", "盘"}, "", 5, 3};  // short keys ask for bounds

std::string phrase(Random& random, const Vocabulary& of) {
  std::string out;
  for (std::uint32_t n = random.between(of.shortest_key, of.longest_key); n > 0; --n) {
    out.append(out.empty() ? "" : of.between).append(random.pick(of.words));
  }
  return out;
}

std::string guard(Random& random, const Vocabulary& of) {
  static const std::vector<std::string> kPlaces = {"", "", "page:", "left:", "right:"};
  std::string out;
  for (std::uint32_t n = random.below(3); n > 0; --n) {
    out.append(out.empty() ? "" : random.one_in(2) ? "," : ";");
    out.append(random.pick(kPlaces)).append(random.pick(of.words));
  }
  return out;
}

std::vector<NaiveRow> random_rows(Random& random, const Vocabulary& of) {
  static const std::vector<std::string> kModes = {"fix", "fix", "fix", "flag", "keep", "link"};
  std::vector<NaiveRow> rows;
  for (std::uint32_t n = random.between(1, 12); n > 0; --n) {
    NaiveRow row;
    row.match = phrase(random, of);
    row.mode = random.pick(kModes);
    row.replace = "<" + std::to_string(rows.size()) + ">";  // meets no row and no guard
    if (random.one_in(2)) row.when = guard(random, of);
    if (random.one_in(3)) row.unless = guard(random, of);
    row.layer = random.below(3);
    rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const NaiveRow& a, const NaiveRow& b) { return a.layer < b.layer; });
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i].line = i;
  return rows;
}

std::string random_sentences(Random& random, const Vocabulary& of) {
  static const std::vector<std::string> kGlue = {" ", " ", " ", "  ", "-", " - ", ". ", ", "};
  std::string out;
  for (std::uint32_t n = random.below(14); n > 0; --n) {
    out += random.pick(of.words);
    if (!of.between.empty() || random.one_in(4)) out += random.pick(kGlue);
  }
  return out;
}

Library library(const std::vector<NaiveRow>& rows) {
  std::vector<Layer> layers;
  for (std::uint32_t number = 0; number < 3; ++number) {
    std::string table;
    for (const NaiveRow& row : rows) {
      if (row.layer != number) continue;
      table += row.match + "|" + row.replace + "|" + row.mode + "|*||" + "|" + row.when + "|" +
               row.unless + "\n";
    }
    layers.push_back({test::terms(table)});
  }
  return library_of(std::move(layers));
}

std::string told(const std::vector<NaiveRow>& rows) {
  std::string out;
  for (const NaiveRow& row : rows) {
    out += std::to_string(row.layer) + " " + row.mode + " '" + row.match + "' → " + row.replace +
           " when " + row.when + " unless " + row.unless + "\n";
  }
  return out;
}

struct Run {
  const Vocabulary* vocabulary;
  std::uint32_t seed;
};

class MatcherAgainstNaive : public testing::TestWithParam<Run> {};

TEST_P(MatcherAgainstNaive, SameResult) {
  constexpr int kRoundsAnImage = 25;
  const Vocabulary& vocabulary = *GetParam().vocabulary;
  Random random(GetParam().seed);
  int compared = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto rows = random_rows(random, vocabulary);
    const std::string text = random_sentences(random, vocabulary);
    const PageWords page(text);
    Library dictionaries = library(rows);
    if (round % kRoundsAnImage == 0) {
      auto opened = test::through_image(dictionaries);
      ASSERT_TRUE(opened) << to_string(opened.error());
      dictionaries = std::move(*opened);
    }
    const ScanResult scanned = dictionaries.matcher().read(text, "en", page).repairs;
    // Han is folded to Simplified by the naive matcher; fold both.
    const std::string result = text::fold(repaired(text, scanned.hits));
    const std::string naive = text::fold(NaiveMatcher(rows, text, text).repaired());
    const std::string again = text::fold(NaiveMatcher(rows, naive, text).repaired());
    const std::string shown =
        "round " + std::to_string(round) + ", text '" + text + "', rows\n" + told(rows);
    ASSERT_EQ(scanned.unstable.empty(), naive == again) << shown;
    if (scanned.unstable.empty()) {
      ASSERT_EQ(result, naive) << shown;
      ++compared;
    }
  }
  EXPECT_GT(compared, 1500);
}

INSTANTIATE_TEST_SUITE_P(Seeds, MatcherAgainstNaive,
                         testing::Values(Run{&kLatin, 11}, Run{&kLatin, 12}, Run{&kLatin, 13},
                                         Run{&kHan, 11}, Run{&kHan, 12}, Run{&kHan, 13}),
                         [](const auto& test) {
                           return (test.param.vocabulary == &kLatin ? "Latin" : "Han") +
                                  std::to_string(test.param.seed);
                         });

// Replacements of the same vocabulary, so that rows feed on each other: whatever was repaired stays
// repaired when the result is scanned again.
TEST(Matcher, ChangesItsOwnResultNoMore) {
  Random random(12);
  for (int round = 0; round < 3000; ++round) {
    auto rows = random_rows(random, kLatin);
    for (NaiveRow& row : rows) row.replace = phrase(random, kLatin);
    const Library dictionaries = library(rows);
    const std::string text = random_sentences(random, kLatin);
    const PageWords page(text);
    const ScanResult first = dictionaries.matcher().read(text, "en", page).repairs;
    const std::string once = repaired(text, first.hits);
    const std::string twice =
        repaired(once, dictionaries.matcher().read(once, "en", page).repairs.hits);
    ASSERT_EQ(twice, once) << "round " << round << ", text '" << text << "', rows\n" << told(rows);
  }
}

}  // namespace
}  // namespace medloom::dictionaries
