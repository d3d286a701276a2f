// What of a page is content: names of elements, posts, bylines, notes, pages that hide themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <random>

#include "stages/extract/block_shape.h"
#include "stages/extract/element_signs.h"
#include "tests/stages/extract_fixture.h"
#include "text/script.h"

namespace medloom {
namespace {

using stages::bit;
using stages::Sign;
using stages::Signs;
using stages::signs_of_names;
using test::Extracted;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(ElementSigns, ReadsNames) {
  struct Case {
    std::string names;
    Signs signs;
  };
  const std::vector<Case> cases = {
      {"post", bit(Sign::post)},
      {"post-content", bit(Sign::post) | bit(Sign::content)},
      {"sideBar", bit(Sign::side)},
      {"SIDEBAR", bit(Sign::side)},
      {"main_nav nav2", bit(Sign::content) | bit(Sign::menu)},
      {"leftnav", bit(Sign::menu)},
      {"pagefooter", bit(Sign::page_foot)},
      {"relatedlist", bit(Sign::related)},
      {"", 0},
      {"-- 12 __", 0},
      {"x", 0},
      {"postal", bit(Sign::post)},  // a hint, no more
      {"zqxj", 0},
      {"正文", 0},
      {std::string(10'000, 'a'), 0},
      {"navigationnavigationnavigationnavigation", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(signs_of_names(c.names), c.signs) << c.names.substr(0, 40);
}

// What shape_of counts, character by character.
stages::Shape naive_shape(std::string_view text) {
  const auto any_of = [](char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
  };
  stages::Shape shape;
  char32_t before = 0;
  char32_t last = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_at(text, at);
    const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool ascii_digit = c >= '0' && c <= '9';
    const bool han = text::is_han(c);
    const bool word = c < 0x80 ? ascii_letter || ascii_digit : !text::is_cjk_punctuation(c);
    shape.letters += han ? 2 : 1;
    shape.han += han ? 1 : 0;
    shape.words += han || (word && !in_word) ? 1 : 0;
    shape.digits += ascii_digit ? 1 : 0;
    shape.capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
    shape.stops += any_of(c, U"!?;、。！，：；？") || (c == ' ' && any_of(before, U".,")) ? 1 : 0;
    shape.has_sign |= any_of(c, U"|©›»·×→®");
    if (!any_of(c, U"\") ”」）’")) last = c;
    in_word = word && !han;
    before = c;
  }
  shape.stops += before == '.' ? 1 : 0;
  shape.ends_sentence = any_of(last, U".!?。！？…");
  shape.ends_colon = any_of(last, U":：");
  shape.asks = any_of(last, U"?？");
  return shape;
}

TEST(BlockShape, IsThatOfEachCharacter) {
  constexpr std::string_view kPieces[] = {
      "a",  "B", "7", ".",  ",",  " ", "|",  "!",  "?", ";", ")",      "\"",        "word. ",
      "Z9", ":", "é", "腰", "，", "”", "（", "：", "©", "…", "\u00A0", "\U0001F600"};
  constexpr std::size_t kAscii = 15;
  std::mt19937 random(1);
  for (std::size_t round = 0; round < 6000; ++round) {
    const std::size_t pieces = round % 3 == 0 ? kAscii : std::size(kPieces);
    std::string text;
    for (std::size_t n = random() % (round % 100 == 0 ? 9000 : 60); n > 0; --n) {
      text += kPieces[random() % pieces];
    }
    const stages::Shape shape = stages::shape_of(text);
    const stages::Shape naive = naive_shape(text);
    const auto as_row = [](const stages::Shape& s) {
      return std::vector<float>{s.letters,
                                s.stops,
                                s.words,
                                s.digits,
                                s.capitals,
                                s.han,
                                s.ends_sentence ? 1.0F : 0.0F,
                                s.ends_colon ? 1.0F : 0.0F,
                                s.asks ? 1.0F : 0.0F,
                                s.has_sign ? 1.0F : 0.0F};
    };
    ASSERT_EQ(as_row(shape), as_row(naive)) << text.substr(0, 300);
  }
}

std::string menu(int links) {
  std::string html = "<ul class=menu>";
  for (int i = 0; i < links; ++i) html += "<li><a href=/t/" + std::to_string(i) + ">科室导航</a>";
  return html + "</ul>";
}

constexpr std::string_view kQuestion =
    "每年三月开始连续打喷嚏，早上起床时最厉害，眼睛也痒，已经有两年了，请问是不是过敏性鼻炎？";
constexpr std::string_view kAnswer =
    "从描述看，更像季节性过敏性鼻炎，而不是普通感冒。建议到耳鼻喉科做鼻内镜和过敏原检测，结果出来以"
    "后再决定用药。";

TEST(MainContent, KeepsEveryPostOfAThread) {
  std::string page = "<title>春天打喷嚏 - 示例论坛</title>" + menu(12) +
                     "<div class=thread><h1>春天打喷嚏</h1><div class=post><p>" +
                     std::string(kQuestion) + "</p></div>";
  for (int i = 0; i < 8; ++i) {
    page += "<div class=post><p>" + std::to_string(i + 1) + "楼：" + std::string(kAnswer) +
            "</p></div>";
  }
  page += "</div>" + menu(8) + "<footer>版权所有</footer>";
  const Extracted extracted(page);
  EXPECT_THAT(extracted.navigation(), Not(Contains(HasSubstr("鼻"))));
  EXPECT_THAT(extracted.navigation(), Contains("links: 科室导航"));
  EXPECT_THAT(extracted.navigation(), Contains("footer: 版权所有"));
}

TEST(MainContent, KeepsWhoAnswersAndNotes) {
  const Extracted page(
      menu(6) + "<div class=main><h1>春天打喷嚏怎么办</h1><p>提问时间：2022-03-21</p><p>" +
      std::string(kQuestion) + "</p><p>陆景文</p><p>副主任医师</p><p>" + std::string(kAnswer) +
      "</p><p>" + std::string(kAnswer) + "</p></div><div class=related>" + menu(5) +
      "</div><p>声明：以上内容仅供参考，不能代替医生面诊。</p>");
  for (const char* line : {"提问时间", "陆景文", "副主任", "声明"}) {
    EXPECT_THAT(page.navigation(), Not(Contains(HasSubstr(line)))) << line;
  }
  EXPECT_THAT(page.navigation(), Contains("links: 科室导航"));
}

TEST(MainContent, TakesAPageOfOneKindAsItIs) {
  EXPECT_THAT(Extracted("<p>腰痛").navigation(), IsEmpty());
  EXPECT_THAT(Extracted("<p>" + std::string(kAnswer)).navigation(), IsEmpty());
  EXPECT_THAT(Extracted("<h1>腰痛</h1>").navigation(), IsEmpty());
}

std::string long_text() {
  std::string html;
  for (int i = 0; i < 6; ++i) html += "<p>" + std::string(kAnswer) + "</p>";
  return html;
}

TEST(HiddenPage, IsReadWhereItIsThePage) {
  for (const std::string_view open :
       {"<div hidden>", "<div style='opacity:0'>", "<div style='visibility:hidden'>",
        "<div style='display:none'>", "<div aria-hidden=true>"}) {
    const Extracted page(std::string(open) + long_text() + "</div><p>正在加载</p>");
    EXPECT_EQ(page.lines().size(), 7U) << open;
    EXPECT_THAT(page.drops(), IsEmpty()) << open;
  }
  EXPECT_EQ(Extracted("<div id=app></div><noscript>" + long_text() + "</noscript>").lines().size(),
            6U);
}

TEST(HiddenPage, IsNoPageWhereMoreIsSeen) {
  const std::vector<std::string> pages = {"<div hidden>" + long_text() + "</div>",
                                          "<noscript>" + long_text() + "</noscript>",
                                          "<div style='display:none'>" + long_text() + "</div>"};
  for (const std::string& hidden : pages) {
    const Extracted page(long_text() + "<p>多一行</p>" + hidden);
    EXPECT_EQ(page.lines().size(), 7U);
    EXPECT_EQ(page.drops().size(), 1U);
  }
  EXPECT_EQ(Extracted("<noscript>Please enable JavaScript to use this site.</noscript>").rejected(),
            "no content");
  EXPECT_THAT(Extracted("<p>腰痛<script>" + std::string(2000, 'x') + "</script>").drops(),
              IsEmpty());
}

// Three paragraphs of one article, in an element of their own.
std::string three_paragraphs(const std::string& of) {
  std::string html = "<div>";
  for (const char* n : {"one", "two", "three"}) {
    html += "<p>Point " + std::string(n) + " of " + of +
            ": a sore knee wants rest, then slow walks on flat ground, and stairs only when the "
            "swelling is gone and the leg can be bent as far as the other one.</p>";
  }
  return html + "</div>";
}

int copies_in(const std::string& html) {
  int copies = 0;
  for (const std::string& line : Extracted("<article><h1>Knees</h1>" + html).navigation()) {
    copies += line.starts_with("copy: ") ? 1 : 0;
  }
  return copies;
}

TEST(MainContent, ASecondCopyIsSetAside) {
  const std::string text = three_paragraphs("rest");
  const std::string other = three_paragraphs("exercise");
  EXPECT_EQ(copies_in(text + text), 3);
  EXPECT_EQ(copies_in(text + text + text), 6) << "a slider";
  EXPECT_EQ(copies_in(text + "<p>Share this with a friend who has a sore knee.</p>" + text), 3);
  EXPECT_EQ(copies_in(text + other + text + other), 6) << "wide and narrow screens";
}

TEST(MainContent, WhatIsSaidAgainIsNoCopy) {
  const std::string text = three_paragraphs("rest");
  const std::string other = three_paragraphs("exercise");
  EXPECT_EQ(copies_in(text + other), 0);
  EXPECT_EQ(copies_in("<h2>Sore?</h2>" + text + "<h2>Swollen?</h2>" + text), 0) << "two questions";
  EXPECT_EQ(copies_in("<p>Is it sore?</p>" + text + "<p>Is it swollen?</p>" + text), 0);
  EXPECT_EQ(copies_in("<p>会痛吗？</p>" + text + "<p>会肿吗？</p>" + text), 0);
  EXPECT_EQ(copies_in(text + other + three_paragraphs("shoes") + text), 0) << "far apart";
  std::string few;
  for (int i = 0; i < 6; ++i)
    few += "<p>Rest the knee for a week, and then walk on flat ground.</p>";
  EXPECT_EQ(copies_in("<p>Knees get sore when hills are long.</p>" + few), 0) << "short";
}

}  // namespace
}  // namespace medloom
