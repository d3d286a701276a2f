#include "dictionaries/translation/pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dictionaries/translation/protection.h"
#include "dictionaries/translation/verdict.h"
#include "tests/dictionaries/translation/knowledge.h"

namespace medloom::translation {
namespace {

using testing::ElementsAreArray;

std::vector<std::string> pieces(const std::string& text, const std::string& from,
                                const std::string& to) {
  std::vector<std::string> found;
  for (const Piece& piece : find_pieces(text, from, to, {}, test::check_rules())) {
    const std::string here = text.substr(piece.at.from, piece.at.size());
    found.push_back(here == piece.target ? here : here + ">" + piece.target);
  }
  return found;
}

TEST(Pieces, AreFiguresUnitsCodesAndAddresses) {
  struct Case {
    std::string text, from, to;
    std::vector<std::string> pieces;
  };
  const std::vector<Case> cases = {
      {"Rest well.", "en", "es", {}},
      {"Take 5 mg.", "en", "es", {"5 mg"}},
      {"Take 5mg daily", "en", "es", {"5mg"}},
      {"Take 2 tablets.", "en", "es", {"2 tablets>2 comprimidos"}},
      {"1 tablet", "en", "es", {"1 tablet>1 comprimido"}},
      {"for 5 to 10 days", "en", "es", {"5 to 10 days>5 a 10 días"}},
      {"from 3.5-5.0 mmol/L", "en", "es", {"3.5-5.0 mmol/L"}},
      {"< 120/80 mmHg", "en", "es", {"< 120/80 mmHg"}},
      {"≥ 38.5 °C", "en", "es", {"≥ 38.5 °C"}},
      {"11.2 × 10⁹/L", "en", "es", {"11.2 × 10⁹/L"}},
      {"vitamin B12 and T4", "en", "es", {"B12", "T4"}},
      {"a CT or MRI scan", "en", "es", {"CT", "MRI"}},
      {"Do NOT take it", "en", "es", {}},
      {"DO NOT TAKE IT", "en", "es", {}},
      {"see https://example.org/a?b=1.", "en", "es", {"https://example.org/a?b=1"}},
      {"write to a@example.org now", "en", "es", {"a@example.org"}},
      {"on the 3rd day", "en", "es", {"3rd"}},
      {"10 mg/kg/day", "en", "es", {"10 mg/kg/day>10 mg/kg/día"}},
      {"每次服用5毫克", "zh-Hans", "en", {"5毫克>5 mg"}},
      {"每日3次，每次2片", "zh-Hans", "en", {"3次>3 times", "2片>2 tablets"}},
      {"3至5天", "zh-Hans", "en", {"3至5天>3 to 5 days"}},
      {"第3天", "zh-Hans", "en", {"3"}},
      {"2020年4月23日", "zh-Hans", "en", {"2020年4月23日>2020-04-23"}},
      {"病了3年", "zh-Hans", "en", {"3年>3 years"}},
      {"25～30岁", "zh-Hans", "en", {"25～30岁>25~30 years old"}},
      {"服用Lipitor片", "zh-Hans", "en", {"Lipitor"}},
      {"查BMI和β-hCG", "zh-Hans", "en", {"BMI", "β-hCG"}},
      {"血压＞１４０", "zh-Hans", "en", {"＞１４０>>140"}},
      {"for 5 days", "en", "zh-Hans", {"5 days>5天"}},
      {"take 250 micrograms", "en", "zh-Hans", {"250 micrograms>250 µg"}},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(pieces(c.text, c.from, c.to), ElementsAreArray(c.pieces)) << c.text;
  }
}

// Whatever the text: every digit lies in a piece, and tokens bring all of them back.
TEST(Pieces, HoldEveryDigit) {
  for (const std::string text : {"1",
                                 "a1",
                                 "1a",
                                 "-1",
                                 "1-",
                                 "1.",
                                 ".5",
                                 "５",
                                 "x²",
                                 "10⁹",
                                 "½ tablet",
                                 "1/2",
                                 "3 - 4",
                                 "①休息",
                                 "5%",
                                 "$5",
                                 "#3",
                                 "é5",
                                 "5é",
                                 "2020年",
                                 "4月5日",
                                 "5 to",
                                 "to 5",
                                 "5至",
                                 "1 2 3",
                                 "1,000,000",
                                 "http://",
                                 "www.5",
                                 "@5",
                                 "5@x",
                                 "ZQ 5 Z",
                                 "B-12",
                                 "B 12",
                                 "٣5",
                                 "5\xFF",
                                 "\xFF"
                                 "5"}) {
    for (const char* from : {"en", "zh-Hans"}) {
      const auto found = find_pieces(text, from, "es", {}, test::check_rules());
      std::uint32_t last = 0;
      for (const Piece& piece : found) {
        EXPECT_LE(last, piece.at.from) << text;
        EXPECT_LT(piece.at.from, piece.at.to) << text;
        for (std::uint32_t i = last; i < piece.at.from; ++i) {
          EXPECT_FALSE(std::isdigit(static_cast<unsigned char>(text[i]))) << text;
        }
        last = piece.at.to;
      }
      ASSERT_LE(last, text.size()) << text;
      for (std::size_t i = last; i < text.size(); ++i) {
        EXPECT_FALSE(std::isdigit(static_cast<unsigned char>(text[i]))) << text;
      }
    }
  }
}

TEST(Protection, BringsEveryTokenBackOnceOrSaysWhyNot) {
  const std::string source = "Take 5 mg of B12.";
  const auto found = find_pieces(source, "en", "es", {}, test::check_rules());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(with_tokens(source, found, TokenForm::plain), "Take ZQ1Z of ZQ2Z.");
  const std::string glued = "Anti-HBs2 and x5";
  EXPECT_EQ(
      with_tokens(glued, find_pieces(glued, "en", "es", {}, test::check_rules()), TokenForm::plain),
      "Anti-ZQ1Z and ZQ2Z");
  EXPECT_EQ(with_tokens("a < b", {}, TokenForm::html), "a &lt; b");
  EXPECT_EQ(with_tokens("ZQ1Z is ours", {}, TokenForm::plain), "") << "looks like a token";
  struct Case {
    std::string answer, text, reason;
    bool reordered = false;
  };
  const std::vector<Case> cases = {
      {"Tome ZQ1Z de ZQ2Z.", "Tome 5 mg de B12.", ""},
      {"Tome zq1z de Zq2Z.", "Tome 5 mg de B12.", ""},
      {"De ZQ2Z tome ZQ1Z.", "De B12 tome 5 mg.", "", true},
      {"TomeZQ1Zde ZQ2Z.", "Tome 5 mg de B12.", ""},
      {"Tome ZQ1Z.", "", "token lost"},
      {"", "", "token lost"},
      {"ZQ1Z ZQ1Z ZQ2Z", "", "token doubled"},
      {"ZQ1Z ZQ2Z ZQ3Z", "", "token invented"},
      {"ZQ0Z ZQ1Z ZQ2Z", "", "token invented"},
      {"ZQ1 Z ZQ2Z", "", "token lost"},
      {"Tome XQ1X de ZQ2Z", "", "token lost"},
  };
  for (const Case& c : cases) {
    const auto back = restored(c.answer, found, TokenForm::plain, "es");
    EXPECT_EQ(back ? back->text : "", c.text) << c.answer;
    EXPECT_EQ(back ? "" : back.error().message, c.reason) << c.answer;
    EXPECT_EQ(back && is_reordered(*back, found), c.reordered) << c.answer;
  }
  const std::string html = "Tome <span translate=\"no\">ZQ1Z</span> &amp; <b>ZQ2Z</b>";
  const auto back = restored(html, found, TokenForm::html, "es");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->text, "Tome 5 mg & B12");
}

}  // namespace
}  // namespace medloom::translation
