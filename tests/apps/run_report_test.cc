// What a run says of itself to scripts and on a terminal.
#include "apps/medloom/run/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "apps/medloom/run/progress.h"

namespace medloom {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class Reports : public ::testing::Test {
 public:
  Reports() {
    RecordFacts facts;
    facts.kind = "article";
    summary.add_record(facts, false);
    summary.add_reject("a", {"extract", "no content"});
    summary.add_reject("b", {"extract", "no content"});
    summary.add_reject("c\xFF", {"source", "is \"no\" JSON"});
    summary.add_duplicate("d", "a", true);
    summary.add_skipped("HTTP status 404");
    summary.add_skipped("HTTP status 404");
    arguments.paths = {"crawl\xFF.jsonl", "-"};
    pipeline.name = "default";
  }

  RunReport report() const { return {"complete", arguments, pipeline, summary, outputs}; }

  RunArguments arguments;
  PipelineInfo pipeline;
  RunSummary summary;
  std::vector<std::string> outputs = {"out.jsonl"};
};

TEST_F(Reports, TheManifestAddsUp) {
  const json manifest = json::parse(manifest_json(report()));
  EXPECT_EQ(manifest["inputs"], 7);
  EXPECT_EQ(manifest["records"], 1);
  EXPECT_EQ(manifest["rejects"], 3);
  EXPECT_EQ(manifest["duplicates"], 1);
  EXPECT_EQ(manifest["skipped"], 2);
  EXPECT_EQ(manifest["recordsByKind"], json({{"article", 1}}));
  EXPECT_EQ(manifest["skippedByReason"], json({{"HTTP status 404", 2}}));
  EXPECT_EQ(manifest["rejectsByReason"].size(), 2U);
  EXPECT_EQ(manifest["rejectsByReason"][0]["count"], 2);
  EXPECT_EQ(manifest["asked"]["inputs"][0], "crawl\\xFF.jsonl");
  EXPECT_EQ(manifest_json(report()), manifest_json(report())) << "no times";
}

TEST_F(Reports, StatisticsHaveTheTimeOfEachStage) {
  const RunCosts costs{1.5, 2, 1000, {{"decode", 2000, 3, 4}}};
  const std::string text = stats_json(report(), costs);
  EXPECT_TRUE(text.starts_with(kStatsBeginning));
  const json stats = json::parse(text);
  EXPECT_EQ(stats["milliseconds"], 1500);
  EXPECT_EQ(stats["bytesRead"], 1000);
  EXPECT_EQ(stats["stages"][0]["nanoseconds"], 2000);
  EXPECT_EQ(stats["stages"][0]["pages"], 4);
}

TEST_F(Reports, LogLinesAreOneObjectALine) {
  const std::string line = log_line("error", "problem", {{"message", "a\n\"b\xFF"}});
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const json parsed = json::parse(line);
  EXPECT_EQ(parsed["message"], "a\n\"b\\xFF");
  EXPECT_EQ(parsed["time"].get<std::string>().size(), 20U);
  EXPECT_EQ(json::parse(log_end(report(), {}))["records"], 1);
}

TEST_F(Reports, ProgressSaysHowFarAndHowLong) {
  const std::string line = progress_line(summary, 2, 50000000, 200000000);
  EXPECT_THAT(line, HasSubstr("7 pages"));
  EXPECT_THAT(line, HasSubstr("4/s"));
  EXPECT_THAT(line, HasSubstr("25.0 MB/s"));
  EXPECT_THAT(line, HasSubstr("3 rejects"));
  EXPECT_THAT(line, HasSubstr("ETA 0:00:06"));
  EXPECT_THAT(progress_line(summary, 2, 50000000, 0), Not(HasSubstr("ETA")));
  EXPECT_THAT(progress_line(summary, 2, 300, 200), Not(HasSubstr("ETA"))) << "a file has grown";
  EXPECT_THAT(progress_line(RunSummary(), 0, 0, 0), HasSubstr("0 pages"));
}

TEST_F(Reports, ProgressIsForTerminalsAlone) {
  std::ostringstream err;
  {
    RunProgress progress(err, {"-"}, false);
    for (int i = 0; i < 100; ++i) progress.show(summary);
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace medloom
