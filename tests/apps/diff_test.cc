#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/medloom/records/diff_report.h"
#include "tests/apps/program.h"
#include "tests/io/packed.h"
#include "tests/io/records.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::Finished;
using test::medloom;
using test::question;
using test::record_line;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

TEST(DiffCommand, TellsPeopleAndPrograms) {
  const TempFolder folder;
  const std::string before =
      folder.write("a.jsonl.zst", test::zstd(record_line(1, {question(1, "Why?", "腰痛要多休息")}) +
                                             "\n" + record_line(2, {}) + "\n"));
  const std::string after =
      folder.write("b.jsonl", record_line(3, {}) + "\n" +
                                  record_line(1, {question(1, "Why?", "腰痛要少休息")}) + "\n");
  const Finished text = medloom({"diff", before, after});
  EXPECT_EQ(text.code, 1) << text.err;
  EXPECT_THAT(text.out, HasSubstr("changed    1\n"));
  EXPECT_THAT(text.out, HasSubstr("added      1\n"));
  EXPECT_THAT(text.out, HasSubstr("removed    1\n"));
  EXPECT_THAT(text.out, HasSubstr("/mainEntity/acceptedAnswer/text"));
  EXPECT_THAT(text.out, HasSubstr("- 腰痛要多休息\n"));
  EXPECT_THAT(text.out, HasSubstr("+ 腰痛要少休息\n"));
  const Finished lines = medloom({"diff", "--json", before, after});
  EXPECT_EQ(lines.code, 1);
  std::vector<json> all;
  for (std::size_t from = 0; from < lines.out.size();) {
    const std::size_t end = lines.out.find('\n', from);
    all.push_back(json::parse(lines.out.substr(from, end - from)));
    from = end + 1;
  }
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0]["kind"], "changed");
  EXPECT_EQ(all[0]["fields"][0]["pointer"], "/mainEntity/0/acceptedAnswer/0/text");
  EXPECT_EQ(all[1]["kind"], "removed");
  EXPECT_EQ(all[2]["kind"], "added");
  EXPECT_EQ(all[3]["summary"]["changed"], 1);
}

TEST(DiffCommand, NothingDiffers) {
  const TempFolder folder;
  const std::string file = folder.write("a.jsonl", record_line(1, {}) + "\n");
  const Finished done = medloom({"diff", file, "-"}, {.input = folder.read("a.jsonl")});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("same       1\n"));
  EXPECT_THAT(done.out, Not(HasSubstr("by field")));
}

TEST(DiffCommand, WhatCannotBeReadIsRefused) {
  const TempFolder folder;
  const std::string good = folder.write("a.jsonl", record_line(1, {}) + "\n");
  const std::string bad = folder.write("b.jsonl", "{}\n");
  EXPECT_EQ(medloom({"diff", good}).code, 2);
  EXPECT_EQ(medloom({"diff", "-", "-"}).code, 2);
  EXPECT_EQ(medloom({"diff", good, folder.path("none")}).code, 2);
  EXPECT_EQ(medloom({"diff", good, folder.path().string()}).code, 3);
  const Finished done = medloom({"diff", good, bad});
  EXPECT_EQ(done.code, 3);
  EXPECT_THAT(done.err, HasSubstr("b.jsonl:1: is no record"));
}

TEST(DiffReport, SamplesShowWhereTextsPart) {
  PageDiff page;
  page.name = "https://health.example.org/q/1";
  const std::string front(300, 'a');
  page.fields.push_back({"/name", "/name", front + "頭痛" + front, front + "頭疼" + front});
  page.rules.push_back({"normalize fix terms.tsv:6", "before\n", "after\x1B", true});
  DiffReport report(3, Palette());
  report.add(page);
  const std::string text = report.text({});
  EXPECT_THAT(text, HasSubstr("aaa頭痛aaa"));
  EXPECT_THAT(text, HasSubstr("aaa頭疼aaa"));
  EXPECT_THAT(text, HasSubstr("- …"));
  EXPECT_THAT(text, HasSubstr("+1      -0      normalize fix terms.tsv:6"));
  EXPECT_THAT(text, HasSubstr("before\\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1B"))) << "nothing moves the cursor";
}

TEST(DiffReport, KeepsAFewSamplesOfEachKind) {
  DiffReport report(2, Palette());
  for (int i = 0; i < 50; ++i) {
    PageDiff page;
    page.id = "page" + std::to_string(i);
    page.fields.push_back({"/name", "/name", "", "name" + std::to_string(i)});
    report.add(page);
  }
  const std::string text = report.text({});
  EXPECT_THAT(text, HasSubstr("  50      /name\n"));
  EXPECT_THAT(text, HasSubstr("+ name1\n"));
  EXPECT_THAT(text, Not(HasSubstr("+ name2\n")));
  EXPECT_THAT(text, HasSubstr("… and 30 more"));
}

}  // namespace
}  // namespace medloom
