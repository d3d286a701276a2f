// HTML pages and what becomes of them: blocks, left-outs, facts, navigation, language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/extract_fixture.h"

namespace medloom {
namespace {

using test::Extracted;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  std::string page;
  std::vector<std::string> lines;
};

void expect_lines(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Extracted(c.page).lines(), c.lines) << c.page;
}

TEST(ExtractHtml, CutsLinesAtBlocksAndBreaks) {
  expect_lines({
      {"<p>one<p>two", {"+p one", "+p two"}},
      {"<p>one<br>two<br/>three</p>", {"+p one", "p two", "p three"}},
      {"<p>one<br><br>two", {"+p one", "+p two"}},
      {"<p>one<br>\n<br>two", {"+p one", "+p two"}},
      {"one<div>two</div>three", {"+p one", "+p two", "+p three"}},
      {"<h1>A</h1><h3>B</h3>c", {"+h1 A", "+h3 B", "+p c"}},
      {"<h2>A<br>B</h2>", {"+h2 A", "h2 B"}},
      {"<p>a<hr>b", {"+p a", "+p b"}},
      {"<div><div><div>a</div></div></div><p></p><p> &nbsp; </p><p>b", {"+p a", "+p b"}},
      {"<blockquote>a<p>b</blockquote><figure><figcaption>c</figcaption></figure>",
       {"+quote a", "+quote b", "+caption c"}},
      {"<dl><dd>a</dd>b<dt>c</dl>d", {"+p a", "+p b", "+p c", "+p d"}},
      {"<pre>a  b\n\n  c\nd</pre>e", {"+pre a  b", "+pre c", "pre d", "+p e"}},
      {"a</p>b", {"+p a", "+p b"}},
  });
}

TEST(ExtractHtml, KeepsATermWithItsDefinition) {
  const std::string said = "a body temperature above 38 °C, measured in the ear";
  const std::string pair = "<dt>Fever<dd>" + said;
  expect_lines({
      {"<dl>" + pair + pair + "</dl>", {"+row Fever | " + said, "+row Fever | " + said}},
      {"<dl><div>" + pair + "</div></dl>b", {"+row Fever | " + said, "+p b"}},
      {"<dl><dt>发热<dd>腋下体温超过37.3摄氏度，并且持续一天以上</dl>",
       {"+row 发热 | 腋下体温超过37.3摄氏度，并且持续一天以上"}},
      {"<dl><dt>a<dd>b<dt>c<dd>d</dl>", {"+row a | b", "+row c | d"}},
      {"<dl><dt>日期</dt><dd>2018/11/20 14:05</dd></dl>", {"+row 日期 | 2018/11/20 14:05"}},
      // An answer to a question, a paragraph below a line, a list.
      {"<dl><dt>Is it fever?<dd>" + said + "</dl>", {"+p Is it fever?", "p " + said}},
      {"<dl><dt>Is it fever?<dd>b<dt>Can it be cured<dd>" + said + "</dl>",
       {"+p Is it fever?", "p b", "+p Can it be cured", "p " + said}},
      {"<dl><dt>Fever<dd><p>" + said + "<p>b</dl>", {"+p Fever", "p " + said, "+p b"}},
      {"<dl><div><dt>a</dt><dd><ul><li>b</ul></dd></div></dl>", {"+p a", "li1 {-} b"}},
      // Not one term and one definition.
      {"<dl><dt>a<dt>b<dd>c<dd>d</dl>", {"+p a", "+row b | c", "+p d"}},
      {"<dl><dd>" + said + "<dt>c</dl>", {"+p " + said, "+p c"}},
      {"<dl><dt>a</dt>x<dd>" + said + "</dl>", {"+p a", "+p x", "+p " + said}},
      {"<dl><dt></dt><dd>" + said + "</dl>", {"+p " + said}},
      {"<dl><dt>a</dt><dd></dd><dt>b</dl>", {"+p a", "+p b"}},
      {"<dl><dt>" + said + said + "<dd>" + said + "</dl>", {"+p " + said + said, "p " + said}},
  });
}

TEST(ExtractHtml, FoldsWhiteSpace) {
  expect_lines({
      {"<p>  one \n\t two  </p>", {"+p one two"}},
      {"<p>one <b> two </b> three", {"+p one two three"}},
      {"<p>one<b>two</b>three", {"+p onetwothree"}},
      {"<p>产后\n  腰痛\r\n很常见，\n请休息", {"+p 产后腰痛很常见，请休息"}},
      {"<p>产后 腰痛 <b>\n</b>CT\n检查", {"+p 产后 腰痛 CT 检查"}},
      {"<p>a&nbsp;b\u00A0\u00A0c &nbsp;d", {"+p a b c d"}},
      {"<p>产后\u00A0\n腰痛", {"+p 产后腰痛"}},
      {"<p>\u3000\u3000陆景文\u3000主任\u3000</p>", {"+p 陆景文\u3000主任"}},
      {"<p>a<!-- x -->b</p>", {"+p ab"}},
      {"<p>a\u200B</p><p>\u200B</p>", {"+p a\u200B"}},
      {"<p>&lt;37.3&#8451; R&amp;D &nosuch; <3", {"+p <37.3℃ R&D &nosuch; <3"}},
  });
}

TEST(ExtractHtml, ReadsLists) {
  expect_lines({
      {"a<ul><li>b<li>c</ul>d", {"+p a", "+li1 {-} b", "li1 {-} c", "+p d"}},
      {"<ol><li>a<li>b</ol><ol start=3><li>c</ol>", {"+li1 {1.} a", "li1 {2.} b", "+li1 {3.} c"}},
      {"<ol type=a start=26><li>x<li>y</ol>", {"+li1 {z.} x", "li1 {aa.} y"}},
      {"<ol type=I><li>x<li value=9>y<li>z</ol>", {"+li1 {I.} x", "li1 {IX.} y", "li1 {X.} z"}},
      {"<ol reversed><li>x<li>y</ol>", {"+li1 {2.} x", "li1 {1.} y"}},
      {"<ol start=x type=q><li value=99999999999999>x</ol>", {"+li1 {1.} x"}},
      {"<ol type=i start=0><li>x<li>y</ol>", {"+li1 {0.} x", "li1 {i.} y"}},
      {"<ul><li>a<ul><li>b</ul><li>c</ul>", {"+li1 {-} a", "li2 {-} b", "li1 {-} c"}},
      {"<ul><li><ol><li>a</ol>b</ul>", {"+li2 {1.} a", "li1 {-} b"}},
      {"<ul><li><p>a</p><p>b</p></ul>", {"+li1 {-} a", "+p1 b"}},
      {"<ul><li>a<br>b<li>c</ul>", {"+li1 {-} a", "p1 b", "li1 {-} c"}},
      {"<ol><li>1、a<li>2、b</ol>", {"+li1 {1、} a", "li1 {2、} b"}},
      {"<ul><li>• a</ul>", {"+li1 {•} a"}},
      {"<ol><li><h3>A</h3>b</ol><ul><li><h3>C</h3></ul>", {"+h3 {1.} A", "+p1 b", "+h3 C"}},
      {"<ul><li></li><li> </li><li>a</li></ul>", {"+li1 {-} a"}},
      {"<ol><li><li>a</ol>", {"+li1 {2.} a"}},
      {"<li>a<li>b", {"+p a", "+p b"}},
      {"<p>1、a；<br>2、b。", {"+li1 {1、} a；", "li1 {2、} b。"}},
      {"<h2>1. Causes</h2><p>1.5 mg<p>一、病因", {"+h2 1. Causes", "+p 1.5 mg", "+p 一、病因"}},
  });
}

TEST(ExtractHtml, ReadsTables) {
  expect_lines({
      {"<table><tr><th>Item<th>Result<tr><td>TSH<td>3.4</table>",
       {"+row Item | Result", "row TSH | 3.4"}},
      {"<table><caption>T</caption><tr><td>a<td><td>b</table>c",
       {"+caption T", "+row a |  | b", "+p c"}},
      {"<table><tr><td><td>Mon<td>Tue<tr><td>am<td>x<td></table>",
       {"+row | Mon | Tue", "row am | x |"}},
      {"<table><tr><td>a</table>", {"+p a"}},
      {"<table><tr><td>內容<td>甲<br>乙<p>丙</table>", {"+row 內容 | 甲", "p 乙", "+p 丙"}},
      {"<table><tr><td><p>a</p><p>b</p><td>c</table>", {"+p a", "+p b", "+p c"}},
      {"<table><tr><td><ul><li>a</ul><td><h1>B</h1>c</table>", {"+li1 {-} a", "+h1 B", "+p c"}},
      {"<table><tr><td>1、a<td>2</table>", {"+row 1、a | 2"}},
      {"<table><tr><td>1、a<br>2、b</table>", {"+li1 {1、} a", "li1 {2、} b"}},
      {"<table><tr><td>x<table><tr><td>a<td>b</table>y<td>z</table>",
       {"+p x", "+row a | b", "+p y", "+p z"}},
      {"<table>a<tr><td>b<td>c</table>", {"+p a", "+row b | c"}},
  });
}

TEST(ExtractHtml, WritesSmallScripts) {
  expect_lines({
      {"<p>10<sup>9</sup>/L", {"+p 10⁹/L"}},
      {"<p>10<sup> <b>12</b> </sup>/L, m<sup>2</sup>", {"+p 10¹²/L, m²"}},
      {"<p>10<sup>-3</sup> 10<sup>&minus;3</sup> 10<sup>+5</sup>", {"+p 10⁻³ 10⁻³ 10⁺⁵"}},
      {"<p>H<sub>2</sub>O, Ca<sup>2+</sup>, HCO<sub>3</sub><sup>-</sup>", {"+p H₂O, Ca²⁺, HCO₃⁻"}},
      {"<p><sup>13</sup>C", {"+p ¹³C"}},
      {"<p>e<sup>x</sup>, 10<sup>9a</sup>, 10<sup>1.5</sup>", {"+p e^x, 10^9a, 10^1.5"}},
      {"<p>4<sup>th</sup>, C<sub>max</sub>, x<sup>®</sup>, y<sup>[1]</sup>",
       {"+p 4th, Cmax, x®, y[1]"}},
      {"<p>10<sub>2a</sub>", {"+p 10_2a"}},
      {"<p>a<sup></sup>b<sub> </sub>", {"+p ab"}},
  });
}

TEST(ExtractHtml, LeavesOutWhatReadersDoNotSee) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<div hidden>x y</div>", "hidden-attribute 2: <div hidden>x y</div>"},
      {"<i aria-hidden='true'>x</i>", "aria-hidden 1: <i aria-hidden='true'>x</i>"},
      {"<p style='color:red; DISPLAY : none !important'>x</p>",
       "display-none 1: <p style='color:red; DISPLAY : none !important'>x</p>"},
      {"<p style=visibility:hidden>x</p>", "visibility-hidden 1: <p style=visibility:hidden>x</p>"},
      {"<p style=font-size:0px>x</p>", "font-size-0 1: <p style=font-size:0px>x</p>"},
      {"<p style='opacity:0.0'>x</p>", "opacity-0 1: <p style='opacity:0.0'>x</p>"},
      {"<p style='text-indent:-9999px'>x</p>",
       "off-screen 1: <p style='text-indent:-9999px'>x</p>"},
      {"<p style='color:#fff;background-color:#fff'>x</p>",
       "same-colour 1: <p style='color:#fff;background-color:#fff'>x</p>"},
      {"<del>x</del>", "deleted-text 1: <del>x</del>"},
      {"<s>x<b>y</b></s>", "deleted-text 2: <s>x<b>y</b></s>"},
      {"<template>x</template>", "template 1: <template>x</template>"},
      {"<noscript><p>x</noscript>", "noscript 1: <noscript><p>x</noscript>"},
      {"<select><option>x</select>", "form-control 1: <select><option>x</select>"},
      {"<button>x</button>", "form-control 1: <button>x</button>"},
      {"<ruby>漢<rt>kan</rt></ruby>", "ruby-reading 3: <rt>kan"},
      {"<svg><text>x</text></svg>", "media 1: <svg><text>x</text></svg>"},
  };
  for (const auto& [markup, drop] : cases) {
    const Extracted page("<p>seen" + markup + "<p>text</p>");
    EXPECT_FALSE(page.drops().empty()) << markup;
    if (markup.starts_with("<ruby")) continue;
    EXPECT_THAT(page.drops(), ElementsAre(drop));
    EXPECT_THAT(page.lines(), ElementsAre("+p seen", "+p text")) << markup;
  }
}

TEST(ExtractHtml, LeavesOutWhatASheetHides) {
  struct Sheet {
    std::string text;
    std::string rule;  // of <p class='x y'>, <i id=x> and so on: by which it is hidden
  };
  const std::vector<Sheet> hidden = {
      {".x{display:none}", "display-none"},
      {" .a , .x { color: red; DISPLAY: none !important; }", "display-none"},
      {"#t{visibility:hidden}", "visibility-hidden"},
      {".x{position:absolute;left:-9999px}", "off-screen"},
      {".x{font-size:0}", "font-size-0"},
      {".x{color:#fff;background:#fff}", "same-colour"},
      {"/* .x{ */.x{display:none}", "display-none"},
      {"@import url(a.css);.x{display:none}", "display-none"},
      {"@media print{.z{display:block}}.x{display:none}", "display-none"},
      {".x{margin:0}.x{display:none}", "display-none"},
      {".x{display:none}.xx{display:block}", "display-none"},
      {".x{display:none", "display-none"},
  };
  for (const Sheet& c : hidden) {
    const Extracted page("<style>" + c.text +
                         "</style><p>a line or so</p><p class='y x' id=t>b</p>");
    EXPECT_THAT(page.lines(), ElementsAre("+p a line or so")) << c.text;
    EXPECT_THAT(page.drops(), ElementsAre(c.rule + " 1: <p class='y x' id=t>b</p>")) << c.text;
  }
  const std::vector<std::string> shown = {
      "",
      "{}",
      "}.x{",
      ".x",
      ".x{color:red}",
      "p.x{display:none}",
      ".x .y{display:none}",
      ".x.y{display:none}",
      ".x:hover{display:none}",
      "*{display:none}",
      "p{display:none}",
      "#x{display:none}",
      ".t{display:none}",
      ".X{display:none}",
      ".x{opacity:0}",
      ".x{color:inherit;background:inherit}",
      "@media print{.x{display:none}}",
      "@media print{.z{color:red}.x{display:none}",
      "/* .x{display:none}",
      ".x{display:none}.open .x{display:block}",
      ".x{display:none}.x.open{display:block}",
      ".x{display:none}.x{display:block}",
      ".x{display:none}@media screen{.x{display:block}}",
      ".x{display:none}</style><script>$('.x').show()</script><style>",
      std::string(10'000, '{'),
      std::string(10'000, '@'),
  };
  for (const std::string& sheet : shown) {
    const Extracted page("<style>" + sheet +
                         "</style><p>a line or so</p><p class='y x' id=t>b</p>");
    EXPECT_THAT(page.lines(), ElementsAre("+p a line or so", "+p b")) << sheet.substr(0, 80);
    EXPECT_THAT(page.drops(), IsEmpty()) << sheet.substr(0, 80);
  }
  EXPECT_THAT(Extracted("<style>.x{display:none}</style><body class=x><main class=x>a").lines(),
              ElementsAre("+p a"));
  EXPECT_THAT(Extracted("<p>a line or so<p class=x>b<style>.x{display:none}</style>").lines(),
              ElementsAre("+p a line or so"));
}

TEST(ExtractHtml, DoesNotBelieveASheetThatHidesMuch) {
  const std::string text(1000, 'a');
  const std::string line(130, 'b');
  const auto lines_with = [&](const std::string& rule, const std::string& hidden) {
    return Extracted("<style>.x{" + rule + "}</style><p>" + text + hidden).lines().size();
  };
  EXPECT_EQ(lines_with("display:none", "<p class=x>b"), 1U);
  EXPECT_EQ(lines_with("display:none", "<p class=x>" + line), 2U);  // an answer that opens
  EXPECT_EQ(lines_with("visibility:hidden", "<p class=x>" + line), 2U);
  EXPECT_EQ(lines_with("font-size:0", "<p class=x>" + line), 1U);
  EXPECT_EQ(lines_with("left:-9999px", "<p class=x>" + line), 1U);
  EXPECT_EQ(lines_with("font-size:0", "<p class=x>" + line + line + line), 2U);  // a fifth
  EXPECT_EQ(lines_with("display:none", "<p class=x>" + line.substr(50) + "<p class=x>" + line), 2U);
}

TEST(ExtractHtml, KeepsWhatOnlyLooksHidden) {
  for (const std::string markup :
       {"<p style='display:block'>x</p>", "<p style='opacity:0.5'>x</p>",
        "<p style='opacity:'>x</p>", "<p style='color:#fff;background:#000'>x</p>",
        "<p style='color:;background:'>x</p>", "<p style='font-size:0.9em'>x</p>",
        "<p style='text-indent:-2em'>x</p>", "<p aria-hidden=false>x</p>",
        "<p style='color:inherit;background:inherit'>x</p>", "<p style='none:display'>x</p>",
        "<p style='hidden'>x</p>", "<p class=hidden>x</p>", "<ins>x</ins>", "<label>x</label>",
        "<details><summary>x</summary></details>", "<p style=';;:;'>x</p>"}) {
    const Extracted page(markup + "<p>y</p>");
    EXPECT_THAT(page.lines(), ElementsAre("+p x", "+p y")) << markup;
    EXPECT_THAT(page.drops(), IsEmpty()) << markup;
  }
  EXPECT_THAT(Extracted("<body style='opacity:0'>x").lines(), ElementsAre("+p x"));
}

TEST(ExtractHtml, LeavesScriptsOutWithoutAWord) {
  const Extracted page(
      "<title>t</title><style>p{}</style>a<script>x<b>y</b></script>b<iframe>z</iframe>");
  EXPECT_THAT(page.lines(), ElementsAre("+p ab"));
  EXPECT_THAT(page.drops(), IsEmpty());
}

TEST(ExtractHtml, KnowsWhereMisnestedElementsEnd) {
  const Extracted page("<s>old<p>gone</s>seen</p><p>in six weeks</p>");
  EXPECT_THAT(page.lines(), ElementsAre("+p seen", "+p in six weeks"));
  EXPECT_THAT(page.drops(), ElementsAre("deleted-text 7: <s>old<p>gone</s>"));
  EXPECT_THAT(Extracted("<p>say <q>one</q> and <del><q>two</q></del>").lines(),
              ElementsAre("+p say “one” and"));
}

TEST(ExtractHtml, CollectsFacts) {
  const Extracted page(
      "<html lang=zh-TW><title>產後\n腰痛 &amp; 照護</title>"
      "<meta property=og:title content='產後腰痛'><meta name=Description content=' a &lt; b '>"
      "<meta property='article:published_time' content=2020-04-23><meta name=author "
      "content='林小姐'>"
      "<meta property=article:author content='https://example.org/a'><meta name=pubdate>"
      "<meta name=keywords content=x><link rel=CANONICAL href=https://example.org/1>"
      "<script type='application/ld+json'> {\"a\":1} </script><script type=ld+json></script>"
      "<p>產後腰痛<svg><title>icon</title></svg>");
  EXPECT_THAT(
      page.facts(),
      ElementsAre("language (html) zh-TW", "title (title) 產後腰痛 & 照護", "title (og) 產後腰痛",
                  "description (meta) a < b", "published (meta) 2020-04-23", "author (meta) 林小姐",
                  "canonical (link) https://example.org/1", "json-ld (json-ld) {\"a\":1}"));
  for (const Fact& fact : page.document().facts()) {
    EXPECT_EQ(page.document().log().replay(page.document().text(), fact.text.runs()), fact.value());
  }
}

constexpr std::string_view kArticle =
    "<p>Low back pain is common after childbirth, and most women recover within six months.</p>"
    "<p>See a doctor if the pain goes down the leg, if there is numbness, or if you have a "
    "fever.</p>";

TEST(ExtractHtml, LabelsWhatStandsBesideTheContent) {
  const std::string article(kArticle);
  const Extracted main(
      "<header>Site</header><nav><a href=/>Home</a></nav><h1>T</h1><main><nav>toc</nav>" + article +
      "<aside>note</aside></main><div>more</div><footer>(c)</footer>");
  EXPECT_THAT(main.navigation(), ElementsAre("header: Site", "nav: Home", "nav: toc", "aside: note",
                                             "beside-content: more", "footer: (c)"));
  const Extracted in_article("<p>Skip<article><header><h1>T</h1>by A</header>" + article +
                             "</article><div role=complementary>x</div>");
  EXPECT_THAT(in_article.navigation(), ElementsAre("beside-content: Skip", "aside: x"));
}

TEST(ExtractHtml, AShortListBelowAParagraphIsOfTheText) {
  const std::string questions =
      "<details><summary>How long does it take?</summary><div><p>It takes 4 to 6 weeks to work "
      "fully.</p></div></details>";
  const auto page = [&](const std::string& answer) {
    return Extracted("<nav><a href=/>Home</a></nav><main><h1>Common questions</h1>" + questions +
                     "<details><summary>Can I drink?</summary><div><p>Yes, but it may make you "
                     "sleepy.</p>" +
                     answer + "</div></details></main><footer>(c)</footer>")
        .navigation();
  };
  EXPECT_THAT(page("<ul><li>keep to 14 units<li><p>do not drive</ul>"),
              ElementsAre("nav: Home", "footer: (c)"));
  EXPECT_THAT(page("<ul><li><a href=/x>more</a><li><a href=/y>much more</a></ul>"),
              ::testing::Contains("links: more"));
}

TEST(ExtractHtml, DoesNotBelieveAnEmptyMain) {
  const std::string article(kArticle);
  EXPECT_THAT(Extracted("<main>Loading</main><div>" + article + "</div>").navigation(),
              ElementsAre("beside-content: Loading"));
  EXPECT_THAT(Extracted("<p>" + article + "<article>A short reply.</article>").navigation(),
              IsEmpty());
}

TEST(ExtractHtml, LabelsLinksOutsideTheWeightiestElement) {
  const Extracted page(
      "<ul><li><a href=/>Home</a><li><a href=/k>Topics</a></ul>"
      "<div><a href=/>Home</a> &gt; <a href=/k>Topics</a></div><h1>T</h1><div>" +
      std::string(kArticle) +
      "<p><a href=/x>Inside</a></div>"
      "<p>Ask <a href=/y>us</a> for more.<p><a name=x>anchor</a>");
  EXPECT_THAT(page.navigation(),
              ElementsAre("links: Home", "links: Topics", "beside-content: Ask us for more.",
                          "beside-content: anchor"));
}

TEST(ExtractHtml, TellsLanguageAndRegion) {
  struct LanguageCase {
    std::string page;
    std::string url;
    std::string language;
  };
  const std::vector<LanguageCase> cases = {
      {"<p>Low back pain", "", "en"},
      {"<p>产后腰痛怎么办", "", "zh-Hans-CN"},
      {"<p>產後腰痛怎麼辦", "", "zh-Hant-TW"},
      {"<html lang=zh-HK><p>產後腰痛怎麼辦", "", "zh-Hant-HK"},
      {"<html lang=zh-HK><p>产后腰痛怎么办", "", "zh-Hans-CN"},
      {"<p>產後腰痛怎麼辦", "https://www.example.hk/a", "zh-Hant-HK"},
      {"<p>長者點解咁容易跌倒呢？因為佢哋嘅平衡力差咗。", "", "zh-Hant-HK"},
      {"<p>腰痛", "", "zh-Hans-CN"},
      {"<html lang=zh-TW><p>腰痛", "", "zh-Hant-TW"},
      {"<html lang=zh><p>Low back pain", "", "en"},
  };
  for (const LanguageCase& c : cases) {
    EXPECT_EQ(Extracted(c.page, {.url = c.url}).document().language(), c.language) << c.page;
  }
  const Extracted mixed("<p>產後腰痛怎麼辦<p>腰痛<p>Low back pain<p>120/80");
  std::vector<std::string> languages;
  for (const Block& block : mixed.document().blocks()) languages.emplace_back(block.language);
  EXPECT_THAT(languages, ElementsAre("zh-Hant", "zh-Hant", "en", "und"));
}

TEST(Extract, RejectsPagesWithoutContent) {
  for (const std::string page :
       {"", " \n\t", "<", "<<<<", "<p></p>", "<frameset><frame src=a.html></frameset>",
        "<p>***</p>", "<p hidden>text</p>", "<script>var text='x';</script>", "<!-- text",
        "<title>text</title>"}) {
    EXPECT_EQ(Extracted(page).rejected(), "no content") << page;
  }
}

TEST(Extract, RejectsPagesOfTooManyElements) {
  std::string page = "<p>text";
  for (int i = 0; i < 1'000'001; ++i) page += "<br>";
  EXPECT_EQ(Extracted(page).rejected(), "more than 1000000 elements and texts");
}

}  // namespace
}  // namespace medloom
