#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"
#include "tests/text/legacy_encoder.h"
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

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

json explained(const std::vector<std::string>& words) {
  std::vector<std::string> all = {"explain"};
  all.insert(all.end(), words.begin(), words.end());
  all.insert(all.end(), {"--as", "json"});
  return json::parse(medloom(all).out);
}

const json* edit_with(const json& story, const std::string& kind, const std::string& before) {
  for (const json& stage : story["stages"]) {
    for (const json& edit : stage["edits"]) {
      if (edit["kind"] == kind && edit["before"] == before) return &edit;
    }
  }
  return nullptr;
}

// A row that loses for repairs and for links, and one that loses behind a change that made the text
// longer: each stands once, with the edit at its place.
TEST(Explain, EachLoserStandsOnceAtItsPlace) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms =
      folder.write("terms.tsv",
                   "match\treplace\tmode\tlang\tinflect\tconcept\twhen\n"
                   "glimmer vessels\tglandular and other very long vessels\tfix\ten\t\t\t\n"
                   "glimmer vessels of\t\tkeep\ten\t\t\tnever\n"
                   "fine\t\tlink\ten\t\tfever\tnever\n");
  const json story = explained({page, "--dictionary", terms});
  const json* longer = edit_with(story, "replace", "glimmer vessels");
  ASSERT_NE(longer, nullptr) << story;
  ASSERT_EQ((*longer)["lost"].size(), 1U) << (*longer)["lost"];
  EXPECT_THAT((*longer)["lost"][0].get<std::string>(), HasSubstr("terms.tsv:3"));
  std::string notes;
  for (const json& stage : story["stages"]) {
    if (stage["name"] == "normalize") notes = stage["notes"].dump();
  }
  EXPECT_THAT(notes, HasSubstr("'fine'")) << "no edit stands there";
  EXPECT_THAT(notes, Not(HasSubstr("glimmer")));
}

// The bytes that an edit names are, in the decoded page, the text that it stood for, whatever the
// page came as.
TEST(Explain, BytesOfThePageAreTheTextBefore) {
  const TempFolder folder;
  const std::string simplified =
      "<title>产后腰痛怎么办</title><h1>产后腰痛怎么办</h1><p>干燥的皮肤&nbsp;发痒，医生<b>发</"
      "b>现后"
      "&#x53D1;烧了，头发也干了吗？</p><p>多喝水，少久坐。后来皮肤干了,医生再来检查。</p>";
  const std::string traditional =
      "<title>產後腰痛怎麼辦</title><h1>產後腰痛怎麼辦</h1><p>乾燥的皮膚發癢，醫生<b>發</b>現後"
      "發燒了，頭髮也乾了嗎？</p><p>多喝水，少久坐。後來再來檢查。</p>";
  struct Case {
    std::string page, to;
  };
  std::vector<Case> cases = {
      {folder.write("gbk.html", "<meta charset=gbk>" + text::encode("GB18030", simplified)),
       "zh-Hant-TW"},
      {folder.write("big5.html", "<meta charset=big5>" + text::encode("BIG5", traditional)),
       "zh-Hans-CN"},
      {folder.write("text.txt",
                    "产后腰痛怎么办\n\n干燥的皮肤发痒，医生发现后发烧了。\n多喝水,少久坐。\n"),
       "zh-Hant-HK"},
      {folder.write(
           "ld.html",
           R"(<script type="application/ld+json">{"@type":"Article","author":)"
           R"("\u6797\u533b\u751f"}</script><h1>腰痛怎么办</h1><p>林医生：医生发现后多喝水</p>)"),
       "zh-Hant-TW"},
  };
  const std::string with_author = cases.back().page;
  for (const char* sample : {"zh-hans-qa-gbk/input.html", "zh-hant-forum-big5/input.html",
                             "zh-hans-qa-text/input.txt"}) {
    cases.push_back(
        {test::in_tree("samples/" + std::string(sample)),
         std::string(sample).find("hans") == std::string::npos ? "zh-Hans-CN" : "zh-Hant-TW"});
  }
  for (const Case& c : cases) {
    const json story = explained({c.page, "--set", "convert.to=" + c.to});
    const std::string decoded = medloom({"stage", "decode"}, {.input = bytes_of(c.page)}).out;
    int changes = 0;
    for (const json& stage : story["stages"]) {
      for (const json& edit : stage["edits"]) {
        const std::string kind = edit["kind"];
        if (kind != "replace" && kind != "flag") continue;
        const std::uint32_t from = edit["page"][0];
        const std::uint32_t to = edit["page"][1];
        const std::string source = edit["source"];
        ASSERT_LE(to, decoded.size()) << c.page;
        if (source == "(withheld)") continue;
        EXPECT_EQ(decoded.substr(from, to - from), source) << c.page;
        if (kind == "flag" && edit["action"] == "guessed") continue;  // it shows what was written
        if (source == "&#x53D1;") continue;                           // of which 发 was read
        EXPECT_EQ(edit["before"], source) << c.page << edit;
        changes += kind == "replace";
      }
    }
    EXPECT_GT(changes, 5) << c.page;
  }
  const json author = explained({with_author, "--at", "/author"});
  EXPECT_EQ(author["value"], "林医生") << author;
  const auto from = author["page"][0].get<std::size_t>();
  const auto to = author["page"][1].get<std::size_t>();
  EXPECT_EQ(bytes_of(with_author).substr(from, to - from), R"(\u6797\u533b\u751f)");
}

// Where the text shown is not what the page has, the page's own bytes stand beside it.
TEST(Explain, ShowsThePagesBytesWhereTheTextIsAnother) {
  const TempFolder folder;
  const std::string page = folder.write(
      "a.html",
      "<title>皮肤</title><h1>皮肤</h1><p>后来干了，医生&#x53D1;现皮肤发痒。多喝水。</p>");
  const std::string out = medloom({"explain", page, "--set", "convert.to=zh-Hant-TW"}).out;
  EXPECT_THAT(out, HasSubstr("\"发\" -> \"發\"  page 60-68 \"&#x53D1;\"")) << out;
  EXPECT_THAT(out, HasSubstr("\"乾\"  guessed  page 45-48 \"干\"")) << out;
}

TEST(Explain, OddBytesOfPageAndDictionaryAreEscaped) {
  const TempFolder folder;
  const std::string page = folder.write("a.html", kPage);
  const std::string terms = folder.write(
      "t\x1B[31m\xE2\x80\xAE.tsv",
      "match\treplace\tmode\tlang\tinflect\tconcept\twhen\tunless\tzh\tnote\n"
      "glimmer vessels\tgland\xE2\x80\xAEular\tflag\ten\t\t\t\t\t\ta \xE2\x80\xAE note\n"
      "vessels of\tX\tfix\ten\t\t\t\t\t\t\n");
  for (const char* form : {"text", "json", "html"}) {
    const Finished done = medloom({"explain", page, "--dictionary", terms, "--as", form});
    EXPECT_EQ(done.out.find('\x1B'), std::string::npos) << form;
    EXPECT_TRUE(text::is_valid_utf8(done.out)) << form;
    EXPECT_THAT(done.out, HasSubstr("glimmer vessels")) << form << done.err;
    if (form == std::string("json")) continue;
    EXPECT_EQ(done.out.find("\xE2\x80\xAE"), std::string::npos) << form;
  }
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
