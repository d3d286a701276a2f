// medloom run, as a user meets it: results, exit codes, files, and what is refused.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/apps/program.h"
#include "text/utf8.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  EXPECT_TRUE(text.empty() || text.back() == '\n') << "the last line is whole";
  return lines;
}

constexpr char kArticle[] =
    "<html lang=en><title>Sleep and rest</title><h1>Sleep and rest</h1>"
    "<p>A quiet room helps most people to fall asleep in less than 20 minutes.</p>"
    "<p>Two cups of coffee after 6 pm do not.</p></html>";

// A folder of good pages (the samples, twice) and one that must be rejected.
class Pages {
 public:
  Pages() {
    for (const std::string& page : test::sample_pages()) {
      const std::string name = fs::path(page).parent_path().filename().string();
      for (const char* copy : {"pages/", "pages/again/"}) {
        const std::string target = copy + name + fs::path(page).extension().string();
        fs::create_directories(fs::path(folder.path(target)).parent_path());
        fs::copy_file(page, folder.path(target));
      }
    }
    folder.write("pages/empty.html", "");
  }
  std::string path() const { return folder.path("pages"); }

  TempFolder folder;
};

TEST(Run, OnePageIsOneRecordOnStandardOutput) {
  const TempFolder folder;
  const Finished done = medloom({"run", folder.write("a.html", kArticle)});
  EXPECT_EQ(done.code, 0) << done.err;
  const std::vector<json> records = json_lines(done.out);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0]["medloom"]["schema"], "medloom-record/1");
  EXPECT_EQ(records[0]["name"], "Sleep and rest");
  EXPECT_THAT(done.err, HasSubstr("1 page: 1 record, 0 rejects"));
}

TEST(Run, StandardInputIsAPage) {
  const Finished done = medloom({"run", "-", "--quiet"}, {.input = kArticle});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(json_lines(done.out).size(), 1U);
  EXPECT_EQ(done.err, "");
}

TEST(Run, EveryInputIsExactlyOneThing) {
  const Pages pages;
  const Finished done = medloom({"run", pages.path(), "-o", pages.folder.path("out.jsonl"),
                                 "--rejects", pages.folder.path("rejects.jsonl")});
  EXPECT_EQ(done.code, 1) << "finished, with rejects: " << done.err;
  EXPECT_EQ(done.out, "");
  const std::vector<json> records = json_lines(pages.folder.read("out.jsonl"));
  const std::vector<json> rejects = json_lines(pages.folder.read("rejects.jsonl"));
  std::set<std::string> ids;
  for (const json& record : records) ids.insert(record["@id"]);
  EXPECT_EQ(ids.size(), records.size()) << "an id is written once";
  EXPECT_EQ(records.size() + rejects.size(), 2 * test::sample_pages().size() + 1);
  std::set<std::string> places;
  for (const json& reject : rejects) {
    EXPECT_EQ(reject.size(), 3U);
    EXPECT_FALSE(reject["stage"].get<std::string>().empty());
    EXPECT_FALSE(reject["reason"].get<std::string>().empty());
    places.insert(reject["place"]);
  }
  EXPECT_TRUE(places.contains(pages.path() + "/empty.html"));
  EXPECT_THAT(done.err, HasSubstr(pages.folder.path("out.jsonl")));
}

TEST(Run, BytesDoNotDependOnThreadsTraceOrLocale) {
  const Pages pages;
  const auto run = [&pages](std::vector<std::string> more, std::vector<std::string> environment) {
    std::vector<std::string> words = {"run", pages.path(), "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    const Finished done = medloom(words, {.environment = std::move(environment)});
    EXPECT_EQ(done.code, 1) << done.err;
    return done.out;
  };
  const std::string one = run({"-j", "1"}, {});
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(run({"-j", "8"}, {}), one);
  EXPECT_EQ(run({"-j", "3", "--trace", pages.folder.path("trace.jsonl")}, {}), one);
  EXPECT_EQ(run({}, {"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "TZ=Asia/Tokyo"}), one);
  EXPECT_EQ(run({}, {"LC_ALL=C"}), one);
  const std::vector<json> traces = json_lines(pages.folder.read("trace.jsonl"));
  EXPECT_EQ(traces.size(), 2 * test::sample_pages().size() + 1);
}

TEST(Run, WorksWithFewFileHandles) {
  const Pages pages;
  const std::string command = "ulimit -n 16; exec '" MEDLOOM_PROGRAM "' run '" + pages.path() +
                              "' -o '" + pages.folder.path("out") + "' 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
  EXPECT_FALSE(pages.folder.read("out").empty());
}

TEST(Run, FlatFormGivesPairs) {
  const Pages pages;
  const Finished done = medloom({"run", pages.path(), "--as", "qa", "--quiet"});
  const std::vector<json> lines = json_lines(done.out);
  EXPECT_GT(lines.size(), 5U);
  for (const json& line : lines) {
    EXPECT_EQ(line.size(), 15U);
    EXPECT_TRUE(line["answer"].is_string()) << line["id"];
  }
}

TEST(Run, SettingsOfTheProfileCanBeChanged) {
  const TempFolder folder;
  const std::string page = folder.write(
      "a.html", "<html lang=zh-CN><title>腰痛</title><h1>腰痛</h1><p>医生建议多休息，少喝酒。</p>");
  const auto text = [](const Finished& done) {
    EXPECT_EQ(done.code, 0) << done.err;
    return done.out;
  };
  EXPECT_THAT(text(medloom({"run", page})), HasSubstr("医生"));
  EXPECT_THAT(text(medloom({"run", page, "--set", "convert.to=zh-Hant-TW"})), HasSubstr("醫"));
  EXPECT_THAT(text(medloom({"run", page, "--profile", "hant-tw"})), HasSubstr("醫"));
  const std::string own = folder.write("own.toml", folder.read("none"));
  fs::copy_file(test::in_tree("profiles/pipelines/hant-tw.toml"), own,
                fs::copy_options::overwrite_existing);
  EXPECT_THAT(text(medloom({"run", page, "--profile", own})), HasSubstr("醫"));
}

TEST(Run, ADictionaryOfTheUsersActs) {
  const TempFolder folder;
  const std::string page = folder.write(
      "a.html", "<title>Rest</title><h1>Rest</h1><p>The glimmer vessels of the leg were fine.</p>");
  const std::string terms =
      folder.write("terms.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  const Finished done = medloom({"run", page, "--dictionary", terms});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("The glandular vessels of the leg"));
  EXPECT_THAT(done.err, HasSubstr("\"glimmer vessels\" -> \"glandular vessels\""));
  EXPECT_THAT(done.err, HasSubstr("terms.tsv:2"));
}

TEST(Run, DuplicatesAreCountedAndTheFirstStays) {
  const TempFolder folder;
  const auto row = [](const std::string& html) {
    return json{{"url", "https://example.org/a"}, {"html", html}}.dump() + "\n";
  };
  const std::string crawl = folder.write(
      "crawl.jsonl",
      row(kArticle) + row(std::string(kArticle) + "<p>More of it.</p>") + row(kArticle));
  const Finished done = medloom({"run", crawl, "--rejects", folder.path("rejects")});
  EXPECT_EQ(done.code, 0) << "a duplicate is no reject: " << done.err;
  const std::vector<json> records = json_lines(done.out);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_THAT(records[0].dump(), Not(HasSubstr("More of it")));
  EXPECT_THAT(done.err, HasSubstr("3 pages: 1 record, 0 rejects, 2 duplicates"));
  EXPECT_THAT(done.err, HasSubstr(" and other content"));
  const std::vector<json> lines = json_lines(folder.read("rejects"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["stage"], "duplicate");
}

// Below two folders, files of one name are two pages, unless they are the same to the byte. What
// stands below the first one keeps the id that it has alone.
TEST(Run, FilesOfOneNameInTwoFoldersAreTwoPages) {
  const TempFolder folder;
  const std::string more = std::string(kArticle) + "<p>More of it.</p>";
  folder.write("one/a.html", kArticle);
  folder.write("two/a.html", more);
  folder.write("three/a.html", kArticle);
  folder.write("four/a.html", more);
  folder.write("four/sub/a.html", more);
  const auto ids_of = [](const Finished& done) {
    std::vector<std::string> ids;
    for (const json& record : json_lines(done.out)) ids.push_back(record["@id"]);
    return ids;
  };
  const std::vector<std::string> paths = {folder.path("one"), folder.path("two"),
                                          folder.path("three"), folder.path("four")};
  std::vector<std::string> command = {"run"};
  command.insert(command.end(), paths.begin(), paths.end());
  const Finished done = medloom(command);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("5 pages: 3 records, 0 rejects, 2 duplicates"));
  EXPECT_THAT(done.err, HasSubstr("three/a.html  has the id of " + folder.path("one/a.html")));
  EXPECT_THAT(done.err, HasSubstr("four/a.html  has the id of " + folder.path("two/a.html")));
  const std::vector<std::string> ids = ids_of(done);
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_EQ(ids[0], ids_of(medloom({"run", paths[0]})).front());
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_EQ(ids[1], ids_of(medloom({"run", folder.path("two/a.html")})).front())
      << "named as if it had been typed";
  // The same in shards and by any number of threads.
  std::vector<std::string> in_shards;
  for (const char* shard : {"0/2", "1/2"}) {
    std::vector<std::string> part = command;
    part.insert(part.end(), {"--shard", shard, "-j", "3"});
    for (const std::string& id : ids_of(medloom(part))) in_shards.push_back(id);
  }
  EXPECT_THAT(in_shards, testing::IsSupersetOf(ids));
}

TEST(Run, AFolderWithoutPagesIsDone) {
  const TempFolder folder;
  const Finished done = medloom({"run", folder.path().string()});
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("0 pages"));
}

TEST(Run, BadInputsAreSetAsideAndTheRunGoesOn) {
  const TempFolder folder;
  folder.write("pages/a.html", kArticle);
  folder.write("pages/z\xFF\n\x1B[2J.html", "");
  ASSERT_EQ(::mkfifo(folder.path("pages/pipe.html").c_str(), 0600), 0);
  fs::create_directory_symlink(".", folder.path("pages/loop"));
  fs::create_symlink("nothing", folder.path("pages/dangling.html"));
  const Finished done =
      medloom({"run", folder.path("pages"), "--rejects", folder.path("rejects.jsonl")});
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(json_lines(done.out).size(), 1U);
  EXPECT_EQ(json_lines(folder.read("rejects.jsonl")).size(), 4U);
  EXPECT_TRUE(text::is_valid_utf8(folder.read("rejects.jsonl")));
  EXPECT_TRUE(text::is_valid_utf8(done.err));
  EXPECT_EQ(done.err.find('\x1B'), std::string::npos) << "names are escaped";
}

TEST(Run, NothingIsPickedUpFromTheWorkingDirectory) {
  const TempFolder folder;
  folder.write("a.html", kArticle);
  folder.write("profiles/pipelines/default.toml", "nonsense");
  folder.write("dictionaries/terms/evil.tsv", "match\treplace\nquiet\tloud\n");
  folder.write("default.toml", "nonsense");
  folder.write("s2t.json", "{}");
  const Finished done = medloom({"run", "a.html", "--set", "convert.to=zh-Hant-TW"},
                                {.folder = folder.path().string()});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("quiet room"));
}

struct Refused {
  const char* what;
  std::vector<std::string> more;
  int code;
  const char* message;
};

TEST(Run, TakesAPartOfItsInputs) {
  const TempFolder folder;
  std::string crawl;
  for (int i = 0; i < 8; ++i) {
    crawl += "{\"id\": " + std::to_string(i) + ", \"text\": \"Rest helps, patient " +
             std::to_string(i) + ".\"}\n";
  }
  folder.write("crawl.jsonl", crawl);
  const std::string list = folder.write("list", folder.path("crawl.jsonl") + "\n");
  const auto patients = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"run", "@" + list};
    words.insert(words.end(), more.begin(), more.end());
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, 0) << done.err;
    std::string found;
    for (char i = '0'; i < '8'; ++i) {
      if (done.out.find(std::string("patient ") + i) != std::string::npos) found += i;
    }
    return found;
  };
  EXPECT_EQ(patients({}), "01234567");
  EXPECT_EQ(patients({"--limit", "3"}), "012");
  EXPECT_EQ(patients({"--shard", "1/3"}), "147");
  EXPECT_EQ(patients({"--sample", "0"}), "");
  EXPECT_EQ(medloom({"run", "@" + list, "--shard", "3/3"}).code, 2);
  EXPECT_EQ(medloom({"run", "@" + list, "--sample", "1.5"}).code, 2);
  EXPECT_EQ(medloom({"run", folder.path("*.none")}).code, 2);
}

TEST(Run, WhatIsWrongIsFoundBeforeAnyOutput) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kArticle);
  const std::string existing = folder.write("existing", "precious");
  const std::string bad_profile =
      folder.write("bad.toml", "summary = 1\n[[stage]]\nuse = \"decod\"\n");
  const std::string broken_profile = folder.write("broken.toml", "[[stage]\n");
  const std::string bad_terms = folder.write("bad.tsv", "match\tbogus\nx\ty\n");
  fs::create_directory(folder.path("folder"));
  const Refused cases[] = {
      {"missing input", {folder.path("none.html")}, 2, "none.html: No such file or directory"},
      {"missing among good", {page, folder.path("none.html")}, 2, "none.html"},
      {"form", {page, "--as", "qaa"}, 2, "did you mean 'qa'?"},
      {"profile", {page, "--profile", "defalt"}, 2, "did you mean 'default'?"},
      {"profile file", {page, "--profile", folder.path("none.toml")}, 2, "none.toml"},
      {"profile syntax", {page, "--profile", broken_profile}, 2, "broken.toml:1:"},
      {"profile stage", {page, "--profile", bad_profile}, 2, "did you mean 'decode'?"},
      {"profile type", {page, "--profile", bad_profile}, 2, "bad.toml:1:"},
      {"setting", {page, "--set", "convert.too=x"}, 2, "did you mean 'to'?"},
      {"setting's stage", {page, "--set", "convrt.to=x"}, 2, "did you mean 'convert'?"},
      {"setting's value", {page, "--set", "convert.to=klingon"}, 2, "klingon"},
      {"setting's form", {page, "--set", "nonsense"}, 2, "stage.key=value"},
      {"setting of a source", {page, "--set", "folder.endigs=.x"}, 2, "did you mean 'endings'?"},
      {"dictionary", {page, "--dictionary", folder.path("none.tsv")}, 2, "none.tsv"},
      {"dictionary's path", {page, "--dictionary", folder.path("\xFF.tsv")}, 2, "\\xFF.tsv"},
      {"dictionary column", {page, "--dictionary", bad_terms}, 2, "bad.tsv:1"},
      {"data", {page, "--data", folder.path("folder")}, 2, "dictionaries/"},
      {"output exists", {page, "-o", existing}, 3, "--force"},
      {"output is a folder", {page, "-o", folder.path("folder")}, 3, "is a folder"},
      {"output below nothing", {page, "-o", folder.path("none/out")}, 3, "No such file"},
      {"output is the input", {page, "-o", page, "--force"}, 3, "output of this run and an input"},
      {"rejects are the input", {page, "--rejects", page, "--force"}, 3, "and an input"},
      {"trace exists", {page, "--trace", existing}, 3, "--force"},
      {"two outputs in one",
       {page, "-o", folder.path("x"), "--rejects", folder.path("x")},
       2,
       "two outputs"},
      {"output among the pages",
       {folder.path().string(), "-o", folder.path("new.html")},
       3,
       "would be a page of the input folder"},
  };
  for (const Refused& test : cases) {
    std::vector<std::string> words = {"run"};
    words.insert(words.end(), test.more.begin(), test.more.end());
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, test.code) << test.what << ": " << done.err;
    EXPECT_THAT(done.err, HasSubstr(test.message)) << test.what;
    EXPECT_EQ(done.out, "") << test.what;
  }
  EXPECT_EQ(folder.read("existing"), "precious");
  EXPECT_EQ(folder.read("a.html"), kArticle);
  EXPECT_FALSE(folder.has("x"));
  EXPECT_FALSE(folder.has("new.html"));
}

TEST(Run, AllProblemsAreReportedAtOnce) {
  const Finished done = medloom({"run", "/none/a", "/none/b", "--set", "convert.too=x", "--set",
                                 "decde.x=y", "--as", "poem"});
  EXPECT_EQ(done.code, 2);
  for (const char* part : {"/none/a", "/none/b", "convert.too", "decde", "poem"}) {
    EXPECT_THAT(done.err, HasSubstr(part));
  }
}

TEST(Run, MisuseGoesToStandardErrorAndHelpToStandardOutput) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"rnu"}, {"run"}, {"run", "x", "--bogus"}, {"dict"}}) {
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, 2);
    EXPECT_EQ(done.out, "");
    EXPECT_THAT(done.err, HasSubstr("--help"));
  }
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"run", "-h"}, {"dict", "lint", "--help"}}) {
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.err, "");
    EXPECT_THAT(done.out, HasSubstr("Usage: medloom"));
  }
}

TEST(Run, OutputIsReplacedWithForceAndOnlyWhenComplete) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kArticle);
  const std::string out = folder.write("out.jsonl", "old");
  EXPECT_EQ(medloom({"run", page, "-o", out, "--force"}).code, 0);
  const std::string first = folder.read("out.jsonl");
  EXPECT_EQ(json_lines(first).size(), 1U);
  EXPECT_EQ(medloom({"run", page, "-o", out, "--force"}).code, 0);
  EXPECT_EQ(folder.read("out.jsonl"), first) << "the same bytes again";
  EXPECT_FALSE(folder.has("out.jsonl.part"));
}

TEST(Run, AFullDiskIsAnErrorAndLeavesNothingUnderTheName) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kArticle);
  const Finished to_stdout = medloom({"run", page}, {.out_file = "/dev/full"});
  EXPECT_EQ(to_stdout.code, 3);
  EXPECT_THAT(to_stdout.err, HasSubstr("standard output: cannot be written: No space left"));
  EXPECT_THAT(to_stdout.err, Not(HasSubstr("1 record"))) << "no talk of success";
  EXPECT_EQ(medloom({"run", page, "-o", "/dev/full"}).code, 3);
  const Finished rejects =
      medloom({"run", folder.write("empty.html", ""), "--rejects", "/dev/full"});
  EXPECT_EQ(rejects.code, 3);
  const std::string limited = "ulimit -f 1; trap '' XFSZ; exec '" MEDLOOM_PROGRAM "' run '" +
                              test::in_tree("samples") + "' -o '" + folder.path("big") +
                              "' 2>/dev/null";
  EXPECT_EQ(WEXITSTATUS(std::system(limited.c_str())), 3);
  EXPECT_FALSE(folder.has("big"));
  EXPECT_FALSE(folder.has("big.part"));
}

TEST(Run, AReaderThatGoesAwayEndsTheRunQuietly) {
  const Pages pages;
  const std::string command = "{ '" MEDLOOM_PROGRAM "' run '" + pages.path() + "' 2>'" +
                              pages.folder.path("err") + "'; echo $? >'" +
                              pages.folder.path("code") + "'; } | head -c 5 >/dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(pages.folder.read("code"), "141\n");
  EXPECT_EQ(pages.folder.read("err"), "");
}

// Only where it is asked for, and the same whether the page was known or not.
TEST(Run, RejectsShowTheBeginningOfTheirPageWhereAsked) {
  const test::TempFolder folder;
  const std::string page = folder.write("a.txt", std::string("\x89PNG\r\n\x1A\n") + "secret");
  const std::string line = folder.write("b.jsonl", "{\n");
  const auto rejects = [&](const std::string& out, std::vector<std::string> more) {
    std::vector<std::string> words = {"run",       page,
                                      line,        "-q",
                                      "-o",        folder.path(out),
                                      "--rejects", folder.path(out + ".rejects")};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(medloom(words).code, 1);
    return folder.read(out + ".rejects");
  };
  const std::string without = rejects("a.jsonl", {});
  EXPECT_EQ(without.find("secret"), std::string::npos);
  const std::string with = rejects("a.jsonl", {"--rejects-text"});
  const std::vector<json> lines = json_lines(with);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["bytes"], 14);
  EXPECT_EQ(lines[0]["begins"], "\uFFFDPNG\r\n\u001A\nsecret");
  EXPECT_FALSE(lines[1].contains("begins")) << "a line that is no page has none";
  EXPECT_EQ(rejects("a.jsonl", {"--rejects-text"}), with) << "known pages";
  EXPECT_EQ(rejects("a.jsonl", {}), without);
  EXPECT_EQ(medloom({"run", page, "--rejects-text"}).code, 2);
}

}  // namespace
}  // namespace medloom
