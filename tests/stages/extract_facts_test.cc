// What a page says of itself in microdata and JSON-LD, and where the page does not agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/extract/structured_data.h"
#include "tests/stages/extract_fixture.h"

namespace medloom {
namespace {

using test::Extracted;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string with_json(const std::string& json,
                      const std::string& body = "<p>产后腰痛怎么办？林医生") {
  return "<script type='application/ld+json'>" + json + "</script>" + body;
}

std::vector<std::string> doubts(const Extracted& page) {
  std::vector<std::string> lines;
  for (const Flag& flag : page.document().log().flags()) {
    lines.push_back(flag.kind + " " + flag.rule.name + ": " + flag.note);
  }
  return lines;
}

TEST(PageFacts, ReadsJsonLd) {
  struct Case {
    std::string json;
    std::string fact;
  };
  const std::vector<Case> cases = {
      {R"({"@type":"Article","datePublished":"2020-04-23"})", "published (json-ld) 2020-04-23"},
      {R"({"@type":["WebPage","MedicalWebPage"],"lastReviewed":"2020-04"})",
       "reviewed (json-ld) 2020-04"},
      {R"([{"@type":"NewsArticle","author":{"name":"林医生"}}])", "author (json-ld) 林医生"},
      {R"({"@graph":[{"@type":"BlogPosting","author":[{"name":"林医生"}]}]})",
       "author (json-ld) 林医生"},
      {R"({"@type":"Article","author":"\u6797\u533b\u751f"})", "author (json-ld) 林医生"},
      {R"({"@type":"Article","publisher":{"name":"示例"}})", "site-name (json-ld) 示例"},
      {R"({"@type":"Article","license":"https://example.org/by"})",
       "license (json-ld) https://example.org/by"},
      {R"({"@type":"BreadcrumbList","itemListElement":[{"name":"首页"},{"item":{"name":"腰痛"}}]})",
       "breadcrumb (json-ld) 首页 > 腰痛"},
      // Broken, but its meaning is plain.
      {"{\"@type\":\"Article\",\"headline\":\"a\nb\",\"datePublished\":\"2020-04-23\",}",
       "published (json-ld) 2020-04-23"},
      {"<!-- {\"@type\":\"Article\",\"datePublished\":\"2020-04-23\"} -->",
       "published (json-ld) 2020-04-23"},
      {"/* x */ {\"@type\":\"Article\",\"datePublished\":\"2020-04-23\"};",
       "published (json-ld) 2020-04-23"},
  };
  for (const Case& c : cases) {
    const Extracted page(with_json(c.json));
    EXPECT_THAT(page.facts(), Contains(c.fact)) << c.json;
    EXPECT_THAT(doubts(page), IsEmpty()) << c.json;
    for (const Fact& fact : page.document().facts()) {
      EXPECT_EQ(page.document().log().replay(page.document().text(), fact.text.runs()),
                fact.value());
    }
  }
}

// A fact of JSON-LD comes from the bytes of the string that says it, however that is written.
TEST(PageFacts, JsonLdKeepsThePlaceOfAValue) {
  struct Case {
    std::string json;
    std::string fact;    // its name
    std::string source;  // the bytes of the page that it came from
  };
  const std::vector<Case> cases = {
      {R"({"@type":"Article","datePublished":"2020-04-23"})", "published", "2020-04-23"},
      {R"({"@type":"Article","author":"\u6797\u533b\u751f"})", "author", R"(\u6797\u533b\u751f)"},
      {R"({"@type":"Article","author":{"name":"林\u533b生"}})", "author", R"(林\u533b生)"},
      {R"({"@type":"Article","headline":"a \"b\" \/ c"})", "headline", R"(a \"b\" \/ c)"},
      {R"({"@type":"Article","headline":"\ud83d\ude00"})", "headline", R"(\ud83d\ude00)"},
      {"{\"@type\":\"Article\",\"headline\":\"a\nb\",}", "headline", "a\nb"},
      // A key that is called so is not the value, nor is a comment that quotes it.
      {R"({"@type":"Article","headline" : "headline"})", "headline", "headline"},
      {R"({"x":{"top":1},"@type":"Article","headline":"top"})", "headline", "top"},
      {R"(/* "top" */ {"@type":"Article","headline":"top"})", "headline", "top"},
      {R"(//<![CDATA[ {"@type":"Article","headline":"top"} //]]>)", "headline", "top"},
      {R"({"@type":"BreadcrumbList","itemListElement":[{"name":"\u9996页"},{"name":"腰痛"}]})",
       "breadcrumb", R"(\u9996页"},{"name":"腰痛)"},
  };
  for (const Case& c : cases) {
    const std::string html = with_json(c.json);
    const Extracted page(html);
    const Fact* fact = page.document().fact(c.fact);
    ASSERT_NE(fact, nullptr) << c.json;
    const Span at = fact->text.page_hull();
    EXPECT_EQ(page.document().text().substr(at.from, at.size()), c.source) << c.json;
    EXPECT_EQ(at.from, html.rfind(c.source)) << c.json;
    EXPECT_EQ(page.document().log().replay(page.document().text(), fact->text.runs()),
              fact->value());
  }
}

TEST(PageFacts, BrokenJsonLdCostsOnlyItself) {
  for (const std::string json :
       {"{", "}", "[[[", "{\"@type\":\"Article\",\"author\":", "nonsense", "{\"@type\":7}",
        "{\"@type\":\"Article\",\"author\":{},\"datePublished\":[],\"publisher\":[[]]}",
        "{\"@type\":\"BreadcrumbList\",\"itemListElement\":{}}",
        "{\"@type\":\"Answer\",\"text\":1}", "\"\"", "null",
        "{\"@type\":\"Article\",\"author\":\"\"}"}) {
    const Extracted page(with_json(json));
    EXPECT_THAT(page.lines(), ElementsAre("+p 产后腰痛怎么办？林医生")) << json;
    EXPECT_THAT(page.facts(), Not(Contains(HasSubstr("published")))) << json;
  }
  const Extracted deep(with_json(std::string(100'000, '[')));
  EXPECT_THAT(deep.lines(), ElementsAre("+p 产后腰痛怎么办？林医生"));
  const Extracted closed(with_json(std::string(50'000, '[') + std::string(50'000, ']')));
  EXPECT_THAT(closed.lines(), ElementsAre("+p 产后腰痛怎么办？林医生"));
}

TEST(PageFacts, DoubtsWhatThePageDoesNotShow) {
  const std::string answer = "先休息两周，不要提重物，再到康复科检查。";
  const std::string json = R"({"@type":"QAPage","mainEntity":{"@type":"Question",)"
                           R"("acceptedAnswer":{"@type":"Answer","text":")" +
                           answer + "\"}}}";
  EXPECT_THAT(doubts(Extracted(with_json(json))),
              ElementsAre(HasSubstr("structured-data answer-only-in-json-ld: 先休息两周")));
  EXPECT_THAT(doubts(Extracted(with_json(json, "<p>产后腰痛<p>" + answer))), IsEmpty());
  EXPECT_THAT(doubts(Extracted(with_json(json,
                                         "<p>产后腰痛<p>先休息两周，<b>不要</b>提重物，"
                                         "再到康复科检查"))),
              IsEmpty());
  const Extracted stranger(with_json(R"({"@type":"Article","author":"陶医生"})"));
  EXPECT_THAT(doubts(stranger), ElementsAre("structured-data author-only-in-json-ld: 陶医生"));
  EXPECT_THAT(stranger.facts(), Not(Contains(HasSubstr("author (json-ld)"))));
  const Extracted dates("<meta property='article:published_time' content='2020-04-23'>" +
                        with_json(R"({"@type":"Article","datePublished":"2024-01-01"})"));
  EXPECT_THAT(doubts(dates),
              ElementsAre("structured-data published-disagrees: JSON-LD says 2024-01-01"));
}

TEST(PageFacts, ReadsMicrodataAndLicences) {
  const Extracted page(
      "<title>产后腰痛 - 示例健康</title><meta property=og:site_name content=示例健康>"
      "<p>产后腰痛<span itemprop=author itemscope><b itemprop=name>林医生</b></span>"
      "<time itemprop=datePublished datetime=2020-04-23>昨天</time>"
      "<span itemprop=reviewedBy>陶医生</span><a rel=license href=https://example.org/by>CC</a>"
      "<p><span itemprop=author>评论者</span><i itemprop=dateModified></i>");
  EXPECT_THAT(page.facts(),
              ElementsAre("title (title) 产后腰痛 - 示例健康", "site-name (og) 示例健康",
                          "author (microdata) 林医生", "published (microdata) 2020-04-23",
                          "reviewer (microdata) 陶医生", "license (link) https://example.org/by",
                          "title-alone (title) 产后腰痛"));
}

TEST(PageFacts, CutsNoTitleWithoutASeparator) {
  for (const std::string title : {"示例健康", "关于示例健康", " - 示例健康", "产后腰痛"}) {
    const Extracted page("<title>" + title +
                         "</title><meta property=og:site_name content=示例健康><p>产后腰痛");
    EXPECT_THAT(page.facts(), Not(Contains(HasSubstr("title-alone")))) << title;
  }
}

TEST(PageFacts, TellsThePageFromItsSite) {
  const auto alone = [](std::string_view title, std::string_view head) {
    return Extracted("<title>" + std::string(title) + "</title>" + std::string(head) + "<p>Rest.")
        .facts();
  };
  // The site stands in front, or the page's name is given once more without it.
  EXPECT_THAT(
      alone("Otto's Ears: Wax and water", "<meta property=og:site_name content=\"Otto's Ears\">"),
      Contains("title-alone (title) Wax and water"));
  EXPECT_THAT(
      alone("Wax and water – Otto's Ears", "<meta property=og:title content='Wax and water'>"),
      Contains("title-alone (title) Wax and water"));
  // "Wax" is no name of a page that goes on without a mark.
  EXPECT_THAT(alone("Wax and water", "<meta property=og:title content=Wax>"),
              Not(Contains(HasSubstr("title-alone"))));
  EXPECT_THAT(alone("Wax -", "<meta property=og:title content=Wax>"),
              Not(Contains(HasSubstr("title-alone"))));
}

TEST(PageFacts, AnAuthorIsNoAddressOrNumber) {
  for (const std::string author :
       {"103553", "https://example.org/lin", "lin.anhe@example.org", "@lin", ""}) {
    const Extracted page("<meta name=author content=\"" + author + "\"><p>Rest.");
    EXPECT_THAT(page.facts(), ElementsAre()) << author;
    const Extracted linked(
        with_json(R"({"@type":"Article","author":{"name":")" + author + R"("}})"));
    EXPECT_THAT(doubts(linked), IsEmpty()) << author;
  }
  EXPECT_THAT(Extracted("<meta name=author content=lin2019><p>Rest.").facts(),
              ElementsAre("author (meta) lin2019"));
}

TEST(PageFacts, AnAuthorIsNoLabelLetterOrStyle) {
  for (const std::string markup :
       {"By <a>Lin Anhe</a>", "<b>S</b> <a>Lin Anhe</a>", "<i>Written by:</i> <a>Lin Anhe</a>",
        "<style>.a{color:red}</style><a>Lin Anhe</a>", "<script>let a;</script>Lin Anhe"}) {
    const Extracted page("<p>Rest. <span itemprop=author>" + markup + "</span>");
    EXPECT_THAT(page.facts(), ElementsAre("author (microdata) Lin Anhe")) << markup;
  }
  for (const std::string markup : {"By", "S", "Written by:", "<style>.a{color:red}</style>", ""}) {
    const Extracted page("<p>Rest. <span itemprop=author>" + markup + "</span>");
    EXPECT_THAT(page.facts(), ElementsAre()) << markup;
  }
}

TEST(MendedJson, LeavesGoodJsonAlone) {
  for (const std::string json : {"{\"a\":[1,2]}", "{\"a\":\",]\"}", "{\"a\":\"\\\",}\"}", "[]"}) {
    EXPECT_EQ(stages::mended_json(json), json);
  }
  EXPECT_EQ(stages::mended_json("[1, ]"), "[1]");
  EXPECT_EQ(stages::mended_json("{\"a\":\"\\"), "{\"a\":\"\\");
  EXPECT_EQ(stages::mended_json(""), "");
}

}  // namespace
}  // namespace medloom
