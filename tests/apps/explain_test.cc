#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using nlohmann::json;
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

// Two rows want the same words: the one that lost stands with the change.
TEST(Explain, AChangeNamesWhatCompetedAndLost) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms = folder.write("terms.tsv",
                                         "match\treplace\nglimmer vessels of the leg\tleg vessels\n"
                                         "glimmer vessels\tglandular vessels\n");
  const Finished done = medloom({"explain", page, "--dictionary", terms});
  EXPECT_THAT(done.out, HasSubstr("\"glimmer vessels of the leg\" -> \"leg vessels\""));
  EXPECT_THAT(done.out, HasSubstr("lost  'glimmer vessels'"));
  const json story =
      json::parse(medloom({"explain", page, "--dictionary", terms, "--as", "json"}).out);
  std::vector<std::string> lost;
  for (const json& stage : story["stages"]) {
    for (const json& edit : stage["edits"]) {
      if (edit["before"] == "glimmer vessels of the leg") lost = edit["lost"];
    }
  }
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_THAT(lost[0], HasSubstr("terms.tsv:3"));
}

TEST(Explain, SaysNothingThatIsWithheld) {
  const TempFolder folder;
  const std::string page = folder.write(
      "a.html",
      "<title>腰痛</title><h1>腰痛怎么办</h1><p>患者：我腰痛，电话是 ０９１２-345-678，请回电。</p>"
      "<p>医生回答：多休息，少久坐，注意保暖。</p>");
  for (const char* form : {"text", "json", "html"}) {
    const Finished done = medloom({"explain", page, "--as", form});
    EXPECT_THAT(done.out, testing::AllOf(HasSubstr("(withheld)"), HasSubstr("[phone]"))) << form;
    for (const char* secret : {"345-678", "0912", "０９１２"}) {
      EXPECT_THAT(done.out, testing::Not(HasSubstr(secret))) << form;
    }
  }
}

TEST(Explain, AsJsonHoldsStagesAndTheRecord) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms =
      folder.write("terms.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  const json story =
      json::parse(medloom({"explain", page, "--dictionary", terms, "--as", "json"}).out);
  EXPECT_EQ(story["stages"].size(), 11U);
  for (const json& stage : story["stages"]) EXPECT_GE(stage["microseconds"], 0) << stage["name"];
  EXPECT_EQ(story["stages"][1]["blocks"][0]["text"], "Rest");
  const json& edits = story["stages"][6]["edits"];  // of normalize
  ASSERT_EQ(edits[0]["before"], "glimmer vessels");
  EXPECT_EQ(edits[0]["source"], "glimmer vessels");
  EXPECT_EQ(edits[0]["page"], json({39, 54}));
  const json::json_pointer at(edits[0]["at"][0].get<std::string>());
  EXPECT_THAT(story["record"].at(at).get<std::string>(), HasSubstr("glandular vessels"));
  const json rejected =
      json::parse(medloom({"explain", folder.write("empty.html", ""), "--as", "json"}).out);
  EXPECT_EQ(rejected["reject"]["stage"], "decode");
  EXPECT_FALSE(rejected.contains("record"));
}

TEST(Explain, OneFieldOfTheRecord) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms =
      folder.write("terms.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  const auto explain = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"explain", page, "--dictionary", terms};
    words.insert(words.end(), more.begin(), more.end());
    return medloom(words);
  };
  const Finished text = explain({"--at", "/hasPart/0/text"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("\"glimmer vessels\" -> \"glandular vessels\""));
  EXPECT_THAT(text.out, HasSubstr("block   1"));
  const json field = json::parse(explain({"--at", "/hasPart/0/text", "--as", "json"}).out);
  EXPECT_EQ(field["value"], "The glandular vessels of the leg were fine.");
  EXPECT_EQ(field["edits"][0]["stage"], "normalize");
  EXPECT_THAT(explain({"--at", "/name"}).out, HasSubstr("no rule touched it"));
  EXPECT_THAT(explain({"--at", "/datePublished"}).out, HasSubstr("missing"));
  EXPECT_THAT(explain({"--at", "/hasPart"}).out, HasSubstr("glandular vessels"));
  for (const char* wrong : {"/hasPart/0/txt", "/hasPart/1/text", "hasPart", "/hasPart/x", "/~2"}) {
    const Finished done = explain({"--at", wrong});
    EXPECT_EQ(done.code, 2) << wrong << done.out;
    EXPECT_THAT(done.err, HasSubstr("no such field")) << wrong;
  }
  EXPECT_THAT(explain({"--at", "/hasPart/0/txt"}).err, HasSubstr("did you mean '/hasPart/0/text'"));
  EXPECT_EQ(explain({"--as", "pdf"}).code, 2);
  EXPECT_EQ(medloom({"explain", folder.write("b.html", ""), "--at", "/name"}).code, 1);
}

TEST(Explain, AsHtmlNothingOfThePageIsMarkup) {
  const TempFolder folder;
  const std::string page = folder.write(
      "<b>.txt",
      "Rest\n\nA &lt;script&gt;alert(1)&lt;/script&gt; <img src=x> \"quoted\" & more.\n");
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{}, {"--at", "/hasPart/0/text"}}) {
    std::vector<std::string> words = {"explain", page, "--as", "html"};
    words.insert(words.end(), more.begin(), more.end());
    const Finished done = medloom(words);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_TRUE(done.out.starts_with("<!doctype html>"));
    EXPECT_THAT(done.out, HasSubstr("default-src 'none'; style-src 'sha256-"));
    for (const char* markup : {"<script", "<img", "<b>", "unsafe"}) {
      EXPECT_THAT(done.out, Not(HasSubstr(markup)));
    }
  }
  const std::vector<std::string> samples = test::sample_pages();
  for (std::size_t i = 0; i < samples.size(); i += 12) {
    const std::string& sample = samples[i];
    const Finished done = medloom({"explain", sample, "--as", "html"});
    EXPECT_LE(done.code, 1) << sample << done.err;
    EXPECT_TRUE(text::is_valid_utf8(done.out)) << sample;
  }
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
