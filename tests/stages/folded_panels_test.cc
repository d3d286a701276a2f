// Which hidden elements open on a click, and which stay hidden for good.
#include "stages/extract/folded_panels.h"

#include <gtest/gtest.h>

#include <string>

#include "text/html_reader.h"

namespace medloom::stages {
namespace {

// Whether the first element with the attribute `x` is a panel.
bool is_panel(const std::string& html) {
  const auto tree = text::read_html(html);
  for (std::uint32_t i = 0; i < tree->nodes().size(); ++i) {
    const text::HtmlNode& node = (*tree)[i];
    if (node.kind != text::HtmlNodeKind::element || !tree->attribute(node, "x")) continue;
    return FoldedPanels(*tree).is(i);
  }
  ADD_FAILURE() << "no element with x in " << html;
  return false;
}

TEST(FoldedPanels, OpenOnAClick) {
  for (const char* html : {
           "<button aria-expanded=false aria-controls=a>Q</button><div><p x id=a>A</p></div>",
           "<h3><button aria-expanded=false>Q</button></h3><div x>A</div>",
           "<div aria-expanded=false>Q</div> <div x>A</div>",
           "<dl><dt aria-expanded=true>Q</dt><dd x>A</dd></dl>",
           "<a href=#a aria-expanded=false>Q</a><p>b</p><div id=a x>A</div>",
           "<div data-bs-target=#a aria-expanded=false>Q</div><p>b</p><div id=a x>A</div>",
           "<div data-target='#a' aria-expanded=false>Q</div><p>b</p><div id=a x>A</div>",
           "<a role=tab href=#a>T</a><section><div role=tabpanel x>A</div></section>",
           "<li role=tab aria-controls=a>T</li><p>b</p><div id=a x>A</div>",
           "<main><h2><span><b aria-expanded=false>Q</b></span></h2><div x>A</div></main>",
           "<a id=q aria-controls=a>Q</a><p>b</p><div id=a x role=region aria-labelledby=q>A</div>",
           "<div>Q?</div><div x class=a>A</div><div>Q？ </div><div class=a>A</div>",
           "<li><h3><b>Q?</b></h3><div x style='display:none'>A</div><li><h3>Q?</h3>"
           "<div style='display:none'>A</div>",
       }) {
    EXPECT_TRUE(is_panel(html)) << html;
  }
}

TEST(FoldedPanels, StayHidden) {
  for (const char* html : {
           "<div x>A</div>",
           "<div>Q?</div><div x class=a>one alone</div><div>T</div><div class=a>A</div>",
           "<div>Q?</div><div x class=a>A</div><div>Q?</div><div class=b>not alike</div>",
           "<nav><p>Q?</p><div x>A</div><p>Q?</p><div>A</div></nav>",
           "<div>Q?</div><p>between</p><div x>A</div><div>Q?</div><p>b</p><div>A</div>",
           "<div x id=a>A</div>",
           "<p>Q</p><div x>A</div>",
           "<div class=accordion-title>Q</div><div x class=accordion-panel>A</div>",
           "<div x role=tabpanel>no tab anywhere</div>",
           "<button aria-controls=a>no word about expanding</button><p>b</p><div id=a x>A</div>",
           "<button aria-expanded=false aria-controls=b>Q</button><p>b</p><div id=a x>A</div>",
           "<a href=x.html#a aria-expanded=false>Q</a><p>b</p><div id=a x>A</div>",
           "<a href=# aria-expanded=false>Q</a><p>b</p><div id='' x>A</div>",
           "<nav><b aria-expanded=false aria-controls=a>Menu</b></nav><div id=a x>A</div>",
           "<button aria-expanded=false aria-controls=a>Menu</button><nav id=a x>A</nav>",
           "<button aria-expanded=false aria-controls=a>Menu</button><ul role=menu id=a x>A</ul>",
           "<header><b aria-expanded=false>Menu</b><div x>A</div></header>",
           "<b aria-expanded=true aria-haspopup=true aria-controls=a>M</b><p>b</p><p id=a x>A",
           "<button aria-expanded=false aria-controls=a>M</button><div role=dialog id=a x>A</div>",
           "<form><b aria-expanded=false>M</b><div x>A</div></form>",
           "<p>b</p><div x>A</div><button aria-expanded=false>behind it</button>",
           "<div aria-expanded=false>Q</div><p>between</p><div x>A</div>",
           "<a id=q>Q</a><p>b</p><div id=a x role=region aria-labelledby=q>A</div>",
           "<a id=q aria-controls=b>Q</a><p>b</p><div id=a x role=region aria-labelledby=q>A</div>",
           "<a id=q aria-controls=a>Q</a><p>b</p><div id=a x role=menu aria-labelledby=q>A</div>",
           "<nav><a id=q aria-controls=a>Q</a></nav><div id=a x role=region "
           "aria-labelledby=q>A</div>",
           "<div><b aria-expanded=false aria-controls=a>Q</b><p id=a>A</p></div><div x>B</div>",
       }) {
    EXPECT_FALSE(is_panel(html)) << html;
  }
}

TEST(FoldedPanels, TitlesAreTriggersOfText) {
  const auto is_title = [](std::string_view html) {
    const auto tree = text::read_html(html);
    for (std::uint32_t i = 0; i < tree->nodes().size(); ++i) {
      if ((*tree)[i].tag == text::HtmlTag::button) return FoldedPanels(*tree).is_title(i);
    }
    return false;
  };
  EXPECT_TRUE(is_title("<h3><button aria-expanded=false>Why?</button></h3>"));
  EXPECT_TRUE(is_title("<button role=tab>Symptoms</button>"));
  EXPECT_TRUE(
      is_title("<button id=q aria-controls=a>Why?</button>"
               "<p hidden role=region id=a aria-labelledby=q>So."));
  EXPECT_FALSE(is_title("<button>Send</button>"));
  EXPECT_FALSE(is_title("<nav><button aria-expanded=false>Menu</button></nav>"));
  EXPECT_FALSE(is_title("<button aria-expanded=false aria-haspopup=menu>Menu</button>"));
  EXPECT_FALSE(is_title("<form><button aria-expanded=false>Options</button></form>"));
}

TEST(FoldedPanels, ManyPanelsCostNoMoreThanTheirNumber) {
  std::string html = "<button aria-expanded=false>Q</button>";
  for (int i = 0; i < 100'000; ++i) html += "<p hidden>A";
  const auto tree = text::read_html(html);
  FoldedPanels panels(*tree);
  int found = 0;
  for (std::uint32_t i = 0; i < tree->nodes().size(); ++i) {
    const text::HtmlNode& node = (*tree)[i];
    if (node.kind == text::HtmlNodeKind::element && node.tag == text::HtmlTag::p) {
      found += panels.is(i) ? 1 : 0;
    }
  }
  EXPECT_EQ(found, 1);
}

}  // namespace
}  // namespace medloom::stages
