// What a profile's selectors make of a page.
#include "stages/structure/selected.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/extract_fixture.h"
#include "tests/stages/stage_fixture.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A page behind `extract`, then the selectors of a profile and nothing else.
Document selected(std::string_view selects, std::string_view html) {
  static const std::unique_ptr<Stage> kDecode = test::StageMaker().stage("decode");
  static const std::unique_ptr<Stage> kExtract = test::StageMaker().stage("extract");
  Problems problems;
  const stages::SiteProfile profile = stages::read_site_profile(
      "summary = 't'\nneeds = 0\n" + std::string(selects) + "\n[[state]]\nname = 'page'\n",
      "site.toml", problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  Document document(
      std::make_shared<const Page>(Page{std::string(html), "page.html", "page.html", "", "", ""}));
  Trace trace;
  EXPECT_TRUE(kDecode->run(document, trace));
  EXPECT_TRUE(kExtract->run(document, trace));
  DocumentEditor editor(document, "structure");
  stages::apply_selectors(profile, editor);
  EXPECT_TRUE(test::check_replay(document));
  EXPECT_TRUE(test::check_places(document));
  return document;
}

// "role/node text": node 0 is the page.
std::vector<std::string> blocks_of(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks()) {
    lines.push_back(std::string(name_of(block.role)) + "/" + std::to_string(block.node) + " " +
                    block.text.str());
  }
  return lines;
}

std::vector<std::string> fields_of(const Document& document) {
  std::vector<std::string> fields;
  for (const Field& field : document.log().fields()) {
    fields.push_back(std::to_string(field.node) + " " + field.name + "=" +
                     document.block(field.block).text.slice(field.at).str());
  }
  return fields;
}

constexpr char kQa[] = R"(
[[select]]
css = 'h2.t'
role = 'title'
[[select]]
css = '.q'
role = 'question'
[[select]]
css = '.a'
role = 'answer'
[[select]]
css = '.name'
role = 'responder'
field = 'responder'
[[select]]
css = '.when'
role = 'responder'
match = '(?P<replied>\d{4}-\d\d-\d\d)'
[[select]]
css = '.ad'
role = 'drop'
)";

TEST(Selected, CardsInAnswers) {
  const Document document =
      selected(kQa,
               "<h2 class=t>Sore thumb</h2><div class=q><p>It hurts.</p><p>Since May.</p></div>"
               "<div class=a><p class=name>Dr. Ho</p><p>Rest it.</p><p class=ad>Buy!</p>"
               "<p class=when>on 2024-05-06</p></div>"
               "<div class=a><p class=name>Dr. Gu</p><p>Cool it.</p></div>");
  EXPECT_THAT(blocks_of(document),
              ElementsAre("title/0 Sore thumb", "question/1 It hurts.", "question/1 Since May.",
                          "responder/2 Dr. Ho", "answer/2 Rest it.", "navigation/0 Buy!",
                          "responder/2 on 2024-05-06", "responder/3 Dr. Gu", "answer/3 Cool it."));
  EXPECT_THAT(fields_of(document),
              ElementsAre("2 responder=Dr. Ho", "2 replied=2024-05-06", "3 responder=Dr. Gu"));
  EXPECT_EQ(document.nodes()[2].parent, 1U);
  EXPECT_EQ(document.nodes()[3].parent, 1U);
}

TEST(Selected, CardsAboveAnswers) {
  const Document document = selected(
      kQa,
      "<div class=q><p>It hurts.</p></div><p class=name>Dr. Ho</p><div class=a><p>Rest it.</p>"
      "</div><p class=name>Dr. Gu</p><div class=a><p>Cool it.</p></div>");
  EXPECT_THAT(fields_of(document), ElementsAre("2 responder=Dr. Ho", "3 responder=Dr. Gu"));
  EXPECT_THAT(blocks_of(document), Contains("answer/2 Rest it."));
  EXPECT_THAT(blocks_of(document), Contains("answer/3 Cool it."));
}

TEST(Selected, ManyQuestions) {
  const Document document = selected(
      kQa, "<p class=q>One?</p><p class=a>First.</p><p class=q>Two?</p><p class=a>Second.</p>");
  EXPECT_THAT(blocks_of(document), ElementsAre("question/1 One?", "answer/2 First.",
                                               "question/3 Two?", "answer/4 Second."));
  EXPECT_EQ(document.nodes()[4].parent, 3U);
}

TEST(Selected, FieldsInTheMiddleOfALine) {
  const Document document = selected(
      kQa, "<p class=q>Why?</p><div class=a><p>By <b class=name>Dr.&nbsp;Ho </b>, 3 May</p></div>");
  EXPECT_THAT(fields_of(document), ElementsAre("2 responder=Dr. Ho"));
  EXPECT_THAT(blocks_of(document), Contains("answer/2 By Dr. Ho , 3 May"));
}

TEST(Selected, ContentIsWhatIsSelected) {
  constexpr char kContent[] = "[[select]]\ncss = 'main'\n[[select]]\ncss = '.x'\nrole = 'drop'\n";
  const Document document = selected(
      kContent,
      "<p>A long line outside of the part that was selected, with a sentence. And another.</p>"
      "<main><ul><li><a href=/a>Link</a></li></ul><p>Text.</p><p class=x>Not this.</p></main>");
  EXPECT_THAT(blocks_of(document),
              ElementsAre("navigation/0 A long line outside of the part that was selected, with a "
                          "sentence. And another.",
                          "none/0 Link", "none/0 Text.", "navigation/0 Not this."));
}

TEST(Selected, NothingWithoutAHit) {
  const auto of = [](std::string_view html) { return blocks_of(selected(kQa, html)); };
  EXPECT_THAT(of("<p>One line, and no class at all in it.</p>"),
              ElementsAre("none/0 One line, and no class at all in it."));
  EXPECT_THAT(of("<p class=qq>One line, with a class that is another.</p>"),
              ElementsAre("none/0 One line, with a class that is another."));
  EXPECT_THAT(of("Text without any markup, .q and .a or not."),
              ElementsAre("none/0 Text without any markup, .q and .a or not."));
}

TEST(Selected, AnswersWithoutAQuestionHangOnAnEmptyOne) {
  const Document document = selected(kQa, "<p class=a>Rest it for two weeks.</p>");
  ASSERT_EQ(document.nodes().size(), 3U);
  EXPECT_EQ(document.nodes()[1].kind, NodeKind::question);
  EXPECT_EQ(document.nodes()[2].parent, 1U);
}

TEST(Selected, MisnestedAndUnfinishedElements) {
  for (const std::string_view html :
       {"<p class=q>It <b class=name>hurts.<p>Still<div class=a>Rest.",
        "<div class=a><div class=q>Both <div class=a>of them</div> nested.</div></div>",
        "<table><div class=q>Before the table.</div><tr><td class=a>In it.</table>",
        "<p class=name><p class=when>2024-01-02<p class=q>", "<div class=q></div><p>x</p>"}) {
    const Document document = selected(kQa, html);
    for (const Block& block : document.blocks()) {
      EXPECT_LT(block.node, document.nodes().size()) << html;
    }
  }
}

TEST(Selected, HitsAreToldForEachSelect) {
  Problems problems;
  const stages::SiteProfile profile = stages::read_site_profile(
      "needs = 0\n" + std::string(kQa) + "[[state]]\nname = 'p'\n", "site.toml", problems);
  const auto hits = stages::selector_hits(profile, "<p class=q>One?</p><p class=q>Two?</p>");
  ASSERT_EQ(hits.size(), 6U);
  EXPECT_EQ(hits[0].rule, "site.toml:3");
  EXPECT_EQ(hits[0].elements, 0U);
  EXPECT_EQ(hits[1].elements, 2U);
  EXPECT_EQ(hits[1].first, "One?");
  EXPECT_EQ(stages::selector_hits(profile, "no markup, .q")[1].elements, 0U);
}

TEST(Selected, ProfilesTellWhatIsWrong) {
  const auto problems_of = [](const std::string& select) {
    Problems problems;
    stages::read_site_profile("needs = 0\n[[select]]\n" + select + "\n[[state]]\nname = 'p'\n",
                              "site.toml", problems);
    std::vector<std::string> told;
    for (const Error& problem : problems) told.push_back(to_string(problem));
    return told;
  };
  EXPECT_THAT(problems_of("css = 'p'"), IsEmpty());
  EXPECT_THAT(
      problems_of("css = 'p:hover'"),
      ElementsAre(::testing::StartsWith("site.toml:3:1: selector 'p:hover', character 2: ")));
  EXPECT_THAT(problems_of("role = 'title'"), ElementsAre("site.toml:2:1: css = '…' is missing"));
  EXPECT_THAT(problems_of("css = 'p'\nrole = 'titel'"),
              ElementsAre("site.toml:2:1: there is no role 'titel'"));
  EXPECT_THAT(problems_of("css = 'p'\nrole = 'byline'\nfield = 'autor'").size(), 1U);
  EXPECT_THAT(problems_of("css = 'p'\nrole = 'drop'\nfield = 'author'").size(), 1U);
  EXPECT_THAT(problems_of("css = 'p'\nfield = 'author'").size(), 1U) << "content has no fields";
  EXPECT_THAT(problems_of("css = 'p'\nrole = 'byline'\nmatch = '('").size(), 1U);
  EXPECT_THAT(problems_of("css = 'p'\nclass = 'x'").size(), 1U);
  EXPECT_THAT(problems_of("css = 7").size(), 2U);
}

}  // namespace
}  // namespace medloom
