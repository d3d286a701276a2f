#include "dictionaries/tools/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::HasSubstr;
using testing::Not;

CorpusPage page(const std::string& place, const std::string& text) {
  return {place, text, {{text, "en"}}};
}

ComparisonReport compare(std::string_view before, std::string_view after,
                         const std::vector<CorpusPage>& pages) {
  const Library old_library = test::library_of(before);
  const Library new_library = test::library_of(after);
  Comparison comparison(old_library, new_library, {"no", "not", "without", "不"});
  for (const CorpusPage& each : pages) comparison.add(each);
  return comparison.report();
}

TEST(DictDiff, NothingDiffersNothingIsTold) {
  const ComparisonReport report =
      compare("a b|x|fix|en\n", "a b|x|fix|en\n", {page("p", "An a b.")});
  EXPECT_EQ(report.pages, 1u);
  EXPECT_EQ(report.changed_texts + report.changed_marks, 0u);
  EXPECT_TRUE(report.rows.empty());
}

TEST(DictDiff, GroupsPlacesByTheRowThatMakesTheDifference) {
  const ComparisonReport report =
      compare("old one|x y|fix|en\nboth|u v|fix|en\n",
              "both|w z|fix|en\nnew one|q r|fix|en\nmark||flag|en\n",
              {page("1", "The old one, the new one and both."), page("2", "A new one."),
               page("3", "A mark."), page("4", "Nothing.")});
  EXPECT_EQ(report.pages, 4u);
  EXPECT_EQ(report.changed_texts, 2u);
  EXPECT_EQ(report.changed_marks, 1u);
  const auto row = [&](std::string_view surface) {
    for (const RowChange& each : report.rows) {
      if (each.surface == surface) return each;
    }
    return RowChange{};
  };
  EXPECT_EQ(row("new one").places, 2u);
  EXPECT_EQ(row("new one").pages, 2u);
  EXPECT_TRUE(row("new one").gained);
  EXPECT_EQ(row("new one").examples[0].was, "new one");
  EXPECT_EQ(row("new one").examples[0].now, "q r");
  EXPECT_FALSE(row("old one").gained);
  EXPECT_EQ(row("old one").examples[0].was, "x y");
  EXPECT_EQ(row("old one").examples[0].now, "old one");
  EXPECT_EQ(row("both").places, 1u) << "told once, with both results";
  EXPECT_EQ(row("both").examples[0].was, "u v");
  EXPECT_EQ(row("both").examples[0].now, "w z");
  EXPECT_FALSE(row("mark").writes);
}

TEST(DictDiff, TheRiskiestComeFirst) {
  const ComparisonReport report = compare(
      "",
      "plain row|x y|fix|en|||here\nnear number|x y|fix|en|||here\nnear row|x y|fix|en|||here\n"
      "brings|not x|fix|en|||here\nseen||flag|en\nopen row|x y|fix|en\n",
      {page("1", "Here is a plain row."), page("2", "Here is near number 12."),
       page("3", "Here, not the near row."), page("4", "Here it brings."), page("5", "Here seen."),
       page("6", "Here an open row.")});
  std::vector<std::string> order;
  for (const RowChange& row : report.rows) order.push_back(row.surface);
  EXPECT_THAT(order, testing::ElementsAre("brings", "near row", "near number", "open row",
                                          "plain row", "seen"));
  EXPECT_THAT(report.rows[0].reasons(), testing::Contains("brings or takes a negation"));
  EXPECT_THAT(report.rows[3].reasons(), testing::Contains("a fix without a guard"));
  EXPECT_TRUE(report.rows[4].reasons().empty());
}

TEST(DictDiff, LinksAreComparedByWhatTheyName) {
  const auto with = [](std::string_view rows) {
    return test::library_of(
        {{test::file("c.tsv", "id|type|en\ngout|condition|gout\n"), test::terms(rows)}});
  };
  const Library before = with("");
  const Library after = with("pain wind||link|en||gout\n");
  Comparison comparison(before, after, {});
  comparison.add(page("1", "Gout, pain wind and gout."));
  const ComparisonReport report = comparison.report();
  ASSERT_EQ(report.rows.size(), 1u);
  EXPECT_EQ(report.rows[0].surface, "pain wind");
  EXPECT_EQ(report.changed_texts, 0u);
  EXPECT_EQ(report.changed_marks, 1u);
}

TEST(DictDiff, KeepsFewPlacesButCountsAll) {
  std::vector<CorpusPage> pages;
  for (int i = 0; i < 50; ++i) pages.push_back(page("p", "An a b."));
  const ComparisonReport report = compare("", "a b|x|fix|en\n", pages);
  EXPECT_EQ(report.rows[0].places, 50u);
  EXPECT_EQ(report.rows[0].examples.size(), Comparison::kPlaces);
}

TEST(DictDiff, WhatTurnsANegationCountsAtEveryPlace) {
  std::vector<CorpusPage> pages;
  for (int i = 0; i < 20; ++i) pages.push_back(page("p", "An a b."));
  struct Case {
    const char* rows;
    std::uint64_t negations, numbers;
  };
  const Case cases[] = {
      {"a b|not x|fix|en\n", 20, 0},   {"a b|x 5|fix|en\n", 0, 20},
      {"a b|knot x|fix|en\n", 0, 0},   {"a b|notable|fix|en\n", 0, 0},
      {"a b|isn't x|fix|en\n", 20, 0}, {"a b|x 不|fix|en\n", 20, 0},
      {"a b||flag|en\n", 0, 0},
  };
  for (const Case& c : cases) {
    const ComparisonReport report = compare("", c.rows, pages);
    ASSERT_EQ(report.rows.size(), 1u) << c.rows;
    EXPECT_EQ(report.rows[0].turned_negations, c.negations) << c.rows;
    EXPECT_EQ(report.rows[0].turned_numbers, c.numbers) << c.rows;
  }
}

TEST(DictDiff, HtmlIsEscapedAndSelfContained) {
  const ComparisonReport report =
      compare("", "a b|<x & \"y\">|fix|en\n",
              {page("<script>alert(1)</script>", "</li><script src=//example.com> a b 'q'")});
  const std::string html = to_html(report);
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("&lt;x &amp; &quot;y&quot;&gt;"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("http://")));
}

TEST(DictDiff, JsonIsJson) {
  const ComparisonReport report = compare("", "a b|x|fix|en\n", {page("p", "The a b \"q\" 12.")});
  const auto parsed = nlohmann::json::parse(to_json(report), nullptr, false);
  ASSERT_FALSE(parsed.is_discarded());
  EXPECT_EQ(parsed["rows"][0]["examples"][0]["source"], "a b");
  EXPECT_EQ(parsed["rows"][0]["examples"][0]["nearNumber"], true);
  EXPECT_EQ(parsed["changedTexts"], 1);
}

}  // namespace
}  // namespace medloom::dictionaries
