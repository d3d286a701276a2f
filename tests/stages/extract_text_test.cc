// Plain text and Markdown, and which of the three a page is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/extract_fixture.h"

namespace medloom {
namespace {

using test::Extracted;
using test::PageLabels;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  std::string page;
  std::vector<std::string> lines;
};

void expect_lines(const PageLabels& labels, const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Extracted(c.page, labels).lines(), c.lines) << c.page;
}

TEST(ExtractText, ReadsLines) {
  expect_lines({"page.txt"},
               {
                   {"one\ntwo\n\nthree", {"+p one", "p two", "+p three"}},
                   {"one\r\n\r\ntwo\rthree\n", {"+p one", "+p two", "p three"}},
                   {"\n\n  one \t\n \u3000\u00A0\n\u3000\u3000two\u3000", {"+p one", "+p two"}},
                   {"one\u2028two\u0085three\ffour", {"+p one", "p two", "p three", "p four"}},
                   {"a  b\u3000c", {"+p a  b\u3000c"}},
                   {"a &amp; b <3 <b>x</b>", {"+p a &amp; b <3 <b>x</b>"}},
                   {"one\n\u200B\ntwo", {"+p one", "+p two"}},
               });
}

TEST(ExtractText, FindsListMarks) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"1. Rest", "{1.} Rest"},
      {"1.keep warm", "{1.} keep warm"},
      {"12、休息", "{12、} 休息"},
      {"1) Rest", "{1)} Rest"},
      {"(1)Rest", "{(1)} Rest"},
      {"（3）休息", "{（3）} 休息"},
      {"①休息", "{①} 休息"},
      {"１．休息", "{１．} 休息"},
      {"- Rest", "{-} Rest"},
      {"• Rest", "{•} Rest"},
      {"●休息", "{●} 休息"},
      {"* Rest", "{*} Rest"},
      {"1, avoid sitting", "{1,} avoid sitting"},
      {"1.) Rest", "{1.)} Rest"},
      {"一、晚上戴護腕，讓手腕保持伸直。", "{一、} 晚上戴護腕，讓手腕保持伸直。"},
      {"（二）多喝水；", "{（二）} 多喝水；"},
  };
  for (const auto& [line, item] : cases) {
    EXPECT_THAT(Extracted(line, {"page.txt"}).lines(), ElementsAre("+li1 " + item)) << line;
  }
}

TEST(ExtractText, LeavesWhatOnlyLooksLikeAMark) {
  for (const std::string line : {"1.5 mg a day",  "2020. was hard",
                                 "1,000 mg",      "1.",
                                 "（1）",         "- ",
                                 "(CPR) helps",   "-5 °C outside",
                                 "一、病因",      "1. 5. 2020 was",
                                 "2、3天后复查",  "1..2",
                                 "10 mg",         "（甲）休息。",
                                 "**bold** text", "120/80 is fine",
                                 "1：00 am",      "3-5 days",
                                 "A. Smith said", "1, 2 and 3",
                                 "4444、x",       "•"}) {
    const std::vector<std::string> lines = Extracted(line + "\nx", {"page.txt"}).lines();
    EXPECT_TRUE(lines.front().starts_with("+p ")) << line;
  }
}

TEST(ExtractText, HasOneRunALine) {
  const Extracted page("one two  three\n产后　腰痛", {"page.txt"});
  for (const Block& block : page.document().blocks()) EXPECT_EQ(block.text.runs().size(), 1u);
  EXPECT_THAT(page.facts(), IsEmpty());
}

TEST(ExtractMarkdown, ReadsBlocks) {
  expect_lines(
      {"page.md"},
      {
          {"# A #\ntext\n## B\n", {"+h1 A", "+p text", "+h2 B"}},
          {"A\n===\nB\n---\nc", {"+h1 A", "+h2 B", "+p c"}},
          {"a\n\n---\n\nb", {"+p a", "+p b"}},
          {"- a\n  - b\n+ c\n1. d", {"+li1 {-} a", "li2 {-} b", "li1 {+} c", "li1 {1.} d"}},
          {"> a\n> b\n>38.5℃ is fever", {"+quote a", "quote b", "p >38.5℃ is fever"}},
          {"| a | b |\n|---|:-:|\n| 1 \\| 2 |  |", {"+row a | b", "row 1 | 2 |"}},
          {"```\n# a\n\n*b*\n```\nc", {"+pre # a", "pre *b*", "+p c"}},
          {"#no heading\n####### x", {"+p #no heading", "p ####### x"}},
      });
}

TEST(ExtractMarkdown, ReadsInlineMarks) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a **b** c", "a b c"},
      {"*a* __b__ _c_ ***d***", "a b c d"},
      {"[text](http://example.org) x", "text x"},
      {"a ![alt](i.png) b", "a  b"},
      {"`code` x", "code x"},
      {"a \\* b\\_c", "a * b_c"},
      {"**a *b* c**", "a b c"},
      {"[**a**](x)", "a"},
      {"5 * 10 * 2", "5 * 10 * 2"},
      {"snake_case_name", "snake_case_name"},
      {"a* b *c", "a* b *c"},
      {"**open", "**open"},
      {"[1] and [x", "[1] and [x"},
      {"a](b)", "a](b)"},
      {"C:\\path", "C:\\path"},
      {"``", "``"},
      {"surgery**", "surgery**"},
      {"2^[3](4", "2^[3](4"},
  };
  for (const auto& [line, text] : cases) {
    EXPECT_THAT(Extracted("x\n" + line, {"page.md"}).lines().back(), "p " + text) << line;
  }
}

TEST(ExtractMarkdown, StaysLinearOnMarksWithoutPartner) {
  for (const char* unit : {"[", "*a ", "_a ", "![", "`", "**a *", "\\", "[]("}) {
    std::string line = "x ";
    for (int i = 0; i < 100'000; ++i) line += unit;
    EXPECT_FALSE(Extracted(line + " text", {"page.md"}).lines().empty());
  }
}

TEST(ExtractMarkdown, ReadsFrontMatter) {
  const Extracted page("---\ntitle: \"Back pain\"\ndate: 2020-04-23\ntags: x\nauthor:\n---\ntext",
                       {"page.md"});
  EXPECT_THAT(page.facts(),
              ElementsAre("title (front-matter) Back pain", "published (front-matter) 2020-04-23"));
  EXPECT_THAT(page.lines(), ElementsAre("+p text"));
  EXPECT_THAT(Extracted("---\ntext", {"page.md"}).lines(), ElementsAre("+p text"));
}

TEST(ExtractFormat, IsWhatThePageIs) {
  struct FormatCase {
    std::string text;
    PageLabels labels;
    std::string first;
  };
  const std::vector<FormatCase> cases = {
      {"a <b>b</b>\nc", {"x.html"}, "+p a b c"},
      {"a <b>b</b>\nc", {"x.txt"}, "+p a <b>b</b>"},
      {"a <b>b</b>\nc", {"x.txt", "text/html; charset=utf-8"}, "+p a b c"},
      {"a <b>b</b>\nc", {"x.html", "text/plain"}, "+p a <b>b</b>"},
      {"a <b>b</b><br>\nc", {"id-17"}, "+p a b"},
      {"a <b>b\nc", {"id-17"}, "+p a <b>b"},
      {"\n <!DOCTYPE HTML>a\nb", {"x.txt", "text/plain"}, "+p a b"},
      {"a <3 b <37.3℃ <me@example.org>\nc",
       {"x.html", "text/html"},
       "+p a <3 b <37.3℃ <me@example.org>"},
      {"# a", {"x.html"}, "+p # a"},
      {"# a", {"x.MD"}, "+h1 a"},
      {"# a", {"x", "text/markdown"}, "+h1 a"},
      {"# a", {"x.md", "text/plain"}, "+p # a"},
  };
  for (const FormatCase& c : cases) {
    EXPECT_EQ(Extracted(c.text, c.labels).lines().front(), c.first)
        << c.text << " " << c.labels.name;
  }
}

}  // namespace
}  // namespace medloom
