#include "text/html_entities.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

using Place = ReferencePlace;

// Decodes every reference of a text, as the reader does.
std::string decoded(std::string_view text, Place place = Place::text) {
  std::string out;
  while (!text.empty()) {
    const CharacterReference reference =
        text.front() == '&' ? match_reference(text, place) : CharacterReference{};
    out += reference.length == 0 ? text.substr(0, 1) : reference.bytes();
    text.remove_prefix(reference.length == 0 ? 1 : reference.length);
  }
  return out;
}

struct Case {
  std::string text;
  std::string expected;
};

TEST(HtmlEntities, DecodesNames) {
  const std::vector<Case> cases = {
      {"&amp;", "&"},
      {"&lt;120/80&gt;", "<120/80>"},
      {"10&sup2;", "10²"},
      {"&ge;38.5&deg;C", "≥38.5°C"},
      {"&nbsp;", "\u00A0"},
      {"&CounterClockwiseContourIntegral;", "∳"},
      {"&NotEqualTilde;", "≂̸"},
      {"&fjlig;", "fj"},
      {"&AMP;&Amp;", "&&Amp;"},           // names are case-sensitive
      {"&notin;&notit;&not;", "∉¬it;¬"},  // the longest name wins
      {"&copy2020", "©2020"},
      {"&frac12cup", "½cup"},
      {"&microg", "µg"},
      {"&amp;amp;lt;", "&amp;lt;"},  // once, not until nothing is left
  };
  for (const Case& c : cases) EXPECT_EQ(decoded(c.text), c.expected) << c.text;
}

TEST(HtmlEntities, LeavesWhatIsNoReference) {
  for (const std::string text :
       {"&", "&&", "& ", "R&D", "&;", "&#", "&#;", "&#x", "&#x;", "&#xg;", "&nosuch;", "&hellip",
        "&n", "&é;", "&am p;", "&Counterclockwisecontourintegra;",
        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"}) {
    EXPECT_EQ(decoded(text), text);
  }
}

TEST(HtmlEntities, DecodesNumbers) {
  const std::vector<Case> cases = {
      {"&#20135;&#21518;", "产后"},
      {"&#x4EA7;&#X4ea7;", "产产"},
      {"&#65", "A"},
      {"&#65x", "Ax"},
      {"&#x1F600;", "😀"},
      {"&#x7ff;&#x7FF;", "\u07FF\u07FF"},
      {"&#128;&#x9f;", "€Ÿ"},  // windows-1252, as pages mean it
      {"&#129;", "\u0081"},
      {"&#13;", "\r"},
      {"&#0;", "\uFFFD"},
      {"&#xD800;&#xDFFF;", "\uFFFD\uFFFD"},
      {"&#x110000;", "\uFFFD"},
      {"&#99999999999999999999;", "\uFFFD"},
      {"&#x10FFFF;", "\U0010FFFF"},
      {"&#00000000000000000000065;", "A"},
  };
  for (const Case& c : cases) EXPECT_EQ(decoded(c.text), c.expected) << c.text;
}

TEST(HtmlEntities, SparesWordsAndQueriesInAttributes) {
  const std::vector<Case> cases = {
      {"?a=1&copy=2", "?a=1&copy=2"},
      {"?a=1&copysr=2&notin=3&lt=4&frac12x", "?a=1&copysr=2&notin=3&lt=4&frac12x"},
      {"?a=1&copy2", "?a=1&copy2"},
      {"?a=1&copy", "?a=1©"},
      {"?a=1&copy;=2", "?a=1©=2"},
      {"&not-in", "¬-in"},
      {"&notin", "&notin"},
      {"&#65=", "A="},
  };
  for (const Case& c : cases) EXPECT_EQ(decoded(c.text, Place::attribute), c.expected) << c.text;
}

TEST(HtmlEntities, KnowsEveryNameOfTheList) {
  struct Row {
    std::string_view name;
    std::string_view utf8;
    bool legacy;
  };
  static constexpr Row kRows[] = {
#include "text/html_entities.inc"
  };
  int names = 0;
  for (const Row& row : kRows) {
    EXPECT_EQ(decoded("&" + std::string(row.name) + ";"), row.utf8) << row.name;
    names += row.legacy ? 2 : 1;
    EXPECT_EQ(decoded("&" + std::string(row.name) + " ") == std::string(row.utf8) + " ", row.legacy)
        << row.name;
  }
  EXPECT_EQ(names, 2231);
}

}  // namespace
}  // namespace medloom::text
