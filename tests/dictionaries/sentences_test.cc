#include "dictionaries/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace medloom::dictionaries {
namespace {

using Pieces = std::vector<std::string>;

Pieces pieces(std::string_view text) {
  const Sentences sentences(text);
  Pieces out;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Span at = sentences.span(i);
    out.emplace_back(text.substr(at.from, at.size()));
  }
  return out;
}

struct Cut {
  std::string text;
  Pieces sentences;

  friend std::ostream& operator<<(std::ostream& out, const Cut& p) { return out << p.text; }
};

class SentenceCuts : public testing::TestWithParam<Cut> {};

TEST_P(SentenceCuts, AsListed) { EXPECT_EQ(pieces(GetParam().text), GetParam().sentences); }

INSTANTIATE_TEST_SUITE_P(
    Texts, SentenceCuts,
    testing::Values(Cut{"", {""}}, Cut{"One", {"One"}}, Cut{"One. Two", {"One.", " Two"}},
                    Cut{"One! Two? Three", {"One!", " Two?", " Three"}},
                    Cut{"一。二！三？四；五", {"一。", "二！", "三？", "四；", "五"}},
                    Cut{"one\ntwo", {"one\n", "two"}},
                    Cut{"He said \"no.\" Then left.", {"He said \"no.\"", " Then left."}},
                    Cut{"他说：“好。”然后走了。", {"他说：“好。”", "然后走了。"}},
                    Cut{"glued.During sleep", {"glued.", "During sleep"}}, Cut{"end.", {"end."}},
                    Cut{"Wait... What", {"Wait...", " What"}},
                    // what ends no sentence
                    Cut{"Dr. Chen and Prof. Li", {"Dr. Chen and Prof. Li"}},
                    Cut{"e.g. rest, i.e. sleep", {"e.g. rest, i.e. sleep"}},
                    Cut{"3.5 mg and .5 mg", {"3.5 mg and .5 mg"}},
                    Cut{"1. Rest well", {"1. Rest well"}},
                    Cut{"Seen.\n12. Rest", {"Seen.\n", "12. Rest"}},
                    Cut{"see example.org now", {"see example.org now"}},
                    Cut{"J. Smith came", {"J. Smith came"}},
                    Cut{"the U.S. Army", {"the U.S. Army"}},
                    Cut{"at 8 a.m. daily", {"at 8 a.m. daily"}},
                    Cut{"rest; sleep, eat: all", {"rest; sleep, eat: all"}}));

TEST(Sentences, KnowWhichHoldsAByte) {
  const Sentences sentences("One. Two. Three");
  EXPECT_EQ(sentences.at(0), 0u);
  EXPECT_EQ(sentences.at(3), 0u);
  EXPECT_EQ(sentences.at(4), 1u);
  EXPECT_EQ(sentences.at(14), 2u);
  EXPECT_EQ(sentences.at(15), 2u);
}

}  // namespace
}  // namespace medloom::dictionaries
