// A report as a user gets it: with a run, and later from its output.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/bytes/pack.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

constexpr char kPage[] =
    "<title>Rest</title><h1>Rest</h1><p>The glimmer vessels of the leg were fine.</p>";

std::string unbase64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int have = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<unsigned>(kDigits.find(c));
    have += 6;
    if (have >= 8) out += static_cast<char>(bits >> (have -= 8) & 0xFFU);
  }
  return out;
}

// All values of a kind of part, in order.
json values(const std::string& report, const std::string& part) {
  json all = json::array();
  const std::string begin = "<script type=\"text/plain\" data-part=\"" + part + "\"";
  for (auto at = report.find(begin); at != std::string::npos; at = report.find(begin, at + 1)) {
    const auto from = report.find('>', at) + 1;
    const auto packed = unbase64(report.substr(from, report.find('<', from) - from));
    for (json& value : json::parse(unpack_all(packed, Packing::gzip, 1 << 26).value())) {
      all.push_back(std::move(value));
    }
  }
  return all;
}

json summary(const std::string& report) {
  const std::string begin = "<script type=\"application/json\" id=\"summary\">";
  const auto at = report.find(begin) + begin.size();
  return json::parse(report.substr(at, report.find("</script>", at) - at));
}

struct SmallRun {
  SmallRun() {
    folder.write("pages/a.html", kPage);
    folder.write("pages/b.html", "");
    folder.write("pages/c.html", kPage);
    folder.write("terms.tsv",
                 "match\treplace\nglimmer vessels\tglandular vessels\nshimmer tubes\ttubes\n");
  }
  Finished start(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"run",          folder.path("pages"),
                                      "-o",           folder.path("out.jsonl"),
                                      "--dictionary", folder.path("terms.tsv")};
    words.insert(words.end(), more.begin(), more.end());
    return medloom(words);
  }
  TempFolder folder;
};

TEST(Report, WithARunAndLaterFromItsOutputIsTheSame) {
  const SmallRun run;
  const Finished done = run.start({"--report", run.folder.path("run.html")});
  EXPECT_EQ(done.code, 1) << done.err;
  EXPECT_THAT(done.err, HasSubstr("report in"));
  const Finished later = medloom({"report", run.folder.path("out.jsonl")});
  EXPECT_EQ(later.code, 0) << later.err;
  EXPECT_THAT(later.err, HasSubstr("3 pages"));
  const std::string report = run.folder.read("run.html");
  EXPECT_EQ(report, run.folder.read("out.jsonl.html"));
  const json facts = summary(report);
  EXPECT_EQ(facts["totals"]["inputs"], 3);
  EXPECT_EQ(facts["totals"]["records"], 2);
  EXPECT_EQ(facts["totals"]["rejects"], 1);
  EXPECT_EQ(facts["totals"]["changes"], 2);
  EXPECT_GT(facts["stages"].size(), 3U);
  EXPECT_EQ(facts["rejected"][0][0], "decode");
  const json rows = values(report, "rows");
  ASSERT_EQ(rows.size(), 3U) << "in the order of the inputs";
  EXPECT_EQ(rows[0][2], "Rest");
  EXPECT_EQ(rows[1][0], 2) << "a reject";
  const json pages = values(report, "pages");
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0]["changes"][0]["before"], "glimmer vessels");
}

TEST(Report, NamesRowsThatWereMetAndThoseThatWereNot) {
  const SmallRun run;
  run.start({"--report", run.folder.path("run.html")});
  const json rows = values(run.folder.read("run.html"), "dictionary");
  std::map<std::string, json> by_words;
  for (const json& row : rows) by_words[row[2]] = row;
  EXPECT_EQ(by_words["glimmer vessels"][4], 2);
  EXPECT_EQ(by_words["shimmer tubes"][4], 0);
  EXPECT_GT(rows.size(), 100U) << "ours are there too";

  run.folder.write("terms.tsv", "match\treplace\nother words\twords\n");
  medloom({"report", run.folder.path("out.jsonl")});
  const std::string later = run.folder.read("out.jsonl.html");
  EXPECT_THAT(summary(later)["remarks"].dump(), HasSubstr("was changed since the run"));
  EXPECT_THAT(values(later, "dictionary").dump(), Not(HasSubstr("other words")));
}

// Rows that protect and link are counted over a whole run, in the journal: in its parts, packed,
// in a run that goes on and in one that takes over what is known.
TEST(Report, CountsRowsThatProtectAndLink) {
  const SmallRun run;
  const std::string text =
      "<title>Rest</title><h1>Rest</h1><p>The glimmer vessels ached. Quiet shoes, quiet shoes and "
      "no fever: the odd thing stays.</p>";
  for (const char* name : {"pages/a.html", "pages/c.html", "pages/d.html"}) {
    run.folder.write(name, text + "<p>Page " + name + "</p>");
  }
  run.folder.write("terms.tsv",
                   "match\treplace\tmode\tlang\tinflect\tconcept\n"
                   "quiet shoes\t\tkeep\ten\t\t\nodd thing\t\tlink\ten\t\tfever\n"
                   "never met\t\tkeep\ten\t\t\n");
  struct Counts {
    std::map<std::string, json> rows;
    json unknown;
  };
  const auto counts = [&] {
    medloom({"report", run.folder.path("out.jsonl"), "--force"});
    const std::string report = run.folder.read("out.jsonl.html");
    Counts all;
    for (const json& row : values(report, "dictionary")) {
      all.rows[row[1].get<std::string>() + " " + row[2].get<std::string>()] = row;
    }
    all.unknown = summary(report)["rowsUnknown"];
    return all;
  };
  const auto expect = [&](std::uint64_t pages, const std::string& when) {
    const Counts found = counts();
    EXPECT_EQ(found.unknown, 0) << when;
    const json& kept = found.rows.at("keep quiet shoes");
    EXPECT_EQ(kept[6], 2 * pages) << when << kept;
    EXPECT_EQ(kept[8], pages) << when << kept;
    const json& linked = found.rows.at("link odd thing");
    EXPECT_EQ(linked[7], pages) << when << linked;
    const json& never = found.rows.at("keep never met");
    EXPECT_EQ(never[6], 0) << when << never;
    bool labels = false;
    for (const auto& [name, row] : found.rows) {
      if (name.starts_with("concept ") && row[3] == "fever") labels = row[7] == pages;
    }
    EXPECT_TRUE(labels) << when;
  };
  EXPECT_EQ(run.start({"--limit", "1"}).code, 0);
  expect(1, "of one page");
  EXPECT_EQ(run.start({"--force"}).code, 1);
  expect(3, "of all");
  run.folder.write("pages/e.html", text + "<p>One more</p>");
  EXPECT_EQ(run.start().code, 1);
  expect(4, "of all, three of them known");
  EXPECT_EQ(run.start({"--split", "2000", "--compress", "zstd", "--force", "-j", "3"}).code, 1);
  expect(4, "in several packed files");

  std::filesystem::remove_all(run.folder.path("out.jsonl.medloom"));
  EXPECT_EQ(run.start({"--force"}).code, 1);
  std::filesystem::remove_all(run.folder.path("out.jsonl.medloom"));
  EXPECT_EQ(counts().unknown, 4) << "without a journal nobody knows";
}

TEST(Report, OutputsInSeveralOrPackedFiles) {
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{"--split", "1000"}, {"--compress", "zstd"}}) {
    const SmallRun run;
    run.start(more);
    const Finished done =
        medloom({"report", run.folder.path("out.jsonl"), "-o", run.folder.path("r.html")});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(values(run.folder.read("r.html"), "pages").size(), 2U);
  }
}

TEST(Report, RecordsWithoutAJournalGiveWhatTheyKnow) {
  const SmallRun run;
  run.start();
  std::filesystem::remove_all(run.folder.path("out.jsonl.medloom"));
  const Finished done = medloom({"report", run.folder.path("out.jsonl")});
  EXPECT_EQ(done.code, 0) << done.err;
  const json facts = summary(run.folder.read("out.jsonl.html"));
  EXPECT_EQ(facts["journal"], false);
  EXPECT_EQ(facts["totals"]["inputs"], 2);
}

TEST(Report, AnUnchangedRunKeepsTheTimesOfTheOneThatWorked) {
  const SmallRun run;
  run.start();
  const std::string stats = run.folder.read("out.jsonl.medloom/stats.json");
  EXPECT_THAT(stats, HasSubstr("normalize"));
  const Finished again = run.start({"--report", run.folder.path("run.html")});
  EXPECT_THAT(again.err, HasSubstr("unchanged"));
  EXPECT_EQ(run.folder.read("out.jsonl.medloom/stats.json"), stats);
  EXPECT_EQ(summary(run.folder.read("run.html"))["totals"]["records"], 2);
}

TEST(Report, IsForItsOwnerAlone) {
  const SmallRun run;
  run.start({"--report", run.folder.path("run.html")});
  const auto rights = std::filesystem::status(run.folder.path("run.html")).permissions();
  EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Report, TextsThatDoNotFitAreLeftOut) {
  const SmallRun run;
  run.start();
  medloom({"report", run.folder.path("out.jsonl"), "--limit", "1kB"});
  const std::string report = run.folder.read("out.jsonl.html");
  EXPECT_THAT(report, HasSubstr("id=\"left-out\">2</script>"));
  EXPECT_EQ(values(report, "rows").size(), 3U);
}

TEST(Report, WhatCannotBecomeAReportIsRefused) {
  const SmallRun run;
  const std::string page = run.folder.path("pages/a.html");
  const std::string html = run.folder.path("r.html");
  const std::string precious = run.folder.write("precious.html", "<html>mine");
  const std::string qa = run.folder.write("qa.jsonl", "{\"question\":\"a\",\"answer\":\"b\"}\n");
  run.start();
  struct Case {
    std::vector<std::string> words;
    int code;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{"report"}, 2, "OUT"},
      {{"report", run.folder.path("none.jsonl")}, 2, "none.jsonl"},
      {{"report", qa, "-o", html}, 3, "is no record"},
      {{"report", page, "-o", html}, 3, "is no JSON"},
      {{"report", run.folder.path("out.jsonl"), "-o", precious}, 3, "--force"},
      {{"report", run.folder.path("out.jsonl"), "--limit", "many"}, 2, "--limit"},
      {{"run", page, "--report", html}, 2, "needs -o FILE"},
      {{"run", page, "-o", run.folder.path("x.csv"), "--as", "csv", "--report", html},
       2,
       "--as record"},
      {{"run", page, "-o", run.folder.path("x"), "--report", run.folder.path("x")},
       2,
       "two outputs"},
      {{"run", page, "-o", run.folder.path("x.jsonl"), "--report", precious}, 3, "--force"},
  };
  for (const Case& bad : cases) {
    const Finished done = medloom(bad.words);
    EXPECT_EQ(done.code, bad.code) << bad.message << done.err;
    EXPECT_THAT(done.err, HasSubstr(bad.message));
  }
  EXPECT_EQ(run.folder.read("precious.html"), "<html>mine");
  EXPECT_FALSE(run.folder.has("r.html")) << "half a report is none";
}

TEST(Report, AnOutputThatIsNotTheJournalsIsTold) {
  for (const char* records : {"", "x"}) {
    const SmallRun run;
    run.start();
    const std::string all = run.folder.read("out.jsonl");
    const std::string first = all.substr(0, all.find('\n') + 1);
    run.folder.write("out.jsonl", *records == 0 ? first : all + first);
    const Finished done = medloom({"report", run.folder.path("out.jsonl")});
    EXPECT_EQ(done.code, 3);
    EXPECT_THAT(done.err, HasSubstr("records than its journal says"));
  }
}

}  // namespace
}  // namespace medloom
