#include "text/html_reader.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom::text {
namespace {

// A tree on one line: `p[one b[two]]`. Texts side by side stand apart by '|'.
std::string outline(const HtmlTree& tree, std::uint32_t index) {
  const HtmlNode& node = tree[index];
  if (node.kind == HtmlNodeKind::text) return tree.text_of(index);
  std::string line(tree.name(node));
  if (node.first_child == 0) return line;
  line += '[';
  for (std::uint32_t child = node.first_child; child != 0; child = tree[child].next_sibling) {
    if (line.back() != '[') line += '|';
    line += outline(tree, child);
  }
  return line + ']';
}

HtmlTree read(std::string_view page, const HtmlLimits& limits = {}) {
  Result<HtmlTree> tree = read_html(page, limits);
  EXPECT_TRUE(tree.has_value()) << page;
  return std::move(*tree);
}

std::string body_of(std::string_view page) { return outline(read(page), HtmlTree::kBody); }

std::string attributes_of(std::string_view page) {
  const HtmlTree tree = read(page);
  const HtmlNode& element = tree[tree[HtmlTree::kBody].first_child];
  std::string line;
  for (std::uint32_t i = 0; i < element.count; ++i) {
    const HtmlAttribute attribute = tree.attribute(element.first + i);
    line += std::string(attribute.name) + "=(" + std::string(attribute.value) + ")";
    if (tree.page().substr(attribute.source.from, attribute.source.size()) != attribute.value)
      line += "*";
  }
  return line;
}

struct Case {
  std::string page;
  std::string expected;
};

void expect_bodies(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(body_of(c.page), c.expected) << c.page;
}

TEST(HtmlReader, ReadsWellFormedPages) {
  expect_bodies({
      {"<p>one <b>two</b> three</p>", "body[p[one |b[two]| three]]"},
      {"<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "body[ul[li[a]|li[b|ol[li[c]]]]]"},
      {"<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>",
       "body[table[tbody[tr[th[a]|td[b]]]]]"},
      {"<dl><dt>a</dt><dd>b</dd></dl>", "body[dl[dt[a]|dd[b]]]"},
      {"a<br>b<br/>c<hr>", "body[a|br|b|br|c|hr]"},
      {"<P>A<BR>B</P>", "body[p[A|br|B]]"},
      {"<x-card>a<x-y>b</x-y></X-CARD>c", "body[x-card[a|x-y[b]]|c]"},
      {"<pre>\n\na</pre><textarea>\n<b>&lt;</textarea>", "body[pre[\na]|textarea[<b><]]"},
      {"<svg><path d=''/><text>a</text></svg>b", "body[svg[path|text[a]]|b]"},
      {"<svg><g/><g / >a<g a=/>b", "body[svg[g|g[a|g[b]]]]"},
      {"<math><mi>x</mi><![CDATA[<y>]]></math>", "body[math[mi[x]|<y>]]"},
      {"<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "body[ruby[漢|rp[(]|rt[kan]|rp[)]]]"},
      {"<select><option>a<option>b</select>c", "body[select[option[a]|option[b]]|c]"},
      {"<p><noscript><p>a</noscript><template><td>b</td></template>c",
       "body[p[noscript[p[a]]|template[tr[td[b]]]|c]]"},
  });
}

TEST(HtmlReader, ImpliesEndTags) {
  expect_bodies({
      {"<p>a<p>b<div>c</div>d", "body[p[a]|p[b]|div[c]|d]"},
      {"<p>a<ul><li>b<li>c</ul>d", "body[p[a]|ul[li[b]|li[c]]|d]"},
      {"<ul><li>a<ul><li>b</ul><li>c</ul>", "body[ul[li[a|ul[li[b]]]|li[c]]]"},
      {"<ul><li><div>a<li>b</ul>", "body[ul[li[div[a]]|li[b]]]"},
      {"<ul><li><address>a<li>b<section>c<li>d", "body[ul[li[address[a]]|li[b|section[c|li[d]]]]]"},
      {"<dl><dt>a<dd>b<dt>c<dd>d</dl>", "body[dl[dt[a]|dd[b]|dt[c]|dd[d]]]"},
      {"<h1>a<h2>b</h3>c", "body[h1[a]|h2[b]|c]"},
      {"<p>a<h2>b</h2>", "body[p[a]|h2[b]]"},
      {"<table><tr><td>a<td>b<tr><td>c</table>d", "body[table[tr[td[a]|td[b]]|tr[td[c]]]|d]"},
      {"<table><thead><tr><th>a<tbody><tr><td>b</table>",
       "body[table[thead[tr[th[a]]]|tbody[tr[td[b]]]]]"},
      {"<table><td>a", "body[table[tr[td[a]]]]"},
      {"<table><caption>a<tr><td>b</table>", "body[table[caption[a]|tr[td[b]]]]"},
      {"<table><colgroup><col><tr><td>a</table>", "body[table[colgroup|col|tr[td[a]]]]"},
      {"<p>a<table><tr><td>b</table>c</p>d", "body[p[a]|table[tr[td[b]]]|c|p|d]"},
      {"<table><tr><td>a</tbody>b</table>", "body[b|table[tr[td[a]]]]"},
      {"<table><thead><td>a</tbody>b</table>", "body[table[thead[tr[td[ab]]]]]"},
      {"<form><p>a</form>b", "body[form[p[a]]|b]"},
      {"<a href=1>a<a href=2>b</a>c", "body[a[a]|a[b]|c]"},
      {"<button>a<button>b</button>", "body[button[a]|button[b]]"},
      {"<ruby>a<rt>b<rp>c</ruby>", "body[ruby[a|rt[b]|rp[c]]]"},
      {"<ruby>a<rtc>b<rt>c<rp>d<rb>e</ruby>", "body[ruby[a|rtc[b|rt[c]|rp[d]]|rb[e]]]"},
      {"<select><optgroup><option>a<optgroup><option>b</select>",
       "body[select[optgroup[option[a]]|optgroup[option[b]]]]"},
  });
}

TEST(HtmlReader, SurvivesBrokenMarkup) {
  expect_bodies({
      {"a</p>b", "body[a|p|b]"},
      {"a</br>b", "body[a|br|b]"},
      {"a</div></b></li></nosuch>b", "body[ab]"},
      {"<div><span>a</div>b</span>c", "body[div[span[a]]|bc]"},
      {"<span><div>a</span>b</div>", "body[span[div[ab]]]"},
      {"<b><i>a</b>b</i>c", "body[b[i[a]]|bc]"},
      {"<b><p>a</b>b</p>c", "body[b[p[ab]]|c]"},
      {"<b><s>a</b>b</s>c", "body[b[s[ab]]|c]"},
      {"<b><strike>a</b>b</strike>c", "body[b[strike[ab]]|c]"},
      {"<b><a>a</b>b</a>c", "body[b[a[ab]]|c]"},
      {"<b><p><span>a</b>b</p>c", "body[b[p[span[a]|b]]|c]"},
      {"<u><ol><dialog>a</u>b", "body[u[ol[dialog[a]|b]]]"},
      {"<image>a<b>b</image>c", "body[image|a|b[bc]]"},
      {"<table><tr><td>a</b></div></p>b</table>", "body[table[tr[td[a|p|b]]]]"},
      {"<div><table><tr><td>a</div>b</table>c</div>", "body[div[table[tr[td[ab]]]|c]]"},
      {"<td>a</td><tr>b<li>c", "body[ab|li[c]]"},
      {"<table>a<tr>b<td>c</table>", "body[ab|table[tr[td[c]]]]"},
      {"x<table> <tr> <td>a</td> y</tr></table>", "body[x| y|table[ |tr[ |td[a]]]]"},
      {"<table><tr><td>a<table><tr><td>b</table>c</table>d",
       "body[table[tr[td[a|table[tr[td[b]]]|c]]]|d]"},
      {"<table><div>a<tr><td>b</table>", "body[div[a]|table[tr[td[b]]]]"},
      {"<table><object>a<table>b", "body[object[a]|table|b|table]"},
      {"<table><tr><td><object>a<table>b", "body[table[tr[td[object[ab|table]]]]]"},
      {"<table><object><form>a<td>b</table>", "body[object[form|a]|table[tr[td[b]]]]"},
      {"<form>a<form>b</form>c</form>d", "body[form[ab]|cd]"},
      {"<form><div>a</form>b</div>c", "body[form[div[ab]]|c]"},
      {"<h1><form>a</h1>b<form>c</form><form>d", "body[h1[form[a]]|bc|form[d]]"},
      {"<p>a<b>b<p>c", "body[p[a|b[b]]|p[c]]"},
      {"<svg><g><p>a</svg>b", "body[svg[g]|p[ab]]"},
      {"<svg><desc>a<p>b</desc></svg>c", "body[svg[desc[a|p[b]]]|c]"},
      {"<svg><mi>a<p>b", "body[svg[mi[a]]|p[b]]"},
      {"<math><title>a<p>b", "body[math[title[a]]|p[b]]"},
      {"<mi><div>a</mi>b", "body[mi[div[ab]]]"},
      {"<h1><svg><td></h1>a", "body[h1[svg[td]]|a]"},
      {"<table><td><svg><desc>a<td>b", "body[table[tr[td[svg[desc[a]]]|td[b]]]]"},
      {"<svg><desc>a<td>b", "body[svg[desc[ab]]]"},
      {"<ul></li>a</ul></ul>b", "body[ul[a]|b]"},
      {"a<frameset><frame>b", "body[a|frameset[frame|b]]"},
      {"<p>问<p><b>答<td><li>x", "body[p[问]|p[b[答]]|li[x]]"},
  });
}

TEST(HtmlReader, TellsTextFromMarkup) {
  expect_bodies({
      {"<3 < a <= b >___< <", "body[<3 < a <= b >___< <]"},
      {"a</ b>c", "body[ac]"},
      {"a</>b", "body[ab]"},
      {"a</", "body[a</]"},
      {"a<?php x ?>b", "body[ab]"},
      {"a<!x>b<!>c", "body[abc]"},
      {"a<!-- x > y -->b", "body[ab]"},
      {"a<!-->b<!--->c<!---->d<!-- --!>e<!--x--y-->f", "body[abcdef]"},
      {"a<!--- x -- > --->b", "body[ab]"},
      {"a<!-- b", "body[a]"},
      {"a<![CDATA[b]]>c", "body[ac]"},
      {"<!DOCTYPE l [<!ENTITY a \"ha\">]>&a;", "body[]>&a;]"},
      {"a<b", "body[a]"},
      {"a<b class='x", "body[a]"},
      {"a&lt;b&gt;c &amp;lt;", "body[a<b>c &lt;]"},
      {"a\r\nb\rc", "body[a\nb\nc]"},
      {std::string("a\0b", 3), "body[ab]"},
      {std::string("<svg>a\0b", 8), "body[svg[a\uFFFDb]]"},
  });
}

TEST(HtmlReader, ReadsRawText) {
  expect_bodies({
      {"a<script>if (a<b) '<p>' </scr </scripty </script >b",
       "body[a|script[if (a<b) '<p>' </scr </scripty ]|b]"},
      {"<p><script><!-- <script> x </script> y --></script>z",
       "body[p[script[<!-- <script> x </script> y -->]|z]]"},
      {"<p><script><!-- x </script>z", "body[p[script[<!-- x ]|z]]"},
      {"<p><script><!--> <script> </script>z", "body[p[script[<!--> <script> ]|z]]"},
      {"<p><script>a", "body[p[script[a]]]"},
      {"<p><style>p>b{}</p></STYLE>z", "body[p[style[p>b{}</p>]|z]]"},
      {"<p><iframe><p>a</iframe>b", "body[p[iframe[<p>a]|b]]"},
      {"<xmp><b>&amp;</xmp>b", "body[xmp[<b>&amp;]|b]"},
      {"a<plaintext>b</plaintext><p>", "body[a|plaintext[b</plaintext><p>]]"},
      {"<p><title>a<b>&amp;</title>c", "body[p[title[a<b>&]|c]]"},
      {"<script></script>a", "body[a]"},
      {"<p><script></script></p>", "body[p[script]]"},
  });
}

// As for a browser that runs scripts: up to the first end tag, whatever is left open.
TEST(HtmlReader, KeepsNoscriptToItself) {
  expect_bodies({
      {"a<noscript><iframe src=x></noscript>b", "body[a|noscript[iframe]|b]"},
      {"a<noscript><!-- </noscript>b-->", "body[a|noscript|b-->]"},
      {"a<noscript><img alt='x</noscript>b'>", "body[a|noscript|b'>]"},
      {"a<noscript><object><td><svg></noscript>b", "body[a|noscript[object|tr[td[svg]]]|b]"},
      {"<p><noscript><noscript>a</noscript>b</noscript>c</p>d", "body[p[noscript[a]|bc]|d]"},
      {"<p><noscript></p><body class=x><script>a</NOSCRIPT >b</p>c",
       "body[p[noscript[p|script[a]]|b]|c]"},
      {"<div><noscript></noscript></div><noscript>a</noscript>", "body[div[noscript]|noscript[a]]"},
      {"<table><td><noscript><td>a<script></noscript>b",
       "body[table[tr[td[noscript[tr[td[a|script]]]|b]]]]"},
      {"a<template><noscript></template><p></noscript>b", "body[a|template[noscript[p]|b]]"},
      {"<noscript><p><form>a</noscript><form>b<template><form>c</template></form>d",
       "body[form[b|template[form[c]]]|d]"},
      {"a<noscript>b</noscripts><iframe></noscript>c", "body[a|noscript[b|iframe]|c]"},
      {"a<noscript><xmp>b", "body[a|noscript[xmp[b]]]"},
      {"a<noscript><b", "body[a|noscript]"},
  });
  EXPECT_EQ(outline(read("<noscript><body></head><p>a</noscript><title>b</title>"), 0),
            "html[head[noscript[p[a]]|title[b]]|body]");
  EXPECT_TRUE(read("<noscript><b</noscript>").counts().unfinished.empty());
}

TEST(HtmlReader, KeepsTheHeadApart) {
  const std::vector<Case> cases = {
      {"<title>a &amp; b</title><meta name=x><p>c", "html[head[title[a & b]|meta]|body[p[c]]]"},
      {"<html><head>\n<title>a</title>\n</head>\n<body>b</body></html>\n",
       "html[head[title[a]]|body[b\n]]"},
      {"<head><link></head><script>x</script>b<meta>", "html[head[link|script[x]]|body[b|meta]]"},
      {"<head><noscript><img></noscript><title>a</title>",
       "html[head[noscript[img]|title[a]]|body]"},
      {"<head><noscript><p>a</head><body>b", "html[head[noscript[p[a]]]|body[b]]"},
      {"<head><noscript>a<body>b", "html[head[noscript[a]]|body[b]]"},
      {"a<head><title>b</title>", "html[head|body[a|title[b]]]"},
      {"</body><title>a</title>", "html[head|body[title[a]]]"},
      {"</p></head><title>a</title>", "html[head[title[a]]|body]"},
      {"a</body></html>b", "html[head|body[ab]]"},
      {"", "html[head|body]"},
      {" \n", "html[head|body]"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(outline(read(c.page), HtmlTree::kHtml), c.expected) << c.page;
}

TEST(HtmlReader, ReadsAttributes) {
  const std::vector<Case> cases = {
      {"<p a=1 b='2' c=\"3\" d>", "a=(1)b=(2)c=(3)d=()"},
      {"<p A=1 a=2 Ab = x>", "a=(1)ab=(x)"},
      {"<p a=1/b=2/>", "a=(1/b=2/)"},
      {"<p a/b/ c>", "a=()b=()c=()"},
      {"<p a=>", "a=()"},
      {"<p =a b==c>", "=a=()b=(=c)"},
      {"<p a='1'b=\"2\"c>", "a=(1)b=(2)c=()"},
      {"<p a=\"x&amp;y&lt\" b='?q=1&copy=2&copy;'>", "a=(x&y<)*b=(?q=1&copy=2©)*"},
      {"<p a='1\r\n2\r3'>", "a=(1\n2\n3)*"},
      {std::string("<p a='\0' \0b>", 12), "a=(\uFFFD)*\uFFFDb=()"},
      {"<p a=<b>", "a=(<b)"},
      {"<p \"a' 产=后>", "\"a'=()产=(后)"},
  };
  for (const Case& c : cases) EXPECT_EQ(attributes_of(c.page), c.expected) << c.page;
}

TEST(HtmlReader, GivesAttributesToTheRightElement) {
  const HtmlTree tree =
      read("</x a=1><html lang=zh><p id=1></p b=2><td c=3><html lang=en><body class=k><i id=2>");
  EXPECT_EQ(tree.attribute(tree[HtmlTree::kHtml], "lang")->value, "zh");
  EXPECT_EQ(tree.attribute(tree[HtmlTree::kBody], "class")->value, "k");
  const HtmlNode& p = tree[tree[HtmlTree::kBody].first_child];
  EXPECT_EQ(tree.attribute(p, "id")->value, "1");
  EXPECT_EQ(tree.attribute(tree[p.next_sibling], "id")->value, "2");
  EXPECT_FALSE(tree.attribute(p, "b").has_value());
}

TEST(HtmlReader, KnowsWhereElementsEnd) {
  const std::string page = "<div><p>a<p>b</div><b><p>c</b>d</p>";
  const HtmlTree tree = read(page);
  std::vector<std::string> extents;
  for (const HtmlNode& node : tree.nodes()) {
    if (node.kind == HtmlNodeKind::element && !node.source.empty()) {
      extents.push_back(page.substr(node.source.from, node.end - node.source.from));
    }
  }
  EXPECT_THAT(extents, testing::ElementsAre("<div><p>a<p>b</div>", "<p>a", "<p>b", "<b><p>c</b>",
                                            "<p>c</b>d</p>"));
  EXPECT_EQ(read("<title>a</title>")[HtmlTree::kBody].end, 16U);
}

TEST(HtmlReader, FlattensWhatIsTooDeep) {
  const HtmlTree tree = read("<div><div><p>a<p>b<b>c</b></div>d<br><p>e</div>f", {.max_depth = 4});
  EXPECT_EQ(outline(tree, HtmlTree::kBody), "body[div[div[p|a|p|bc|p]|d|br|p[e]]|f]");
  EXPECT_EQ(tree.counts().flattened_elements, 3u);
}

TEST(HtmlReader, CountsWhatItDrops) {
  const HtmlTree tree = read("<p a b c d>x<p e f>y<b class", {.max_attributes = 2});
  EXPECT_EQ(tree.counts().dropped_attributes, 2u);
  EXPECT_EQ(tree.counts().unfinished, (Span{20, 28}));
}

TEST(HtmlReader, RejectsPagesOfTooManyNodes) {
  for (const std::string page : {"<br><br><br>", "a<b>a<b>", "<i><i><i><i><i>"}) {
    const Result<HtmlTree> tree = read_html(page, {.max_nodes = 5});
    ASSERT_FALSE(tree.has_value()) << page;
    EXPECT_EQ(tree.error().code, ErrorCode::rejected);
    EXPECT_EQ(tree.error().message, "more than 5 elements and texts");
  }
  EXPECT_TRUE(read_html("<br><br>", {.max_nodes = 5}).has_value());
}

TEST(HtmlReader, RejectsPagesOfTooManyAttributesOrReferences) {
  for (const std::string page :
       {"<p a b c><p d e f>", "<p a b c><p d e f g h></p>", "a&lt;b&lt;c&lt;",
        "<title>&lt;&lt;&lt;&lt;&lt;&lt;", "x\r\r\r\r\r\r\r\r"}) {
    const Result<HtmlTree> tree = read_html(page, {.max_nodes = 5});
    ASSERT_FALSE(tree.has_value()) << page;
    EXPECT_EQ(tree.error().message, "more than 5 attributes or references");
  }
  EXPECT_TRUE(read_html("<p a b c d e>a&lt;b&lt;c</p i j k>", {.max_nodes = 5}).has_value());
}

}  // namespace
}  // namespace medloom::text
