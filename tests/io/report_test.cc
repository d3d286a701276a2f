// What a report shows of records, counts over them and carries inside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include <medloom_source_dir.h>
#include <nlohmann/json.hpp>

#include "io/bytes/line_reader.h"
#include "io/report/packed_parts.h"
#include "io/report/report_file.h"
#include "io/report/report_page.h"
#include "io/report/viewer.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/engine/digest.h"
#include "tests/support/temp_folder.h"

namespace medloom::reports {
namespace {

using nlohmann::json;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

constexpr char kRecord[] = R"({
  "@id": "urn:uuid:1", "url": "https://user@QA.example.org:8080/a?b", "name": "A <title>",
  "inLanguage": "en", "isBasedOn": {"medloom": {"source": "a/b.html"}},
  "about": [{"name": "low back pain", "medloom": {"labels": {"en": "low back pain"}}}],
  "mainEntity": [{"name": "Why?", "text": "It hurts. After October it hurts more.\nAfter October!",
    "author": {"alternateName": "K"}, "medloom": {"headingPath": ["One"]},
    "acceptedAnswer": [{"text": "Low back pain heals.", "medloom": {"basis": "marked",
      "blocks": [{"kind": "paragraph", "text": "Low back pain heals."}], "signature": "Yours"}}]}],
  "medloom": {"schema": "medloom-record/1", "kind": {"name": "faq"}, "profile": "site",
    "pipeline": {"name": "default", "version": "1",
      "dictionaries": [{"file": "terms.tsv", "sha256": "00"}]},
    "changes": [
      {"at": ["/mainEntity/0/acceptedAnswer/0/text"], "stage": "normalize", "rule": "fix",
       "dictionary": "terms.tsv:6", "before": "Lotium", "after": "Low", "page": [1,2], "out": [0,3]},
      {"at": [], "stage": "convert", "rule": "script", "dictionary": null, "before": "a",
       "after": "b", "page": [1,2], "out": [0,0], "count": 7}],
    "flags": [
      {"at": ["/mainEntity/0/text"], "kind": "term", "rule": "flag", "dictionary": "terms.tsv:9",
       "text": "After October", "note": "perhaps", "action": "unchanged",
       "candidates": ["after ten months"], "page": [3,4]},
      {"at": ["/mainEntity/0/text"], "kind": "term", "rule": "flag", "dictionary": "terms.tsv:9",
       "text": "After October", "note": "perhaps", "action": "unchanged",
       "candidates": ["after ten months"], "page": [5,6]}],
    "dropped": [{"role": "hidden", "rule": "header", "page": [0,1], "chars": 15}]}})";

Result<ReportPage> read(std::string text) {
  const std::size_t size = text.size();
  text.resize(size + LineReader::kPadding);
  ReportPageReader reader;
  return reader.read(std::string_view(text).substr(0, size));
}

TEST(ReportPage, ReadsWhatTheTableAndTheReviewShow) {
  const auto page = read(kRecord);
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->source, "a/b.html");
  EXPECT_EQ(page->title, "A <title>");
  EXPECT_EQ(page->site, "qa.example.org");
  EXPECT_EQ(page->kind, "faq");
  EXPECT_EQ(page->made_by, "default 1");
  EXPECT_EQ(page->changes, 8U) << "a summary counts as often as it says";
  EXPECT_EQ(page->flags, 2U);
  ASSERT_EQ(page->flagged.size(), 2U);
  EXPECT_EQ(page->flagged[0].context, "It hurts. After October it hurts more.");
  EXPECT_EQ(page->flagged[1].context, "After October!") << "equal words: the next place";
  EXPECT_THAT(page->flagged[0].candidates, ElementsAre("after ten months"));
}

TEST(ReportPage, TextsAreThePagesOwn) {
  const auto page = read(kRecord);
  ASSERT_TRUE(page);
  const json detail = json::parse(page->detail);
  std::vector<std::string> pointers;
  for (const json& text : detail["texts"]) pointers.push_back(text[0]);
  EXPECT_THAT(pointers, ElementsAre("/name", "/mainEntity/0/name", "/mainEntity/0/text",
                                    "/mainEntity/0/author/alternateName",
                                    "/mainEntity/0/medloom/headingPath/0",
                                    "/mainEntity/0/acceptedAnswer/0/text",
                                    "/mainEntity/0/acceptedAnswer/0/medloom/signature"))
      << "labels of concepts, blocks and names of kinds are none";
  EXPECT_EQ(detail["changes"].size(), 2U);
  EXPECT_EQ(detail["dropped"][0]["chars"], 15);
}

TEST(ReportPage, AnUntouchedPageHasNoDetail) {
  json record = json::parse(kRecord);
  record["medloom"]["changes"] = json::array();
  record["medloom"]["flags"] = json::array();
  record["url"] = nullptr;
  const auto page = read(record.dump());
  ASSERT_TRUE(page);
  EXPECT_EQ(page->detail, "");
  EXPECT_EQ(page->site, "site") << "without an address the site profile tells";
}

TEST(ReportPage, WhatIsNoRecordIsRefused) {
  for (const char* line :
       {"", "{", "[]", "null", "\"record\"", "{}", R"({"medloom": null})", R"({"medloom": {}})",
        R"({"medloom": {"schema": "medloom-record/2"}})", R"({"question": "a", "answer": "b"})"}) {
    EXPECT_FALSE(read(line)) << line;
  }
}

// Keys of another type than ours are as if they were not there.
TEST(ReportPage, StrangeRecordsAreReadAsFarAsTheyGo) {
  const std::vector<std::string> strange = {
      R"({"medloom": {"schema": "medloom-record/1"}})",
      R"({"medloom": {"schema": "medloom-record/1", "changes": {}, "flags": "x"}, "name": 5})",
      R"({"medloom": {"schema": "medloom-record/1", "changes": [null, 5, {"count": -1}]}})",
      R"({"medloom": {"schema": "medloom-record/1", "flags": [{"at": [], "text": ""}]}})",
      R"({"medloom": {"schema": "medloom-record/1", "flags": [{"at": ["/x"], "text": "y"}]}})",
      R"({"medloom": {"schema": "medloom-record/1"}, "mainEntity": {"name": [["deep"]]}})"};
  for (const std::string& line : strange) EXPECT_TRUE(read(line)) << line;
}

TEST(Tally, EqualPassagesAreOne) {
  Tally tally;
  const auto page = read(kRecord);
  ASSERT_TRUE(page);
  tally.add(*page, 0);
  tally.add(*page, 1);
  EXPECT_EQ(tally.records, 2U);
  EXPECT_EQ(tally.changes, 16U);
  ASSERT_EQ(tally.reviews.size(), 1U);
  const Review& review = tally.reviews.begin()->second;
  EXPECT_EQ(review.count, 4U);
  EXPECT_EQ(review.pages, 2U);
  EXPECT_EQ(tally.rows["terms.tsv:6"].changes, 2U);
  EXPECT_EQ(tally.rows["terms.tsv:9"].flags, 4U);
  EXPECT_EQ(tally.rows["terms.tsv:9"].pages, 2U);
  EXPECT_THAT(tally.kinds, ElementsAre(Pair("faq", 2U)));
}

// What protects and links stands in the journal alone.
TEST(Tally, CountsRowsThatTheJournalKnows) {
  const auto page = read(kRecord);
  ASSERT_TRUE(page);
  RecordFacts facts;
  facts.kept = {{"terms.tsv:6", 2}, {"terms.tsv:30", 1}};
  facts.linked = {{"concepts.tsv:4", 5}};
  RecordFacts untold;
  untold.knows_rows = false;
  Tally tally;
  tally.add(*page, 0, &facts);
  tally.add(*page, 1, &facts);
  EXPECT_EQ(tally.rows_unknown, 0U);
  tally.add(*page, 2, &untold);
  tally.add(*page, 3);
  EXPECT_EQ(tally.rows_unknown, 2U);
  EXPECT_EQ(tally.rows["terms.tsv:6"].kept, 4U);
  EXPECT_EQ(tally.rows["terms.tsv:6"].changes, 4U);
  EXPECT_EQ(tally.rows["terms.tsv:6"].pages, 4U) << "a page counts once";
  EXPECT_EQ(tally.rows["terms.tsv:30"].pages, 2U);
  EXPECT_EQ(tally.rows["concepts.tsv:4"].linked, 10U);
}

class StringWriter final : public Writer {
 public:
  Result<void> write(std::string_view bytes) override {
    out += bytes;
    return {};
  }
  Result<void> close() override { return {}; }
  std::string out;
};

TEST(PackedParts, WhatDoesNotFitIsLeftOutUnflaggedFirst) {
  const TempFolder folder;
  auto parts = PackedParts::create(folder.path().string());
  ASSERT_TRUE(parts);
  std::string noise;  // half a megabyte that does not pack
  for (unsigned seed = 1; noise.size() < 600000; seed = seed * 1664525U + 1013904223U) {
    noise += std::to_string(seed);
  }
  const std::string value = "\"" + noise + "\"";
  ASSERT_TRUE(parts->add(PartKind::changed, value));
  const auto second = parts->add(PartKind::flagged, value);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->part, 1U);
  ASSERT_TRUE(parts->add(PartKind::rows, "1"));
  ASSERT_TRUE(parts->finish());
  StringWriter all;
  EXPECT_EQ(parts->write(all, 100'000'000).value(), 0U);
  StringWriter some;
  EXPECT_EQ(parts->write(some, all.out.size() * 2 / 3).value(), 1U);
  EXPECT_THAT(some.out, HasSubstr("data-part=\"pages\" data-number=\"1\""));
  EXPECT_THAT(some.out, Not(HasSubstr("data-number=\"0\"")));
  StringWriter none;
  EXPECT_EQ(parts->write(none, 0).value(), 2U);
  EXPECT_THAT(none.out, HasSubstr("data-part=\"rows\"")) << "rows are always there";
}

TEST(ReportBuilder, IsOnePageThatAllowsNothingElse) {
  const TempFolder folder;
  auto builder = ReportBuilder::create(folder.path().string());
  ASSERT_TRUE(builder);
  const auto page = read(kRecord);
  ASSERT_TRUE(page);
  ASSERT_TRUE(builder->add(*page, "</script><script>broken()</script>"));
  JournalEntry entry;
  entry.outcome = InputOutcome::reject;
  entry.place = "x";
  entry.stage = "decode";
  entry.reason = "<b>no";
  ASSERT_TRUE(builder->add(entry));
  StringWriter out;
  RunFacts facts;
  facts.title = "</script><script>broken()";
  ASSERT_TRUE(builder->write(facts, 1 << 20, out));
  EXPECT_TRUE(out.out.starts_with(kReportBeginning));
  EXPECT_THAT(out.out, HasSubstr("default-src 'none'"));
  EXPECT_THAT(out.out, Not(HasSubstr("broken()</script>")));
  EXPECT_THAT(out.out, Not(HasSubstr("unsafe")));
  EXPECT_THAT(out.out, Not(HasSubstr("<script src")));
  EXPECT_THAT(out.out, Not(HasSubstr("<link")));
}

// The viewer that the program carries is what its sources give: the build writes their digest into
// it, so that whoever changes a source and does not build it is told without Node.
TEST(ReportViewer, IsMadeOfItsSources) {
  const std::string folder = std::string(MEDLOOM_SOURCE_DIR) + "/report/";
  std::istringstream list(read_file(folder + "sources.txt").value());
  std::string all;
  std::size_t sources = 0;
  for (std::string name; std::getline(list, name); ++sources) {
    const auto bytes = read_file(folder + name);
    ASSERT_TRUE(bytes) << name;
    all += *bytes;
  }
  EXPECT_GT(sources, 10U);
  EXPECT_THAT(viewer_page(), HasSubstr("<!-- sources sha256:" + sha256_hex(all) + " -->"))
      << "help: cd report && npm ci && npm run build";
}

TEST(ReportViewer, EverySourceIsListed) {
  const std::string folder = std::string(MEDLOOM_SOURCE_DIR) + "/report/";
  const std::string list = read_file(folder + "sources.txt").value();
  for (const auto& entry : std::filesystem::directory_iterator(folder + "src")) {
    EXPECT_THAT(list, HasSubstr("src/" + entry.path().filename().string() + "\n"));
  }
}

TEST(ReportViewer, ThePageInTheTreeIsTheOneInTheProgram) {
  EXPECT_EQ(read_file(std::string(MEDLOOM_SOURCE_DIR) + "/report/dist/report.html").value(),
            viewer_page());
}

}  // namespace
}  // namespace medloom::reports
