#include "apps/medloom/run/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace medloom {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string shown(const RunSummary& summary) {
  std::ostringstream out;
  summary.print(out);
  return out.str();
}

Record record_of(const std::string& kind) {
  Record record;
  record.kind.name = kind;
  return record;
}

ChangeEntry change(const std::string& before, const std::string& after,
                   const std::string& dictionary, std::uint32_t count = 1) {
  ChangeEntry entry;
  entry.stage = dictionary.empty() ? "repair" : "normalize";
  entry.rule = {dictionary.empty() ? "missing-space" : "fix", dictionary};
  entry.before = before;
  entry.after = after;
  entry.count = count;
  return entry;
}

TEST(RunSummary, OfNothingIsShort) {
  EXPECT_EQ(shown(RunSummary()), "0 pages: 0 records, 0 rejects\n  repairs    0\n");
}

TEST(RunSummary, CountsAddUp) {
  RunSummary summary;
  Record record = record_of("doctor-qa");
  record.questions.resize(2);
  record.questions[0].accepted.resize(1);
  record.questions[0].suggested.resize(2);
  record.parts.resize(1);
  record.related.resize(4);
  summary.add_record(facts_of(record), false);
  summary.add_record(facts_of(record_of("article")), true);
  summary.add_record(facts_of(record_of("article")), true);
  summary.add_reject("bad.html", {"extract", "no content"});
  summary.add_duplicate("b/a.html", "a/a.html", true);
  summary.add_duplicate("c/a.html", "a/a.html", false);
  const std::string text = shown(summary);
  EXPECT_EQ(summary.inputs(), 6U);
  EXPECT_THAT(text, HasSubstr("6 pages: 3 records, 1 reject, 2 duplicates\n"));
  EXPECT_THAT(text, HasSubstr("article 2 · doctor-qa 1\n"));
  EXPECT_THAT(text, HasSubstr("2 with 3 answers · 1 other part · 4 teasers set apart\n"));
  EXPECT_THAT(text, HasSubstr("2 records without a pair"));
  EXPECT_THAT(text, HasSubstr("    bad.html  extract: no content\n"));
  EXPECT_THAT(text, HasSubstr("    b/a.html  has the id of a/a.html\n"));
  EXPECT_THAT(text, HasSubstr("    c/a.html  has the id of a/a.html and other content\n"));
}

TEST(RunSummary, RepairsByRowTheMostFrequentFirst) {
  RunSummary summary;
  Record record = record_of("article");
  record.changes = {change("Lotium back pain", "Low back pain", "terms/en.tsv:12"),
                    change("regular hospital", "licensed hospital", "terms/en.tsv:30"),
                    change("regular hospital", "licensed hospital", "terms/en.tsv:30"),
                    change("e.A", "e. A", ""), change("f.B", "f. B", "", 10)};
  summary.add_record(facts_of(record), false);
  const std::string text = shown(summary);
  EXPECT_THAT(text, HasSubstr("repairs    14 on 1 page\n"));
  const auto licensed =
      text.find("\"regular hospital\" -> \"licensed hospital\"  ×2    fix  terms/en.tsv:30");
  const auto low = text.find("\"Lotium back pain\" -> \"Low back pain\"");
  EXPECT_NE(licensed, std::string::npos) << text;
  EXPECT_LT(licensed, low) << text;
  EXPECT_THAT(text, HasSubstr("missing-space ×11"));
  EXPECT_THAT(text, Not(HasSubstr("e.A"))) << "rules without a row are only counted";
}

TEST(RunSummary, LongListsSayHowMuchIsLeftOut) {
  RunSummary summary;
  Record record = record_of("article");
  for (int i = 0; i < 45; ++i) {
    record.changes.push_back(change("a" + std::to_string(i), "b", "t.tsv:" + std::to_string(i)));
    record.flags.push_back({{}, "term", {}, "f" + std::to_string(i), "", "unchanged", {}, {}});
    summary.add_reject("p" + std::to_string(i), {"extract", "no content"});
  }
  summary.add_record(facts_of(record), false);
  const std::string text = shown(summary);
  EXPECT_THAT(text, HasSubstr("… and 15 more"));
  EXPECT_THAT(text, HasSubstr("… and 35 more"));
  EXPECT_THAT(text, HasSubstr("… and 40 more"));
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 70);
}

TEST(RunSummary, TextOfPagesIsEscaped) {
  RunSummary summary;
  Record record = record_of("article");
  record.changes = {change("\x1B[2J", "\xE2\x80\xAE", "t.tsv:1")};
  record.flags.push_back({{}, "term", {}, "a\nb", "\x1B]0;x\x07", "unchanged", {}, {}});
  summary.add_record(facts_of(record), false);
  summary.add_reject("evil\x1B[2J\nname.html", {"source", "\x1B"});
  const std::string text = shown(summary);
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_THAT(text, HasSubstr("evil\\x1B[2J\\nname.html"));
}

}  // namespace
}  // namespace medloom
