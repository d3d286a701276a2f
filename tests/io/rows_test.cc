// JSON Lines and tables: what a row may be, and what each bad row costs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/collect.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::collect;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Items of a crawl with these bytes; places are shown without the folder.
std::vector<std::string> crawl(const std::string& bytes, const SourceOptions& options = {},
                               const std::string& name = "crawl.jsonl") {
  const TempFolder folder;
  const std::string path = folder.write(name, bytes);
  std::vector<std::string> lines = collect({path}, options);
  for (std::string& line : lines) {
    for (auto at = line.find(path); at != std::string::npos; at = line.find(path)) {
      line.replace(at, path.size(), "crawl");
    }
  }
  return lines;
}

TEST(JsonLines, AnObjectIsAPage) {
  const TempFolder folder;
  const std::string path = folder.write(
      "crawl.jsonl",
      R"({"url": "https://example.org/1", "html": "<p>\u8170痛</p>", "id": 7, "x": [1, {}],)"
      R"( "fetched_at": "2021-02-03T04:05:06Z", "content_type": "text/html; charset=gbk"})");
  Problems problems;
  const auto source = open_source({path}, {}, problems);
  const auto item = source->next();
  const Page& page = std::get<Page>(*item);
  EXPECT_EQ(page.bytes, "<p>腰痛</p>");
  EXPECT_EQ(page.url, "https://example.org/1");
  EXPECT_EQ(page.name, "7");
  EXPECT_EQ(page.place, path + ":1");
  EXPECT_EQ(page.fetched, "2021-02-03T04:05:06Z");
  EXPECT_EQ(page.content_type, "text/html; charset=gbk");
  EXPECT_FALSE(source->next());
}

TEST(JsonLines, LineEndsBlankLinesAndAByteOrderMarkAreNoMatter) {
  EXPECT_THAT(crawl("\xEF\xBB\xBF{\"html\": \"a\"}\r\n\r\n  \n{\"text\": \"b\"}"),
              ElementsAre("crawl:1=a", "crawl:4=b"));
  EXPECT_THAT(crawl(""), ElementsAre());
}

TEST(JsonLines, AnIdIsKeptAsWritten) {
  EXPECT_THAT(crawl("{\"id\":12345678901234567890,\"html\":\"a\"}\n"
                    "{\"id\":1e999 ,\"html\":\"a\"}\n{\"id\":-0,\"html\":\"a\"}\n"
                    "{\"id\":\"../../x\",\"html\":\"a\"}\n{\"id\":\"\",\"html\":\"a\"}\n"
                    "{\"id\":null,\"html\":\"a\"}"),
              ElementsAre("12345678901234567890=a", "1e999=a", "-0=a", "../../x=a", "crawl:5=a",
                          "crawl:6=a"));
}

TEST(JsonLines, HalfASurrogatePairIsAReplacementCharacter) {
  EXPECT_THAT(crawl(R"({"html":"\ud800 \udc00\ud83d \ud83d\ude00 \\ud800 \uD83D\u0041"})"),
              ElementsAre("crawl:1=\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD 😀 \\ud800 \xEF\xBF\xBD"
                          "A"));
}

TEST(JsonLines, ABadLineCostsOneLine) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"html": "<p>cut)", "is no JSON: a string is not closed"},
      {R"({"html": "<p>")", "does not end where its object does"},
      {R"({"html": "a"} {"html": "b"})", "has more than one JSON value"},
      {R"({"html": "a"} x)", "does not end where its object does"},
      {R"([{"html": "a"}])", "is no JSON object"},
      {R"("html")", "is no JSON object"},
      {"null", "is no JSON object"},
      {"5", "is no JSON object"},
      {"<p>a", "is no JSON"},
      {"{", "is no JSON"},
      {"{}", "has neither 'html' nor 'text'"},
      {R"({"html": ""})", "has neither 'html' nor 'text'"},
      {R"({"html": null})", "has neither 'html' nor 'text'"},
      {R"({"html": 5})", "'html' is a number, not a string"},
      {R"({"html": []})", "'html' is not a string"},
      {R"({"html": true})", "'html' is not a string"},
      {R"({"id": {}, "html": "a"})", "'id' is not a string"},
      {R"({"id": NaN, "html": "a"})", "'id' is no JSON value"},
      {R"({"id": nul, "html": "a"})", "'id' is no JSON value"},
      {R"({"id": 1, "id": 2, "html": "a"})", "'id' stands twice"},
      {"{\"html\": \"a\xFF\"}", "not valid UTF-8"},
      {"{\"html\": \"a\x01\"}", "a control character inside a string"},
      {R"({"html": "\x"})", "is no JSON"},
      {R"({"html" "a"})", "is no JSON"},
      {R"({"html": "a",})", "is no JSON"},
  };
  for (const auto& [line, reason] : cases) {
    const auto items = crawl("{\"html\":\"first\"}\n" + line + "\n{\"html\":\"last\"}\n");
    ASSERT_EQ(items.size(), 3U) << line;
    EXPECT_EQ(items[0], "crawl:1=first") << line;
    EXPECT_THAT(items[1], HasSubstr("! crawl:2: ")) << line;
    EXPECT_THAT(items[1], HasSubstr(reason)) << line;
    EXPECT_EQ(items[2], "crawl:3=last") << line;
  }
}

TEST(JsonLines, DeepNestingIsPassedOverOrRefusedNeverFollowed) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "{\"a\":";
  EXPECT_THAT(crawl(deep + "\n{\"html\":\"x\"}").size(), 2U);
  std::string arrays =
      "{\"html\":\"a\",\"x\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
  EXPECT_EQ(crawl(arrays).size(), 1U);
}

TEST(JsonLines, LongLinesAndPagesAreSetAside) {
  SourceOptions options;
  options.page_bytes = 10;
  const std::string line_limit((1 << 20) + 21, ' ');
  EXPECT_THAT(crawl("{\"html\":\"12345678901\"}\n{" + line_limit + "\n{\"html\":\"b\"}", options),
              ElementsAre("! crawl:1: page larger than 10 bytes (limits.page_bytes)",
                          "! crawl:2: line is too long (limits.page_bytes)", "crawl:3=b"));
}

TEST(JsonLines, AreToldByTheirContent) {
  EXPECT_THAT(crawl("{\"html\":\"a\"}", {}, "crawl"), ElementsAre("crawl:1=a"));
  EXPECT_THAT(crawl("{\n  \"html\": \"a\"\n}", {}, "page.json"),
              ElementsAre(HasSubstr("! crawl: is not JSON Lines, one object a line: line 1 ")));
  EXPECT_THAT(crawl("<p>{}</p>", {}, "page.jsonl"), ElementsAre("crawl=<p>{}</p>"));
  EXPECT_THAT(crawl("Hello {name}", {}, "page.txt"), ElementsAre("crawl=Hello {name}"));
}

TEST(JsonLines, FieldsMayHaveOtherNames) {
  SourceOptions options;
  options.overrides = {"jsonl.html=body, raw_html", "jsonl.id=key"};
  EXPECT_THAT(
      crawl("{\"body\":\"a\",\"key\":\"k\"}\n{\"raw_html\":\"b\",\"id\":3}\n"
            "{\"html\":\"c\"}",
            options),
      ElementsAre(
          "k=a", "crawl:2=b",
          "! crawl:3: has neither 'body' nor 'text' (--set jsonl.text=NAME names another field)"));
}

TEST(Csv, ARecordIsAPage) {
  EXPECT_THAT(crawl("\xEF\xBB\xBFurl,html,other\r\n"
                    "https://example.org/1,\"<p class=\"\"a\"\">one, two</p>\",x\r\n"
                    ",\"line 1\nline 2\",\r\n\r\n,plain,y",
                    {}, "crawl.csv"),
              ElementsAre("crawl:2=<p class=\"a\">one, two</p>", "crawl:3=line 1\nline 2",
                          "crawl:6=plain"));
  EXPECT_THAT(crawl("id\thtml\n7\t<p>a, b</p>\n", {}, "crawl.tsv"), ElementsAre("7=<p>a, b</p>"));
  EXPECT_THAT(crawl("id;text\n7;a, b\n", {}, "crawl.csv"), ElementsAre("7=a, b"));
}

TEST(Csv, IsToldByItsHeader) {
  EXPECT_THAT(crawl("url,html\nu,a\n", {}, "crawl.txt"), ElementsAre("crawl:2=a"));
  EXPECT_THAT(crawl("url and html\nare words\n", {}, "page.txt"),
              ElementsAre("crawl=url and html\nare words\n"));
  EXPECT_THAT(crawl("<p>a,b</p>", {}, "page.csv"), ElementsAre("crawl=<p>a,b</p>"));
}

TEST(Csv, ABadRecordCostsItself) {
  const std::pair<std::string, std::string> cases[] = {
      {"a", "has 1 cells, not 2"},
      {"a,b,c", "has 3 cells, not 2"},
      {",", "has neither 'html' nor 'text' (--set csv.text=NAME names another field)"},
      {"u,\"open", "a quote is not closed"},
      {"\"u", "a quote is not closed"},
  };
  for (const auto& [record, reason] : cases) {
    EXPECT_THAT(crawl("url,html\n,first\n" + record + "\n,last\n", {}, "crawl.csv"),
                ElementsAre("crawl:2=first", "! crawl:3: " + reason, "crawl:4=last"))
        << record;
  }
  EXPECT_THAT(crawl("", {}, "crawl.csv"), ElementsAre());
  EXPECT_THAT(crawl("url,html\n", {}, "crawl.csv"), ElementsAre());
  EXPECT_THAT(crawl("url,title\nu,t\n", {}, "crawl.csv"),
              ElementsAre("! crawl: has neither a column 'html' nor 'text' (--set csv.text=NAME "
                          "names another field)"));
}

TEST(Csv, AQuoteThatNeverClosesDoesNotTakeTheFile) {
  std::string bytes = "url,html\nu,\"open\n";
  for (int i = 0; i < 20000; ++i) bytes += "u,x\n";
  SourceOptions options;
  options.page_bytes = 1000;
  EXPECT_EQ(crawl(bytes, options, "crawl.csv").size(), 20001U);
}

}  // namespace
}  // namespace medloom
