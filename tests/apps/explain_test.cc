#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/program.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr char kPage[] =
    "<title>Rest</title><h1>Rest</h1><p>The glimmer vessels of the leg were fine.</p>";

TEST(Explain, ShowsStagesEditsAndRecord) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms =
      folder.write("terms.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  const Finished done = medloom({"explain", page, "--dictionary", terms});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.err, "");
  std::size_t last = 0;
  for (const char* stage : {"\ndecode ", "\nextract ", "\nrepair ", "\nstructure ", "\nnormalize ",
                            "\nconvert ", "\nrecord\n"}) {
    const auto at = done.out.find(stage);
    ASSERT_NE(at, std::string::npos) << stage;
    EXPECT_GT(at, last) << stage;
    last = at;
  }
  EXPECT_THAT(done.out, HasSubstr("\"glimmer vessels\" -> \"glandular vessels\"  page 39-54"));
  EXPECT_THAT(done.out, HasSubstr("terms.tsv:2"));
  EXPECT_THAT(done.out, HasSubstr("in <The [glandular vessels] of the leg were fine.>"));
  EXPECT_THAT(done.out, HasSubstr("urn:uuid:"));
  EXPECT_THAT(done.out, Not(HasSubstr("\x1B"))) << "no colours into a file";
}

TEST(Explain, PageIsReadAsRunReadsIt) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const Finished run = medloom({"run", page, "--quiet"});
  const auto id = run.out.find("urn:uuid:");
  ASSERT_NE(id, std::string::npos);
  EXPECT_THAT(medloom({"explain", page}).out, HasSubstr(run.out.substr(id, 45)));
  EXPECT_EQ(medloom({"explain", "-"}, {.input = kPage}).code, 0);
}

TEST(Explain, EverySampleCanBeExplained) {
  for (const std::string& page : test::sample_pages()) {
    const Finished done = medloom({"explain", page});
    EXPECT_LE(done.code, 1) << page << done.err;
    EXPECT_TRUE(text::is_valid_utf8(done.out)) << page;
    EXPECT_THAT(done.out, done.code == 0 ? HasSubstr("\nrecord\n") : HasSubstr("\nrejected  by "));
  }
}

TEST(Explain, TextOfThePageCannotReachTheTerminal) {
  const TempFolder folder;
  const std::string page =
      folder.write("evil\x1B[2J.txt",
                   "\x1B[31mRest\x1B]0;title\x07\n\nA \xE2\x80\xAE page \xC2\x9B"
                   "5m.\n");
  for (const char* color : {"never", "auto"}) {
    const Finished done = medloom({"explain", page, "--color", color});
    EXPECT_EQ(done.out.find('\x1B'), std::string::npos);
    EXPECT_EQ(done.out.find('\x07'), std::string::npos);
    EXPECT_EQ(done.out.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(done.out.find("\xC2\x9B"), std::string::npos);
  }
}

TEST(Explain, ColoursOnRequest) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  EXPECT_THAT(medloom({"explain", page, "--color=always"}).out, HasSubstr("\x1B[1m"));
  EXPECT_THAT(medloom({"explain", page, "--color=never"}).out, Not(HasSubstr("\x1B[")));
}

TEST(Explain, RejectedPageSaysByWhom) {
  const TempFolder folder;
  const Finished done = medloom({"explain", folder.write("a.html", "")});
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.out, HasSubstr("rejected  by decode: "));
}

TEST(Explain, WhatIsNoPageIsRefused) {
  const TempFolder folder;
  folder.write("two/a.html", kPage);
  folder.write("two/b.html", kPage);
  EXPECT_EQ(medloom({"explain", folder.path("none")}).code, 2);
  EXPECT_EQ(medloom({"explain", folder.path("two")}).code, 2);
  std::filesystem::create_directory(folder.path("empty"));
  EXPECT_EQ(medloom({"explain", folder.path("empty")}).code, 2);
  EXPECT_EQ(medloom({"explain", folder.path("two/a.html"), "--set", "x.y=z"}).code, 2);
  EXPECT_EQ(medloom({"explain", folder.path("two/a.html"), "--profile", "none"}).code, 2);
  const Finished full = medloom({"explain", folder.path("two/a.html")}, {.out_file = "/dev/full"});
  EXPECT_EQ(full.code, 3);
}

}  // namespace
}  // namespace medloom
