// Selectors find what CSS says they find; what is not understood is told with its place.
#include "stages/structure/selector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "text/html_reader.h"

namespace medloom::stages {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kWhere[] = "site.toml:7:9";

constexpr std::string_view kPage = R"(<body id=page>
<div class="post first" id=p1><h1>A</h1><p class=lead>B</p><blockquote><p>C</p></blockquote></div>
<div class="post" data-kind="q a"><p>D</p><a itemprop=author href=x>E</a></div>
<section class="md:flex"><P CLASS=Lead>F</P></section></body>)";

// The texts of the elements that match, "A" or "B C".
std::vector<std::string> found(std::string_view css, std::string_view page = kPage) {
  SelectorSet set;
  const Result<void> added = set.add(css, kWhere);
  EXPECT_TRUE(added) << css << ": " << (added ? "" : to_string(added.error()));
  const auto tree = text::read_html(page);
  std::vector<std::string> texts;
  set.match(*tree, [&](std::uint32_t element, std::size_t) {
    std::string text = tree->text_of(element);
    std::erase(text, '\n');
    texts.push_back(text);
  });
  return texts;
}

TEST(Selector, FindsWhatCssFinds) {
  EXPECT_THAT(found("h1"), ElementsAre("A"));
  EXPECT_THAT(found("H1"), ElementsAre("A"));
  EXPECT_THAT(found(".lead"), ElementsAre("B"));
  EXPECT_THAT(found(".Lead"), ElementsAre("F"));
  EXPECT_THAT(found("#p1"), ElementsAre("ABC"));
  EXPECT_THAT(found(".post"), ElementsAre("ABC", "DE"));
  EXPECT_THAT(found(".first.post"), ElementsAre("ABC"));
  EXPECT_THAT(found("div p"), ElementsAre("B", "C", "D"));
  EXPECT_THAT(found("div > p"), ElementsAre("B", "D"));
  EXPECT_THAT(found("div>p"), ElementsAre("B", "D"));
  EXPECT_THAT(found("body > div blockquote > p"), ElementsAre("C"));
  EXPECT_THAT(found("h1, .lead"), ElementsAre("A", "B"));
  EXPECT_THAT(found("h1, #p1 > h1"), ElementsAre("A")) << "an element is one hit";
  EXPECT_THAT(found("[itemprop=author]"), ElementsAre("E"));
  EXPECT_THAT(found("[ITEMPROP]"), ElementsAre("E"));
  EXPECT_THAT(found("div[data-kind=\"q a\"] > *"), ElementsAre("D", "E"));
  EXPECT_THAT(found("[ data-kind = 'q a' ] p"), ElementsAre("D"));
  EXPECT_THAT(found(R"(.md\:flex p)"), ElementsAre("F"));
  EXPECT_THAT(found("  h1  "), ElementsAre("A"));
  EXPECT_THAT(found("x-card", "<x-card>Z</x-card><x-cards>Y</x-cards>"), ElementsAre("Z"));
  EXPECT_THAT(found(".正文", "<p class='a 正文'>Z</p>"), ElementsAre("Z"));
}

TEST(Selector, FindsNothingElse) {
  EXPECT_THAT(found("h2"), IsEmpty());
  EXPECT_THAT(found(".pos"), IsEmpty());
  EXPECT_THAT(found(".posts"), IsEmpty());
  EXPECT_THAT(found("#P1"), IsEmpty());
  EXPECT_THAT(found("p div"), IsEmpty());
  EXPECT_THAT(found("body > p"), IsEmpty());
  EXPECT_THAT(found("div > div"), IsEmpty());
  EXPECT_THAT(found("[itemprop=autho]"), IsEmpty());
  EXPECT_THAT(found("[class=first]"), IsEmpty()) << "the whole value, not a word of it";
  EXPECT_THAT(found("p p"), IsEmpty()) << "an element does not stand in itself";
  EXPECT_THAT(found("p", ""), IsEmpty());
  EXPECT_THAT(found("p", "<!-- <p>no</p> --><title><p>no</p></title>"), IsEmpty());
}

TEST(Selector, TellsWhereItIsNotUnderstood) {
  struct Case {
    std::string css;
    std::string character;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"", "character 1: ", "expected here"},
      {"   ", "character 4: ", "expected here"},
      {".", "character 2: ", "a class is missing"},
      {"#", "character 2: ", "an id is missing"},
      {"p.", "character 3: ", "a class is missing"},
      {"p..a", "character 3: ", "a class is missing"},
      {"p >", "character 4: ", "expected here"},
      {"> p", "character 1: ", "expected here"},
      {"p > > a", "character 5: ", "expected here"},
      {"p,", "character 3: ", "expected here"},
      {", p", "character 1: ", "expected here"},
      {"p:first-child", "character 2: ", "are understood"},
      {"p::before", "character 2: ", "are understood"},
      {"h1 + p", "character 4: ", "are understood"},
      {"h1 ~ p", "character 4: ", "are understood"},
      {"h1+p", "character 3: ", "are understood"},
      {"[a", "character 3: ", "']' is missing"},
      {"[]", "character 2: ", "an attribute is missing"},
      {"[a=]", "character 4: ", "a value is missing"},
      {"[a^=b]", "character 3: ", "']' is missing"},
      {"[a='b]", "character 5: ", "closing quote"},
      {"p!", "character 2: ", "not understood"},
      {"p)", "character 2: ", "not understood"},
      {"p { color: red }", "character 3: ", "expected here"},
      {std::string("p\0q", 3), "character 2: ", "not understood"},
  };
  for (const Case& c : cases) {
    SelectorSet set;
    const Result<void> added = set.add(c.css, kWhere);
    ASSERT_FALSE(added) << c.css;
    EXPECT_EQ(added.error().where, kWhere) << c.css;
    EXPECT_THAT(added.error().message, HasSubstr(c.character)) << c.css;
    EXPECT_THAT(added.error().message, HasSubstr(c.message)) << c.css;
    EXPECT_TRUE(set.empty()) << c.css;
  }
}

TEST(Selector, HoldsSixtyFourPartsAndNoMore) {
  SelectorSet set;
  for (int i = 0; i < 32; ++i) ASSERT_TRUE(set.add("div p", kWhere));
  const Result<void> added = set.add("p", kWhere);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().where, kWhere);
  int hits = 0;
  set.match(*text::read_html("<div><p>"), [&](std::uint32_t, std::size_t) { ++hits; });
  EXPECT_EQ(hits, 32);
}

// What the standard says, looked up from each element: slow and plain.
bool naive_match(const text::HtmlTree& tree, std::uint32_t element,
                 const std::vector<std::pair<std::string, bool>>& row, std::size_t last) {
  if (tree.name(tree[element]) != row[last].first) return false;
  if (last == 0) return true;
  for (std::uint32_t up = tree[element].parent;; up = tree[up].parent) {
    if (naive_match(tree, up, row, last - 1)) return true;
    if (row[last].second || up == text::HtmlTree::kHtml) return false;
  }
}

TEST(Selector, AgreesWithLookingUpTheTree) {
  std::mt19937 random(7);
  const auto any = [&](int count) { return static_cast<int>(random() % count); };
  const std::vector<std::string> tags = {"div", "section", "article"};
  for (int round = 0; round < 400; ++round) {
    std::string page;
    for (int i = 0; i < 30; ++i) {
      const std::string& tag = tags[any(3)];
      page += any(3) == 0 ? "</" + tag + ">" : "<" + tag + ">";
    }
    std::vector<std::pair<std::string, bool>> row;
    std::string css;
    for (int i = 0; i <= any(4); ++i) {
      row.emplace_back(tags[any(3)], i > 0 && any(2) == 0);
      css += (i == 0 ? "" : row.back().second ? " > " : " ") + row.back().first;
    }
    const auto tree = text::read_html(page);
    SelectorSet set;
    ASSERT_TRUE(set.add(css, kWhere));
    std::vector<std::uint32_t> hits;
    set.match(*tree, [&](std::uint32_t element, std::size_t) { hits.push_back(element); });
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < tree->nodes().size(); ++i) {
      const bool is_element = (*tree)[i].kind == text::HtmlNodeKind::element;
      if (is_element && naive_match(*tree, i, row, row.size() - 1)) expected.push_back(i);
    }
    ASSERT_EQ(hits, expected) << css << " in " << page;
  }
}

}  // namespace
}  // namespace medloom::stages
