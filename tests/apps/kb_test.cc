#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"
#include "tests/support/postgres_server.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

std::string records_of(const std::vector<std::string>& samples) {
  std::vector<std::string> words = {"run", "--quiet"};
  for (const std::string& sample : samples) words.push_back(test::in_tree("samples/" + sample));
  return medloom(words).out;
}

// A few pages of three languages.
const std::string& some_records() {
  static const std::string kRecords =
      records_of({"article-translated/input.txt", "zh-hans-pinyin/input.txt",
                  "zh-hans-qa/input.html", "zh-hant-qa/input.html"});
  return kRecords;
}

TEST(Kb, AStrangerFindsAnAnswer) {
  const TempFolder folder;
  const std::string records = folder.write("records.jsonl", some_records());
  const std::string base = folder.path("health.kb");
  const Finished loaded = medloom({"kb", "load", records, "--to", base});
  EXPECT_EQ(loaded.code, 0) << loaded.err;
  EXPECT_THAT(loaded.err, HasSubstr("4 records: 4 added, 0 updated, 0 unchanged"));
  EXPECT_EQ(loaded.out, "");
  const Finished again = medloom({"kb", "load", records, "--to", base});
  EXPECT_THAT(again.err, HasSubstr("4 records, nothing changed"));

  const Finished found = medloom({"kb", "search", base, "low", "back", "pain"});
  EXPECT_EQ(found.code, 0) << found.err;
  EXPECT_THAT(found.out, HasSubstr("產后腰痛怎么辦"));
  EXPECT_THAT(found.out, HasSubstr("Why does the back ache"));
  EXPECT_THAT(found.out, Not(HasSubstr("手腕夜間發麻")));
  EXPECT_THAT(found.out, Not(HasSubstr("\033"))) << "no colours where nobody asked";
  EXPECT_THAT(found.err, HasSubstr("2 of 2 records"));
  const Finished coloured = medloom({"kb", "search", base, "腰痛", "--color", "always"});
  EXPECT_THAT(coloured.out, HasSubstr("\033[33m腰痛\033[0m"));

  const Finished none = medloom({"kb", "search", base, "chemotherapy"});
  EXPECT_EQ(none.code, 0);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("no record has that"));
  EXPECT_THAT(medloom({"kb", "search", base, "腰痛 发麻"}).err, HasSubstr("--any finds"));
  EXPECT_THAT(medloom({"kb", "search", base, "腰痛 发麻", "--any"}).err, HasSubstr("3 of 3"));
}

TEST(Kb, HitsAsJson) {
  const TempFolder folder;
  const std::string base = folder.path("health.kb");
  medloom({"kb", "load", "-", "--to", base}, {.input = some_records()});
  const Finished found = medloom({"kb", "search", base, "low back pain", "--json", "--limit", "1"});
  ASSERT_EQ(std::count(found.out.begin(), found.out.end(), '\n'), 1);
  const auto hit = nlohmann::json::parse(found.out);
  EXPECT_THAT(hit["id"].get<std::string>(), HasSubstr("urn:uuid:"));
  for (const char* key : {"name", "snippet"}) {
    const std::string text = hit[key]["text"];
    for (const auto& mark : hit[key]["marks"]) {
      EXPECT_LT(mark[0], mark[1]);
      EXPECT_LE(mark[1], text.size());
    }
  }
  EXPECT_FALSE(hit["name"]["marks"].empty() && hit["snippet"]["marks"].empty());
}

TEST(Kb, ShowInfoAndExport) {
  const TempFolder folder;
  const std::string base = folder.path("health.kb");
  medloom({"kb", "load", "-", "--to", base}, {.input = some_records()});
  const std::string line = some_records().substr(0, some_records().find('\n') + 1);
  const std::string id = nlohmann::json::parse(line)["@id"];
  EXPECT_EQ(medloom({"kb", "show", base, id, "--json"}).out, line);
  const Finished shown = medloom({"kb", "show", base, id.substr(9)});
  EXPECT_THAT(shown.out, HasSubstr("Why does the back ache"));
  EXPECT_THAT(shown.out, HasSubstr("\nQ  "));
  EXPECT_EQ(medloom({"kb", "show", base, "no-id"}).code, 2);
  EXPECT_EQ(medloom({"kb", "show", base, "urn:uuid:00000000-0000-8000-8000-000000000000"}).code, 2);

  const auto info = nlohmann::json::parse(medloom({"kb", "info", base, "--json"}).out);
  EXPECT_EQ(info["records"], 4);
  EXPECT_EQ(info["store"], "SQLite");
  EXPECT_THAT(medloom({"kb", "info", base}).out, HasSubstr("records     4\n"));

  const Finished exported = medloom({"kb", "export", base});
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < exported.out.size();) {
    const std::size_t end = exported.out.find('\n', from) + 1;
    lines.push_back(exported.out.substr(from, end - from));
    from = end;
  }
  ASSERT_EQ(lines.size(), 4U);
  for (const std::string& exported_line : lines) {
    EXPECT_THAT(some_records(), HasSubstr(exported_line));
  }
  const std::string out = folder.path("out.jsonl.gz");
  EXPECT_EQ(medloom({"kb", "export", base, "-o", out}).code, 0);
  EXPECT_NE(medloom({"kb", "export", base, "-o", out}).code, 0) << "there is one already";
  const std::string copy = folder.path("copy.kb");
  EXPECT_THAT(medloom({"kb", "load", out, "--to", copy}).err, HasSubstr("4 added"));
}

TEST(Kb, PruneWantsToBeSure) {
  const TempFolder folder;
  const std::string base = folder.path("health.kb");
  medloom({"kb", "load", "-", "--to", base}, {.input = some_records()});
  const std::string line = some_records().substr(0, some_records().find('\n') + 1);
  const Finished bad = medloom({"kb", "load", "-", "--to", base, "--prune"}, {.input = line + "{"});
  EXPECT_EQ(bad.code, 3) << bad.err;
  EXPECT_THAT(bad.err, HasSubstr("nothing was pruned"));
  EXPECT_THAT(bad.err, HasSubstr("standard input:2: is no JSON"));
  const Finished empty = medloom({"kb", "load", "-", "--to", base, "--prune"}, {.input = ""});
  EXPECT_EQ(empty.code, 2) << "nothing was loaded: surely a mistake";
  const Finished pruned = medloom({"kb", "load", "-", "--to", base, "--prune"}, {.input = line});
  EXPECT_EQ(pruned.code, 0) << pruned.err;
  EXPECT_THAT(pruned.err, HasSubstr("3 pruned"));
  const std::string second = some_records().substr(line.size());
  const std::string gone = nlohmann::json::parse(second.substr(0, second.find('\n')))["@id"];
  const Finished tomb = medloom({"kb", "show", base, gone});
  EXPECT_EQ(tomb.code, 1);
  EXPECT_THAT(tomb.err, HasSubstr("was removed on 20"));
}

TEST(Kb, WhatIsWrongIsSaid) {
  const TempFolder folder;
  const std::string base = folder.path("health.kb");
  const std::string records = folder.write("records.jsonl", some_records());
  struct Case {
    std::vector<std::string> words;
    int code;
    std::string message;
  };
  for (const auto& [words, code, message] : std::vector<Case>{
           {{"kb", "load", records}, 2, "--to"},
           {{"kb", "load", "--to", base}, 2, "RECORDS"},
           {{"kb", "load", folder.path("none.jsonl"), "--to", base}, 2, "No such file"},
           {{"kb", "load", folder.path().string(), "--to", base}, 3, "is a folder"},
           {{"kb", "load", records, "--to", records}, 2, "is no knowledge base"},
           {{"kb", "load", records, "--to", folder.path("no/such/folder.kb")}, 3, "No such file"},
           {{"kb", "load", test::in_tree("README.md"), "--to", folder.path("a.kb")},
            3,
            "this is no file of records"},
           {{"kb", "load", records, "--to", "postgresql://u:s3cret@%2Fnone/x"}, 3, "/x"},
           {{"kb", "search", base, "x"}, 2, "there is no such base"},
           {{"kb", "search", records, "x"}, 2, "is no knowledge base"},
           {{"kb", "info", base}, 2, "there is no such base"},
           {{"kb", "export", base}, 2, "there is no such base"},
       }) {
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, code) << words[1] << " " << words.back() << ": " << done.err;
    EXPECT_THAT(done.err, HasSubstr(message));
    EXPECT_THAT(done.err, Not(HasSubstr("s3cret")));
  }
  EXPECT_FALSE(folder.has("health.kb")) << "a load that cannot begin makes no base";
  medloom({"kb", "load", records, "--to", base});
  for (const char* query : {"", "*", "\"\"", "。"}) {
    EXPECT_EQ(medloom({"kb", "search", base, query}).code, 2) << query;
  }
  for (const char* query : {"\"", "' OR 1=1 --", "a AND", "NEAR(", "x\" OR \"y", "title:x"}) {
    const Finished done = medloom({"kb", "search", base, query});
    EXPECT_TRUE(done.code == 0 || done.code == 2) << query << ": " << done.err;
    EXPECT_THAT(done.err, Not(HasSubstr("fts5"))) << query;
  }
}

TEST(Kb, BadLinesCostThemselves) {
  const TempFolder folder;
  const std::string base = folder.path("health.kb");
  const std::string line = some_records().substr(0, some_records().find('\n') + 1);
  const Finished done =
      medloom({"kb", "load", "-", "--to", base}, {.input = line + "{}\n" + "nonsense\n" + line});
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.err, HasSubstr("standard input:2: "));
  EXPECT_THAT(done.err, HasSubstr("standard input:3: "));
  EXPECT_THAT(done.err, HasSubstr("2 bad lines"));
  EXPECT_THAT(done.err, HasSubstr("1 added, 0 updated, 1 unchanged"));
}

TEST(Kb, TheSameWithPostgreSQL) {
  if (!test::PostgresServer::installed()) GTEST_SKIP() << "PostgreSQL is not installed";
  test::PostgresServer server;
  ASSERT_EQ(server.error(), "");
  const std::string base = server.new_database();
  const Finished loaded = medloom({"kb", "load", "-", "--to", base}, {.input = some_records()});
  EXPECT_EQ(loaded.code, 0) << loaded.err;
  EXPECT_THAT(loaded.err, HasSubstr("4 added"));
  EXPECT_THAT(medloom({"kb", "load", "-", "--to", base}, {.input = some_records()}).err,
              HasSubstr("nothing changed"));
  EXPECT_THAT(medloom({"kb", "search", base, "low back pain"}).out, HasSubstr("產后腰痛怎么辦"));
  EXPECT_THAT(medloom({"kb", "info", base}).out, HasSubstr("PostgreSQL"));
  EXPECT_EQ(medloom({"kb", "export", base}).out.size(), some_records().size());
}

// By the labels of its fields and concepts, and by the translation of its text.
TEST(Kb, FindsRecordsByWhatTheySayInOtherLanguages) {
  const TempFolder folder;
  const std::string page =
      folder.write("a.txt", "怎样坐着\n\n不要长时间弯腰。腰痛的人常常忘记这一点。\n");
  const std::string tmx = folder.write(
      "a.tmx",
      "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"zh-CN\"><seg>不要长时间弯腰。</seg>"
      "</tuv><tuv xml:lang=\"en-GB\"><seg>Do not stoop for long.</seg></tuv></tu></body></tmx>");
  const std::string memory = folder.path("a.tm");
  const Finished taken = medloom({"tm", "import", memory, tmx, "--from", "zh-CN", "--to", "en"});
  ASSERT_EQ(taken.code, 0) << taken.err;
  const std::string qa = test::in_tree("samples/zh-hans-qa/input.html");
  const std::string english = test::in_tree("samples/article-plain/input.txt");
  const std::string records = folder.path("r.jsonl");
  const Finished run = medloom({"run", page, qa, english, "-q", "-o", records, "--set",
                                "translate.to=en", "--set", "translate.memory=" + memory});
  ASSERT_EQ(run.code, 0) << run.err;
  const std::string base = folder.path("kb.db");
  ASSERT_EQ(medloom({"kb", "load", records, "--to", base}).code, 0);
  const auto first = [&](const std::string& query) {
    const Finished found = medloom({"kb", "search", base, query, "--json"});
    if (found.out.empty()) return std::string("nothing");
    return nlohmann::json::parse(found.out.substr(0, found.out.find('\n'))).dump();
  };
  EXPECT_THAT(first("stoop"), HasSubstr("/workTranslation/0/")) << "its translation";
  EXPECT_THAT(first("low back pain"), HasSubstr("腰痛的人")) << "a concept";
  for (const char* label :
       {"Otolaryngology", "Associate Chief Physician", "21 March 2022", "副主任醫師", "耳鼻喉科"}) {
    EXPECT_THAT(first(label), HasSubstr("一到春天就打喷嚏")) << label;
  }
  EXPECT_THAT(first("中暑"), HasSubstr("Heat and the elderly"));
  EXPECT_EQ(first("crouch"), "nothing");
}

}  // namespace
}  // namespace medloom
