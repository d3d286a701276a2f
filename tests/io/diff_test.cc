#include "io/diff/record_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/io/records.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using nlohmann::ordered_json;
using test::question;
using test::record_line;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Differences {
  DiffCounts counts;
  std::vector<PageDiff> pages;
  std::string error;
};

Differences differences(const std::vector<std::string>& before,
                        const std::vector<std::string>& after, std::size_t memory = 1) {
  const test::TempFolder folder;
  const auto write = [&folder](const char* name, const std::vector<std::string>& lines) {
    std::string bytes;
    for (const std::string& line : lines) bytes += line + "\n";
    return folder.write(name, bytes);
  };
  Differences found;
  const auto counts =
      diff_records(write("before", before), write("after", after), {folder.path().string(), memory},
                   [&found](const PageDiff& page) -> Result<void> {
                     found.pages.push_back(page);
                     return {};
                   });
  if (counts)
    found.counts = *counts;
  else
    found.error = counts.error().message;
  return found;
}

// "field: before -> after", "rule +: before -> after"
std::vector<std::string> told(const PageDiff& page) {
  std::vector<std::string> lines;
  for (const FieldChange& change : page.fields) {
    lines.push_back(change.field + ": " + change.before + " -> " + change.after);
  }
  for (const RuleChange& change : page.rules) {
    lines.push_back(change.rule + (change.added ? " +: " : " -: ") + change.before + " -> " +
                    change.after);
  }
  return lines;
}

// The line with the value at a JSON Pointer replaced by another, or taken away.
std::string with(const std::string& line, const char* pointer, const char* value) {
  ordered_json record = ordered_json::parse(line);
  record[ordered_json::json_pointer(pointer)] = ordered_json::parse(value);
  return record.dump();
}

std::string plain() { return record_line(1, {question(1, "Why?", "So.")}); }

TEST(Diff, NothingDiffersFromItself) {
  const std::vector<std::string> lines = {plain(), record_line(2, {question(2, "How?", "Thus.")})};
  const Differences none = differences(lines, {lines[1], lines[0]});
  EXPECT_THAT(none.pages, IsEmpty());
  EXPECT_EQ(none.counts.same, 2U);
  EXPECT_EQ(differences({}, {}).counts.before, 0U);
}

TEST(Diff, PagesAreAddedAndRemovedById) {
  const std::string one = plain();
  const std::string two = record_line(2, {question(2, "How?", "Thus.")});
  const std::string three = record_line(3, {question(3, "When?", "Now.")});
  const Differences found = differences({two, one}, {three, two});
  ASSERT_EQ(found.pages.size(), 2U);
  EXPECT_EQ(found.pages[0].kind, PageDiff::Kind::removed);
  EXPECT_EQ(found.pages[0].id, test::page_id(1));
  EXPECT_EQ(found.pages[0].name, "https://health.example.org/q/1");
  EXPECT_EQ(found.pages[1].kind, PageDiff::Kind::added);
  EXPECT_EQ(found.pages[1].id, test::page_id(3));
  EXPECT_EQ(found.counts.same, 1U);
  EXPECT_EQ(found.counts.added, 1U);
  EXPECT_EQ(found.counts.removed, 1U);
}

TEST(Diff, FieldsAreNamedWithoutPositions) {
  struct Case {
    const char* pointer;
    const char* value;
    std::vector<std::string> told;
  };
  const Case cases[] = {
      {"/name", "\"Another page\"", {"/name: A page -> Another page"}},
      {"/name", "null", {"/name: A page -> "}},
      {"/datePublished", "\"2020\"", {"/datePublished:  -> 2020"}},
      {"/mainEntity/0/acceptedAnswer/0/text",
       "\"No.\"",
       {"/mainEntity/acceptedAnswer/text: So. -> No."}},
      {"/mainEntity/0/answerCount", "2", {"/mainEntity/answerCount: 1 -> 2"}},
      {"/@type", "[\"MedicalWebPage\"]", {"/@type: QAPage -> "}},
      {"/@type/1", "\"FAQPage\"", {"/@type: QAPage -> FAQPage"}},
      {"/medloom/kind/score", "3", {"/medloom/kind/score: 0 -> 3"}},
      {"/medloom/newKey", "[1]", {"/medloom/newKey:  -> [1]"}},
      {"/contributor", "\"x\"", {"/contributor: [] -> x"}},
  };
  for (const Case& c : cases) {
    const Differences found = differences({plain()}, {with(plain(), c.pointer, c.value)});
    ASSERT_EQ(found.pages.size(), 1U) << c.pointer;
    EXPECT_EQ(told(found.pages[0]), c.told) << c.pointer;
    EXPECT_EQ(found.counts.changed, 1U);
  }
}

TEST(Diff, WhichRunItWasIsNoDifference) {
  const Differences found =
      differences({plain()}, {with(plain(), "/medloom/pipeline/version", "\"9\"")});
  EXPECT_THAT(found.pages, IsEmpty());
  EXPECT_EQ(found.counts.ignored, 1U);
  const Differences seen =
      differences({plain()}, {with(plain(), "/medloom/contentHash", "\"other\"")});
  ASSERT_EQ(seen.pages.size(), 1U);
  EXPECT_TRUE(seen.pages[0].readers_see);
}

TEST(Diff, ANewNeighbourIsOneDifference) {
  const std::string before =
      record_line(1, {question(1, "Why?", "So."), question(3, "How?", "Thus.")});
  const std::string after = record_line(
      1, {question(1, "Why?", "So."), question(2, "When?", "Now."), question(3, "How?", "Thus.")});
  Differences found = differences({with(before, "/medloom/missing", "{}")},
                                  {with(after, "/medloom/missing", "{}")});
  ASSERT_EQ(found.pages.size(), 1U);
  ASSERT_EQ(found.pages[0].fields.size(), 1U);
  EXPECT_EQ(found.pages[0].fields[0].field, "/mainEntity");
  EXPECT_EQ(found.pages[0].fields[0].pointer, "/mainEntity/1");
  EXPECT_EQ(found.pages[0].fields[0].before, "");
  EXPECT_THAT(found.pages[0].fields[0].after, HasSubstr("When?"));
}

TEST(Diff, WhatRulesDidIsToldByRule) {
  const char* const one = R"([{"at": ["/name"], "stage": "normalize", "rule": "fix",
      "dictionary": "terms.tsv:6", "before": "Lotium", "after": "Low", "page": [0, 6],
      "out": [0, 3]}])";
  const char* const moved = R"([{"at": ["/name"], "stage": "normalize", "rule": "fix",
      "dictionary": "terms.tsv:6", "before": "Lotium", "after": "Low", "page": [9, 15],
      "out": [9, 12]}])";
  const char* const other = R"([{"at": ["/name"], "stage": "normalize", "rule": "fix",
      "dictionary": "terms.tsv:7", "before": "Lotium", "after": "Lower", "page": [0, 6],
      "out": [0, 5]}])";
  const std::string before = with(plain(), "/medloom/changes", one);
  const Differences same = differences({before}, {with(plain(), "/medloom/changes", moved)});
  EXPECT_THAT(same.pages, IsEmpty()) << "only the places differ";
  const Differences found = differences({before}, {with(plain(), "/medloom/changes", other)});
  ASSERT_EQ(found.pages.size(), 1U);
  EXPECT_THAT(told(found.pages[0]), ElementsAre("normalize fix terms.tsv:6 -: Lotium -> Low",
                                                "normalize fix terms.tsv:7 +: Lotium -> Lower"));
  const Differences flags = differences(
      {plain()},
      {with(
          plain(), "/medloom/flags",
          R"([{"at": [], "kind": "term", "rule": "flag", "dictionary": null, "text": "October"}])")});
  EXPECT_THAT(told(flags.pages.at(0)), ElementsAre("flag term flag +: October -> "));
}

TEST(Diff, AMentionThatMovedIsTheSame) {
  const auto about = [](const char* mentions) {
    return with(plain(), "/about",
                (std::string(R"([{"medloom": {"concept": "rest", "mentions": )") + mentions + "}}]")
                    .c_str());
  };
  const std::string one = about(R"([{"at": ["/name"], "out": [0, 1]}])");
  EXPECT_THAT(differences({one}, {about(R"([{"at": ["/name"], "out": [2, 3]}])")}).pages,
              IsEmpty());
  const Differences found = differences(
      {one}, {about(R"([{"at": ["/name"], "out": [2, 3]}, {"at": ["/x"], "out": [0, 1]}])")});
  EXPECT_THAT(told(found.pages.at(0)),
              ElementsAre(R"(/about/medloom/mentions:  -> {"at":["/x"],"out":[0,1]})"));
}

TEST(Diff, LinesWithOneIdAreComparedInTheirOrder) {
  const std::string other = with(plain(), "/name", "\"B\"");
  const Differences found = differences({plain(), other}, {plain()});
  ASSERT_EQ(found.pages.size(), 1U);
  EXPECT_EQ(found.pages[0].kind, PageDiff::Kind::removed);
  EXPECT_EQ(found.counts.same, 1U);
}

TEST(Diff, OrderAndMemoryChangeNothing) {
  std::vector<std::string> before;
  std::vector<std::string> after;
  for (int i = 0; i < 300; ++i) {
    const std::string line = record_line(i, {question(i, "Why " + std::to_string(i), "So.")});
    if (i % 7 != 0) before.push_back(line);
    if (i % 5 != 0) after.push_back(i % 3 == 0 ? with(line, "/name", "\"B\"") : line);
  }
  const Differences expected = differences(before, after, std::size_t{64} << 20);
  EXPECT_GT(expected.pages.size(), 100U);
  test::Random random(1);
  for (std::size_t i = before.size(); i > 1; --i) {
    std::swap(before[i - 1], before[random.below(static_cast<std::uint32_t>(i))]);
  }
  std::reverse(after.begin(), after.end());
  const Differences found = differences(before, after);
  ASSERT_EQ(found.pages.size(), expected.pages.size());
  for (std::size_t i = 0; i < found.pages.size(); ++i) {
    EXPECT_EQ(found.pages[i].id, expected.pages[i].id);
    EXPECT_EQ(told(found.pages[i]), told(expected.pages[i]));
  }
}

TEST(Diff, WhatIsNoRecordEndsIt) {
  for (const char* bad : {"", "{}", "[]", "no", "{\"@id\":\"x\"}"}) {
    EXPECT_THAT(differences({plain()}, {plain(), bad}).error, HasSubstr("is no record")) << bad;
    EXPECT_THAT(differences({bad}, {plain()}).error, HasSubstr("is no record")) << bad;
  }
}

}  // namespace
}  // namespace medloom
