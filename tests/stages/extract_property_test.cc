// Promises of `extract` on any page: nothing that is seen is lost, and work is linear.
#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stages/extract/html_hidden.h"
#include "tests/stages/extract_fixture.h"
#include "tests/text/html_page_generator.h"
#include "text/html_reader.h"
#include "text/script.h"

namespace medloom {
namespace {

using test::Extracted;

// The bytes of the page that a block or a drop accounts for.
std::vector<bool> accounted_for(const Document& document) {
  std::vector<bool> covered(document.text().size());
  const auto cover = [&](Span page) {
    std::fill(covered.begin() + page.from, covered.begin() + page.to, true);
  };
  for (const Block& block : document.blocks()) {
    for (const Run& run : block.mark.runs()) cover(run.page);
    for (const Run& run : block.text.runs()) cover(run.page);
  }
  for (const Drop& drop : document.log().drops()) cover(drop.page);
  return covered;
}

// The first visible character that is in no block and no drop, with what stands around it.
std::string lost_character(const Document& document, const text::HtmlTree& tree) {
  const std::vector<bool> covered = accounted_for(document);
  for (std::uint32_t index = text::HtmlTree::kBody; index < tree.nodes().size(); ++index) {
    const text::HtmlNode& node = tree[index];
    if (node.kind != text::HtmlNodeKind::text) continue;
    if (stages::not_text(tree[node.parent].tag) == "not-text") continue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const text::HtmlPiece piece = tree.piece(node.first + i);
      for (std::size_t at = 0; at < piece.bytes.size();) {
        const std::uint32_t page =
            piece.source.from + (piece.copied ? static_cast<std::uint32_t>(at) : 0);
        const bool white = text::is_space(text::decode_at(piece.bytes, at));
        if (!white && !covered[page]) return document.text().substr(page < 20 ? 0 : page - 20, 60);
      }
    }
  }
  return "";
}

TEST(ExtractProperty, LosesNothingThatIsSeen) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    text::HtmlPageGenerator generator(seed);
    const std::string page = seed % 2 ? generator.broken(25) : generator.well_formed();
    const Extracted extracted(page);
    ASSERT_EQ(lost_character(extracted.document(), *text::read_html(page)), "")
        << "seed " << seed << "\n"
        << page;
  }
}

std::string repeated(const std::string& unit, std::size_t count) {
  std::string page;
  for (; count > 0; --count) page += unit;
  return page;
}

double cost_of(const std::string& page) {
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t start = std::clock();
    const Extracted extracted(page);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

// Eight times the page may cost at most 24 times as much: a quadratic step would cost 64 times.
TEST(ExtractProperty, WorkGrowsWithThePage) {
  const std::vector<std::function<std::string(std::size_t)>> pages = {
      [](std::size_t n) { return "<p>x" + repeated("<div>", n) + "y" + repeated("</div>z", n); },
      [](std::size_t n) { return repeated("<ul><li>x", n); },
      [](std::size_t n) { return repeated("<sup>9", n) + "x"; },
      [](std::size_t n) { return repeated("<table><tr><td>x<td>", n); },
      [](std::size_t n) { return "<table>" + repeated("<tr><td>x<td>y<br>z", n); },
      [](std::size_t n) { return repeated("<s>x<p>y</s>z", n); },
      [](std::size_t n) { return repeated("<p hidden>x</p>y", n); },
      [](std::size_t n) { return repeated("<style>.a{color:red;display:none}/*", n); },
      [](std::size_t n) {
        return "<style>" + repeated(".a,.b{display:none}@media x{", n) + "</style><p class='a b'>x";
      },
      [](std::size_t n) { return "<p>" + repeated("x \n", n) + repeated("&nbsp;&amp;", n); },
      [](std::size_t n) { return repeated("<a href=x>y<div>", n); },
      [](std::size_t n) { return "<pre>" + repeated("x\n\n", n); },
      [](std::size_t n) { return "<p>" + repeated("<wbr>", n) + repeated("产\n", n); },
      [](std::size_t n) { return repeated("1. x\n\n", n); },
      [](std::size_t n) { return repeated("x ", n); },
  };
  for (const auto& page : pages) {
    const double small = cost_of(page(2000));
    const double large = cost_of(page(16000));
    EXPECT_LT(large, 24 * std::max(small, 1e-3))
        << page(3) << ": " << small << " s, " << large << " s";
  }
}

}  // namespace
}  // namespace medloom
