#include "tests/text/html_page_generator.h"

#include <algorithm>
#include <utility>

namespace medloom::text {
namespace {

bool is_end_tag(const std::string& token) { return token.starts_with("</"); }
bool is_tag(const std::string& token) {
  return token.size() > 2 && token[0] == '<' && token[1] != '!';
}

}  // namespace

void HtmlPageGenerator::word() {
  static const std::vector<std::string> kForms = {"word",   "背痛",    "5&lt;",  "x&amp;y",
                                                  "&nbsp;", "&#8805;", "a &b; ", "<3 ",
                                                  "R&D",    "&copy",   "µg ",    "</ >"};
  put(one_of(kForms) + std::to_string(++words_));
}

void HtmlPageGenerator::words(int most) {
  for (int i = 1 + pick(most); i > 0; --i) {
    word();
    put(one_of<std::string>({" ", " ", "\n", "", "<!-- c -->", "<br>", "\n  "}));
  }
}

void HtmlPageGenerator::element(const std::string& tag, int depth,
                                void (HtmlPageGenerator::*content)(int)) {
  const std::string attributes =
      one_of<std::string>({"", "", " class=\"a b\"", " id=x data-y='<p>'", " hidden"});
  put("<" + tag + attributes + ">");
  (this->*content)(depth - 1);
  put("</" + tag + ">");
}

void HtmlPageGenerator::inline_content(int depth) {
  static const std::vector<std::string> kInline = {"b",   "i",    "span", "a", "em",
                                                   "sup", "font", "code", "s", "u"};
  for (int i = 1 + pick(3); i > 0; --i) {
    if (depth > 0 && pick(3) == 0) {
      element(one_of(kInline), depth, &HtmlPageGenerator::inline_content);
    } else {
      words(3);
    }
  }
}

void HtmlPageGenerator::list(int depth) {
  for (int i = 1 + pick(3); i > 0; --i) {
    element("li", depth, pick(2) ? &HtmlPageGenerator::inline_content : &HtmlPageGenerator::flow);
  }
}

void HtmlPageGenerator::definitions(int depth) {
  for (int i = 1 + pick(3); i > 0; --i) {
    element("dt", depth, &HtmlPageGenerator::inline_content);
    element("dd", depth, &HtmlPageGenerator::flow);
  }
}

void HtmlPageGenerator::table(int depth) {
  for (int row = 1 + pick(3); row > 0; --row) {
    put("<tr>");
    for (int cell = 1 + pick(3); cell > 0; --cell) {
      element(pick(4) ? "td" : "th", depth,
              pick(2) ? &HtmlPageGenerator::inline_content : &HtmlPageGenerator::flow);
    }
    put("</tr>\n");
  }
}

void HtmlPageGenerator::block(int depth) {
  static const std::vector<std::string> kBlocks = {"div",     "section", "blockquote",
                                                   "article", "aside",   "center"};
  switch (depth > 0 ? pick(9) : 8) {
    case 0:
    case 1:
      return element(one_of(kBlocks), depth, &HtmlPageGenerator::flow);
    case 2:
      return element(one_of<std::string>({"ul", "ol"}), depth, &HtmlPageGenerator::list);
    case 3:
      return element("dl", depth, &HtmlPageGenerator::definitions);
    case 4:
      return element("table", depth, &HtmlPageGenerator::table);
    case 5:
      return element(one_of<std::string>({"h1", "h2", "h3"}), depth,
                     &HtmlPageGenerator::inline_content);
    case 6:
      return put("<hr><script>if (a<b) '</p>'</script>");
    default:
      return element("p", depth, &HtmlPageGenerator::inline_content);
  }
}

void HtmlPageGenerator::flow(int depth) {
  for (int i = 1 + pick(3); i > 0; --i) {
    pick(4) == 0 ? inline_content(depth) : block(depth);
    put(one_of<std::string>({"", "\n", " "}));
  }
}

void HtmlPageGenerator::page() {
  tokens_.clear();
  put("<!DOCTYPE html>\n");
  put("<html>");
  put("<head><meta charset=utf-8><title>T &amp; t</title></head>\n");
  put("<body>");
  for (int i = 0; i < 4; ++i) flow(4);
  put("</body>");
  put("</html>\n");
}

std::string HtmlPageGenerator::joined() const {
  std::string page;
  for (const std::string& token : tokens_) page += token;
  return page;
}

std::string HtmlPageGenerator::well_formed() {
  page();
  return joined();
}

std::string HtmlPageGenerator::soup(const std::vector<std::string>& elements, int length) {
  static const std::vector<std::string> kMarkup = {
      "<!-- c -->",
      "</ >",
      "<?x?>",
      "<script>'<p>'</script>",
      "<style>b>i{}</style>",
      "<noscript>hidden</noscript>",
      "<template><td>hidden</template>",
      "<textarea>\n<b>&lt;</textarea>",
      "<svg><title>t</title><path d=''/><desc><p>a</p></desc><text>b</text></svg>",
      "<math><mi>x</mi><mo>&lt;</mo><![CDATA[<y>]]></math>",
      "<iframe><p></iframe>",
      "<xmp><b></xmp>",
  };
  tokens_.clear();
  put("<!DOCTYPE html><body>");
  for (; length > 0; --length) {
    const std::string& name = one_of(elements);
    switch (pick(10)) {
      case 0:
      case 1:
      case 2:
      case 3:
        put("<" + name + ">");
        break;
      case 4:
      case 5:
      case 6:
        put(name == "form" ? "<wbr></form>" : "</" + name + ">");
        break;
      case 7:
        put(one_of(kMarkup));
        break;
      default:
        word();
    }
  }
  return joined();
}

std::string HtmlPageGenerator::broken(int breaks) {
  page();
  for (; breaks > 0; --breaks) {
    const auto at = static_cast<std::size_t>(pick(static_cast<int>(tokens_.size())));
    const auto other = std::min(at + static_cast<std::size_t>(pick(12)), tokens_.size() - 1);
    if (!is_tag(tokens_[at]) || at < 3) continue;
    switch (pick(4)) {
      case 0:
        tokens_[at].clear();  // lost
        break;
      case 1:
        if (is_end_tag(tokens_[at])) std::swap(tokens_[at], tokens_[other]);  // misnested
        break;
      case 2:
        tokens_[other] += tokens_[at];  // doubled
        break;
      default:
        tokens_[at] +=
            one_of<std::string>({"</p>", "</div>", "</b>", "</span>", "<p>", "<li>", "</td>"});
    }
  }
  return joined();
}

}  // namespace medloom::text
