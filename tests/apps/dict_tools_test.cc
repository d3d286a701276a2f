// The tools around dictionaries as a user calls them, over pages of several forms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

constexpr char kHeader[] = "match\treplace\tmode\tlang\tinflect\tconcept\twhen\tunless\n";

std::string corpus(const TempFolder& folder) {
  folder.write(
      "pages/1.html",
      "<html><body><h1>Glimmer vessels</h1><p>The glimmer vessels of 12 patients did not "
      "heal, and 腰痛 was rare.</p><nav><a href=\"/\">glimmer vessels</a></nav></body></html>");
  folder.write("pages/2.txt", "On sleep\n\nGlimmer vessels are tired by night, as people say.\n");
  folder.write("pages/3.txt", "On food\n\nNothing of that kind stands on this page at all.\n");
  return folder.path("pages");
}

TEST(DictTools, FromAnIdeaToARowThatActs) {
  const TempFolder folder;
  const std::string mine = folder.path("mine");
  EXPECT_EQ(medloom({"dict", "init", mine}).code, 0);
  EXPECT_EQ(medloom({"dict", "lint", "--strict", mine}).code, 0) << "empty, and clean";
  EXPECT_EQ(medloom({"dict", "init", mine}).code, 2) << "what is there stays";

  const std::string table = mine + "/terms.tsv";
  const Finished added = medloom({"dict", "add", "glimmer vessels", "glandular vessels", "--file",
                                  table, "--note", "why", "--source", "where"});
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_THAT(added.out, HasSubstr("terms.tsv:"));
  EXPECT_EQ(medloom({"dict", "lint", "--strict", mine}).code, 0);
  EXPECT_EQ(medloom({"dict", "test", mine}).code, 0);

  const std::string before = folder.read("mine/terms.tsv");
  const Finished refused =
      medloom({"dict", "add", "glimmer vessels", "other vessels", "--file", table});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("wants something else"));
  EXPECT_EQ(folder.read("mine/terms.tsv"), before) << "nothing is written";
}

TEST(DictTools, AddRefusesAWrongCommandLine) {
  EXPECT_EQ(medloom({"dict", "add"}).code, 2);
  EXPECT_EQ(medloom({"dict", "add", "a b", "c d", "--mode", "fxi"}).code, 2);
  EXPECT_EQ(medloom({"dict", "add", "glimmer pipes", "x y", "--file", "/none/x.tsv"}).code, 3);
  const TempFolder folder;
  const std::string binary = folder.write("b.tsv", std::string("PK\0\1", 4));
  EXPECT_NE(medloom({"dict", "add", "a b", "c d", "--file", binary}).code, 0);
}

TEST(DictTools, ExplainNamesWinnersAndLosers) {
  const Finished done = medloom({"dict", "explain", "Waist pain, lumbar spine, tight belt."});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("loses"));
  EXPECT_THAT(done.out, HasSubstr("`unless` is met: belt"));
  EXPECT_EQ(medloom({"dict", "explain", "unheard of words"}).code, 1);
  EXPECT_EQ(medloom({"dict", "explain", "x", "--dictionary", "/none.tsv"}).code, 2);
}

TEST(DictTools, StatsCountsRowsAndWhatTheyDo) {
  const TempFolder folder;
  const std::string pages = corpus(folder);
  const std::string table = folder.write(
      "t.tsv", std::string(kHeader) + "glimmer vessels\tglandular vessels\nnever seen\tx y\n");
  const Finished counted = medloom({"dict", "stats", table});
  EXPECT_THAT(counted.out, HasSubstr("| `fix` |"));
  const Finished done = medloom({"dict", "stats", table, "--corpus", pages});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("3 pages read"));
  EXPECT_THAT(done.out, HasSubstr("glimmer vessels"));
  EXPECT_THAT(done.out, HasSubstr("never hit:"));
  const Finished as_json = medloom({"dict", "stats", table, "--corpus", pages, "--json"});
  const json parsed = json::parse(as_json.out, nullptr, false);
  ASSERT_FALSE(parsed.is_discarded());
  for (const json& row : parsed["rows"]) {
    if (row["match"] == "glimmer vessels") {
      EXPECT_EQ(row["pages"], 2);
      EXPECT_EQ(row["hits"], 3) << "not those of the navigation";
    }
    if (row["match"] == "never seen") {
      EXPECT_EQ(row["hits"], 0);
    }
  }
  EXPECT_EQ(medloom({"dict", "stats", "--corpus", "/none"}).code, 2);
}

TEST(DictTools, DiffShowsWhatWouldChange) {
  const TempFolder folder;
  const std::string pages = corpus(folder);
  const std::string table =
      folder.write("t.tsv", std::string(kHeader) + "glimmer vessels\tglandular vessels\n");
  const std::string html = folder.path("d.html");
  const Finished done = medloom({"dict", "diff", "ours", table, "--corpus", pages, "--html", html});
  EXPECT_EQ(done.code, 1) << done.err;
  EXPECT_THAT(done.out, HasSubstr("[Glimmer vessels → Glandular vessels]"));
  EXPECT_THAT(done.out, HasSubstr("beside a negation"));
  EXPECT_THAT(done.out, HasSubstr("3 pages: 2 would read differently"));
  EXPECT_THAT(folder.read("d.html"), HasSubstr("<ins>Glandular vessels</ins>"));
  EXPECT_EQ(medloom({"dict", "diff", "ours", "ours", "--corpus", pages}).code, 0);
  EXPECT_EQ(medloom({"dict", "diff", "ours", table, "--corpus", pages, "--html", html}).code, 3)
      << "the page is there already";
  EXPECT_EQ(medloom({"dict", "diff", "ours", "/none.tsv", "--corpus", pages}).code, 2);
  EXPECT_EQ(medloom({"dict", "diff", "ours", table}).code, 2) << "no corpus";
  const std::string bad = folder.write("bad.tsv", "match\tbogus\nx\ty\n");
  const Finished refused = medloom({"dict", "diff", "ours", bad, "--corpus", pages});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("bad.tsv:1:7: unknown column 'bogus'"));
}

TEST(DictTools, MineGivesRowsToPaste) {
  const TempFolder folder;
  const std::string pages = corpus(folder);
  const Finished done = medloom({"dict", "mine", "--corpus", pages, "--least", "2"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\nglimmer vessels\t\tflag\ten"));
  EXPECT_EQ(medloom({"dict", "lint", folder.write("mined.tsv", done.out)}).code, 0);
  const Finished known =
      medloom({"dict", "mine", "--corpus", pages, "--least", "2", "--reference", pages});
  EXPECT_THAT(known.out, Not(HasSubstr("\nglimmer vessels\t")));
  EXPECT_EQ(medloom({"dict", "mine"}).code, 2);
}

TEST(DictTools, ImportsAndExports) {
  const TempFolder folder;
  const std::string table = folder.write(
      "t.tsv",
      std::string(kHeader) +
          "glimmer vessels\tglandular vessels\nwhite belt\tleukorrhea\tfix\ten\t\t\tvaginal\n");
  const Finished out = medloom({"dict", "export", table, "--to", "omegat"});
  EXPECT_EQ(out.code, 0) << out.err;
  EXPECT_EQ(out.out, "glimmer vessels\tglandular vessels\n");
  EXPECT_THAT(out.err, HasSubstr("left out 1: a guard"));
  const Finished in =
      medloom({"dict", "import", folder.write("g.txt", out.out), "--from", "omegat"});
  EXPECT_EQ(in.code, 0) << in.err;
  EXPECT_THAT(in.out, HasSubstr("\nglimmer vessels\tglandular vessels\tfix\ten\n"));

  const std::string tbx = folder.path("all.tbx");
  EXPECT_EQ(medloom({"dict", "export", "--to", "tbx", "-o", tbx}).code, 0);
  const std::string concepts = folder.path("back.tsv");
  const Finished back = medloom({"dict", "import", tbx, "--from", "tbx", "-o", concepts});
  EXPECT_EQ(back.code, 0) << back.err;
  EXPECT_THAT(folder.read("back.tsv"), HasSubstr("low-back-pain\tsymptom\tlow back pain\t"));
  EXPECT_THAT(folder.read("back.terms.tsv"), HasSubstr("\tlink\t"));

  EXPECT_EQ(medloom({"dict", "import", "/none", "--from", "tbx"}).code, 3);
  EXPECT_EQ(medloom({"dict", "import", tbx, "--from", "tmx"}).code, 2);
  const Finished misspelt = medloom({"dict", "export", "--to", "tbxx"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("did you mean 'tbx'"));
  EXPECT_EQ(medloom({"dict", "export", "--to", "tmx", "--languages", "en"}).code, 2);
}

// The dictionary that is named last wins, and adds or overrides concepts as well as terms.
TEST(DictTools, LayersOfTheUsersComeLast) {
  const TempFolder folder;
  const std::string page =
      folder.write("p.txt", "On pain\n\nThe lotium back pain grew, he said.\n");
  const std::string one = folder.write("1.tsv", "match\treplace\nlotium back pain\tpain one\n");
  const std::string two = folder.write("2.tsv", "match\treplace\nlotium back pain\tpain two\n");
  const std::string concepts =
      folder.write("c.tsv", "id\ttype\ten\nlow-back-pain\tcondition\tpain one\n");
  const auto answer = [&](const std::vector<std::string>& dictionaries) {
    std::vector<std::string> words = {"run", page, "--quiet"};
    for (const std::string& dictionary : dictionaries) {
      words.insert(words.end(), {"--dictionary", dictionary});
    }
    return medloom(words).out;
  };
  EXPECT_THAT(answer({}), HasSubstr("low back pain grew"));
  EXPECT_THAT(answer({one}), HasSubstr("pain one grew"));
  EXPECT_THAT(answer({one, two}), HasSubstr("pain two grew"));
  EXPECT_THAT(answer({two, one}), HasSubstr("pain one grew"));
  const std::string linked = answer({one, concepts});
  EXPECT_THAT(linked, HasSubstr("\"low-back-pain\""));
  EXPECT_THAT(linked, HasSubstr("\"MedicalCondition\"")) << "the type is overridden as well";
}

}  // namespace
}  // namespace medloom
