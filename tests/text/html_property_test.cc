// Promises of the HTML reader that hold on any page: places are true, links are whole, work is
// linear; and what a reader sees is what Gumbo, a full HTML5 parser, shows.
#include <algorithm>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/text/html_page_generator.h"
#include "tests/text/html_tree_checks.h"
#include "tests/text/html_visible_text.h"
#include "text/html_reader.h"

namespace medloom::text {
namespace {

TEST(HtmlProperty, ShowsWhatGumboShowsOnWellFormedPages) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    const std::string page = HtmlPageGenerator(seed).well_formed();
    ASSERT_EQ(visible_lines(*read_html(page)), gumbo_lines(page)) << "seed " << seed << "\n"
                                                                  << page;
  }
}

TEST(HtmlProperty, ShowsWhatGumboShowsOnBrokenPages) {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const std::string page = HtmlPageGenerator(seed).broken(1 + static_cast<int>(seed % 30));
    ASSERT_EQ(visible_lines(*read_html(page)), gumbo_lines(page)) << "seed " << seed << "\n"
                                                                  << page;
  }
}

// Left out are elements that Gumbo does not know (dialog, main) or treats as the standard once did
// (select, marquee, noscript), and, together with formatting, those where it matters that
// formatting is not reopened (options, forms in tables). Before </form> stands an element as Gumbo
// would else put the text before it behind it.
TEST(HtmlProperty, ShowsWhatGumboShowsOnTagSoup) {
  const std::vector<std::vector<std::string>> vocabularies = {
      {"p",       "div",     "b",       "i",        "a",      "span",       "ul",      "ol",
       "li",      "dl",      "dt",      "dd",       "table",  "tbody",      "tr",      "td",
       "th",      "caption", "thead",   "tfoot",    "col",    "colgroup",   "h1",      "h2",
       "button",  "section", "center",  "pre",      "font",   "em",         "nobr",    "code",
       "address", "ruby",    "rt",      "rp",       "object", "details",    "summary", "label",
       "body",    "html",    "head",    "hr",       "br",     "img",        "input",   "image",
       "s",       "u",       "article", "fieldset", "x-y",    "blockquote", "figure",  "applet"},
      {"form", "p", "li", "dt", "dd", "div", "button", "fieldset", "input", "label", "legend", "ul",
       "dl", "h1", "pre", "section", "span", "option"},
      {"table", "tr", "td", "th", "tbody", "thead", "caption", "p", "li", "ul", "b", "div"},
      {"p", "b", "i", "a", "s", "div", "span", "font", "li", "h2"}};
  for (const std::vector<std::string>& elements : vocabularies) {
    for (std::uint32_t seed = 0; seed < 1500; ++seed) {
      const std::string page =
          HtmlPageGenerator(seed).soup(elements, 6 + static_cast<int>(seed % 40));
      ASSERT_EQ(visible_lines(*read_html(page)), gumbo_lines(page)) << "seed " << seed << "\n"
                                                                    << page;
    }
  }
}

TEST(HtmlProperty, PlacesAndLinksAreTrueOnBrokenPages) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const std::string page = HtmlPageGenerator(seed).broken(20);
    ASSERT_EQ(flaws_of(*read_html(page)), "") << "seed " << seed << "\n" << page;
    const HtmlTree flat = *read_html(page, {.max_depth = 6, .max_attributes = 1});
    ASSERT_EQ(flaws_of(flat), "") << "seed " << seed;
    ASSERT_LE(depth_of(flat), 6U + 2) << "seed " << seed;
  }
}

TEST(HtmlProperty, PlacesAndLinksAreTrueOnNoise) {
  static const std::vector<std::string> kScraps = {"<",         ">",
                                                   "/",         "!",
                                                   "--",        "?",
                                                   "&",         "&amp",
                                                   ";",         "#x",
                                                   "=",         "'",
                                                   "\"",        " ",
                                                   "\r",        "\n",
                                                   "a",         "p",
                                                   "td",        "table",
                                                   "<p>",       "</p>",
                                                   "<b>",       "</b>",
                                                   "<table>",   "<tr>",
                                                   "<td>",      "<svg>",
                                                   "<![CDATA[", "]]>",
                                                   "<script>",  "</script>",
                                                   "<title>",   "<!--",
                                                   "-->",       "产",
                                                   "后",        std::string(1, '\0'),
                                                   "<li>",      "</a>",
                                                   "<a href="};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string page;
    for (int i = 0; i < 40; ++i) page += kScraps[random() % kScraps.size()];
    ASSERT_EQ(flaws_of(*read_html(page)), "") << "round " << round << "\n" << page;
  }
}

std::string repeated(const std::string& unit, std::size_t count) {
  std::string page;
  page.reserve(unit.size() * count);
  for (; count > 0; --count) page += unit;
  return page;
}

// CPU seconds of one reading, the best of three.
double cost_of(const std::string& page) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    const bool read = read_html(page).has_value();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    EXPECT_TRUE(read);
  }
  return best;
}

struct Growth {
  std::string name;
  std::function<std::string(std::size_t)> page;
};

const std::vector<Growth>& hostile_pages() {
  static const std::vector<Growth> kPages = {
      {"nested", [](std::size_t n) { return repeated("<div>", n) + "x" + repeated("</div>", n); }},
      {"nested lists", [](std::size_t n) { return repeated("<ul><li>", n) + "x"; }},
      {"misnested",
       [](std::size_t n) {
         return repeated("<a><b><font>", n / 2) + "x" + repeated("</a></b></p>", n / 2);
       }},
      {"formatting and stray ends", [](std::size_t n) { return repeated("<b></p>", n); }},
      {"early ends",
       [](std::size_t n) { return repeated("<b><div>", n / 2) + repeated("</b>x", n / 2); }},
      {"ends that reach nothing",
       [](std::size_t n) {
         return repeated("<b>", n / 4) + "<table><td>" + repeated("</b></i>", n);
       }},
      {"nested tables",
       [](std::size_t n) {
         return repeated("<table><tr><td>", n / 2) + repeated("</b></td>", n / 2);
       }},
      {"foster parents", [](std::size_t n) { return "<table>" + repeated("x<b>y</b><tr>", n); }},
      {"unknown elements",
       [](std::size_t n) {
         std::string page;
         for (std::size_t i = 0; i < n; ++i) page += "<x" + std::to_string(i) + ">";
         return page;
       }},
      {"attributes",
       [](std::size_t n) {
         std::string page = "<p";
         for (std::size_t i = 0; i < n; ++i) page += " a" + std::to_string(i) + "=1";
         return page + ">x";
       }},
      {"<", [](std::size_t n) { return repeated("<", 10 * n); }},
      {"&", [](std::size_t n) { return repeated("&", 10 * n) + repeated("&amp;amp;", n); }},
      {"names cut short",
       [](std::size_t n) { return repeated("&Counterclockwisecontourintegra", n); }},
      {"open quotes", [](std::size_t n) { return repeated("<a b='1\" ", n); }},
      {"open comments", [](std::size_t n) { return repeated("<!-- > ", n); }},
      {"open CDATA", [](std::size_t n) { return "<svg>" + repeated("<![CDATA[ ]] > ", n); }},
      {"open scripts",
       [](std::size_t n) { return repeated("<script><!--<script>", n) + repeated("</script", n); }},
      {"comments left open",
       [](std::size_t n) { return repeated("<noscript><!-- </noscript>", n) + "<!-- "; }},
      {"open noscripts",
       [](std::size_t n) { return repeated("<template><noscript></template>", n); }},
      {"nested in SVG", [](std::size_t n) { return "<svg>" + repeated("<style>", n); }},
      {"forms", [](std::size_t n) { return repeated("<form><p><li></form>", n / 2); }},
      {"many attributes",
       [](std::size_t n) {
         return repeated("<p a b c d e f g h i j k l m n o p q r s t>", n / 20);
       }},
      {"open titles", [](std::size_t n) { return repeated("<title></titl &", n); }},
  };
  return kPages;
}

// Eight times the page may cost at most 24 times as much: a quadratic step would cost 64 times.
TEST(HtmlProperty, WorkGrowsWithThePage) {
  for (const Growth& growth : hostile_pages()) {
    const double small = cost_of(growth.page(12500));
    const double large = cost_of(growth.page(100000));
    EXPECT_LT(large, 24 * std::max(small, 5e-4))
        << growth.name << ": " << small << " s, " << large << " s";
  }
}

TEST(HtmlProperty, PlacesAndLinksAreTrueOnHostilePages) {
  for (const Growth& growth : hostile_pages()) {
    const std::string page = growth.page(3000);
    const HtmlTree tree = *read_html(page);
    EXPECT_EQ(flaws_of(tree), "") << growth.name;
    EXPECT_LE(depth_of(tree), HtmlLimits{}.max_depth + 2) << growth.name;
  }
}

}  // namespace
}  // namespace medloom::text
