// Names are cut into words where anything but a letter stands and where a capital follows a small
// letter. A word is looked up; one that is not known counts as what it begins or ends with
// ("leftnav", "menulist"), if that is long enough to be no chance.
//
// The words are those that pages use most for parts of a page, general ones only; what a sign is
// worth the model says. Tested by tests/stages/extract_content_test.cc.
#include "stages/extract/element_signs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>

namespace medloom::stages {
namespace {

struct SignWord {
  std::string_view word;
  Sign sign;
};

constexpr auto kWords = std::to_array<SignWord>({
    {"accordion", Sign::fold},
    {"account", Sign::form},
    {"ad", Sign::promotion},
    {"address", Sign::page_foot},
    {"ads", Sign::promotion},
    {"advert", Sign::promotion},
    {"advertisement", Sign::promotion},
    {"alert", Sign::dialog},
    {"also", Sign::related},
    {"answer", Sign::post},
    {"answers", Sign::post},
    {"app", Sign::promotion},
    {"article", Sign::article},
    {"articles", Sign::list},
    {"aside", Sign::side},
    {"author", Sign::author},
    {"authors", Sign::author},
    {"avatar", Sign::author},
    {"badge", Sign::about},
    {"banner", Sign::page_head},
    {"bio", Sign::author},
    {"block", Sign::section},
    {"blurb", Sign::article},
    {"body", Sign::content},
    {"bottom", Sign::page_foot},
    {"branding", Sign::page_head},
    {"breadcrumb", Sign::breadcrumb},
    {"breadcrumbs", Sign::breadcrumb},
    {"btn", Sign::button},
    {"btns", Sign::button},
    {"button", Sign::button},
    {"buttons", Sign::button},
    {"byline", Sign::author},
    {"caption", Sign::caption},
    {"card", Sign::card},
    {"cards", Sign::card},
    {"carousel", Sign::card},
    {"cart", Sign::form},
    {"categories", Sign::about},
    {"category", Sign::about},
    {"code", Sign::code},
    {"colophon", Sign::page_foot},
    {"comment", Sign::comments},
    {"comments", Sign::comments},
    {"con", Sign::content},
    {"consent", Sign::dialog},
    {"contact", Sign::page_foot},
    {"contacts", Sign::page_foot},
    {"content", Sign::content},
    {"contents", Sign::content},
    {"cookie", Sign::dialog},
    {"cookies", Sign::dialog},
    {"copyright", Sign::page_foot},
    {"count", Sign::about},
    {"credit", Sign::caption},
    {"crumb", Sign::breadcrumb},
    {"crumbs", Sign::breadcrumb},
    {"cta", Sign::promotion},
    {"date", Sign::about},
    {"deals", Sign::promotion},
    {"desc", Sign::product},
    {"description", Sign::product},
    {"detail", Sign::content},
    {"details", Sign::content},
    {"dialog", Sign::dialog},
    {"disclaimer", Sign::page_foot},
    {"disqus", Sign::comments},
    {"donate", Sign::promotion},
    {"download", Sign::promotion},
    {"drawer", Sign::menu},
    {"dropdown", Sign::menu},
    {"editor", Sign::article},
    {"entry", Sign::article},
    {"excerpt", Sign::card},
    {"expert", Sign::author},
    {"facebook", Sign::share},
    {"faq", Sign::question},
    {"faqs", Sign::question},
    {"feature", Sign::section},
    {"features", Sign::section},
    {"feed", Sign::list},
    {"figcaption", Sign::caption},
    {"filter", Sign::form},
    {"filters", Sign::form},
    {"floor", Sign::post},
    {"flyout", Sign::menu},
    {"follow", Sign::share},
    {"foot", Sign::page_foot},
    {"footer", Sign::page_foot},
    {"footnote", Sign::page_foot},
    {"form", Sign::form},
    {"forum", Sign::post},
    {"grid", Sign::card},
    {"guest", Sign::form},
    {"hamburger", Sign::menu},
    {"hdr", Sign::page_head},
    {"head", Sign::page_head},
    {"header", Sign::page_head},
    {"heading", Sign::title},
    {"headline", Sign::title},
    {"hentry", Sign::article},
    {"hero", Sign::section},
    {"hidden", Sign::hidden},
    {"hide", Sign::hidden},
    {"highlight", Sign::code},
    {"hot", Sign::related},
    {"info", Sign::about},
    {"input", Sign::form},
    {"intro", Sign::article},
    {"item", Sign::card},
    {"items", Sign::list},
    {"label", Sign::about},
    {"legal", Sign::page_foot},
    {"lightbox", Sign::dialog},
    {"like", Sign::share},
    {"likes", Sign::share},
    {"link", Sign::menu},
    {"linkedin", Sign::share},
    {"links", Sign::menu},
    {"list", Sign::list},
    {"listing", Sign::list},
    {"login", Sign::form},
    {"logo", Sign::page_head},
    {"main", Sign::content},
    {"markdown", Sign::article},
    {"markup", Sign::article},
    {"masthead", Sign::page_head},
    {"mega", Sign::menu},
    {"menu", Sign::menu},
    {"menus", Sign::menu},
    {"message", Sign::post},
    {"meta", Sign::about},
    {"modal", Sign::dialog},
    {"more", Sign::related},
    {"msg", Sign::post},
    {"nav", Sign::menu},
    {"navbar", Sign::menu},
    {"navigation", Sign::menu},
    {"newsletter", Sign::promotion},
    {"next", Sign::pager},
    {"note", Sign::article},
    {"notice", Sign::dialog},
    {"offer", Sign::promotion},
    {"option", Sign::form},
    {"options", Sign::form},
    {"overlay", Sign::dialog},
    {"page", Sign::section},
    {"pager", Sign::pager},
    {"pagination", Sign::pager},
    {"paging", Sign::pager},
    {"paragraph", Sign::article},
    {"popover", Sign::dialog},
    {"popular", Sign::related},
    {"popup", Sign::dialog},
    {"post", Sign::post},
    {"posts", Sign::list},
    {"prev", Sign::pager},
    {"price", Sign::product},
    {"prices", Sign::product},
    {"privacy", Sign::dialog},
    {"product", Sign::product},
    {"products", Sign::card},
    {"profile", Sign::author},
    {"promo", Sign::promotion},
    {"prose", Sign::article},
    {"published", Sign::about},
    {"qa", Sign::question},
    {"qrcode", Sign::promotion},
    {"quantity", Sign::form},
    {"question", Sign::question},
    {"questions", Sign::question},
    {"quote", Sign::article},
    {"rail", Sign::side},
    {"rank", Sign::related},
    {"rating", Sign::about},
    {"readmore", Sign::related},
    {"recent", Sign::related},
    {"recommend", Sign::related},
    {"recommended", Sign::related},
    {"register", Sign::form},
    {"related", Sign::related},
    {"replies", Sign::post},
    {"reply", Sign::post},
    {"respond", Sign::comments},
    {"result", Sign::list},
    {"results", Sign::list},
    {"review", Sign::comments},
    {"reviews", Sign::comments},
    {"rich", Sign::article},
    {"richtext", Sign::article},
    {"right", Sign::side},
    {"search", Sign::form},
    {"secondary", Sign::side},
    {"section", Sign::section},
    {"select", Sign::form},
    {"selector", Sign::form},
    {"share", Sign::share},
    {"sharedaddy", Sign::share},
    {"sharing", Sign::share},
    {"side", Sign::side},
    {"sidebar", Sign::side},
    {"signature", Sign::author},
    {"signin", Sign::form},
    {"signup", Sign::promotion},
    {"similar", Sign::related},
    {"single", Sign::article},
    {"sitemap", Sign::page_foot},
    {"skip", Sign::hidden},
    {"slide", Sign::card},
    {"slider", Sign::card},
    {"slogan", Sign::page_head},
    {"social", Sign::share},
    {"sort", Sign::form},
    {"source", Sign::about},
    {"spec", Sign::product},
    {"specs", Sign::product},
    {"sponsor", Sign::promotion},
    {"sponsored", Sign::promotion},
    {"stars", Sign::about},
    {"status", Sign::about},
    {"story", Sign::article},
    {"submenu", Sign::menu},
    {"submit", Sign::form},
    {"subnav", Sign::menu},
    {"subscribe", Sign::promotion},
    {"subscription", Sign::promotion},
    {"suggestions", Sign::related},
    {"summary", Sign::card},
    {"tab", Sign::fold},
    {"table", Sign::table},
    {"tabs", Sign::fold},
    {"tag", Sign::about},
    {"tagline", Sign::page_head},
    {"tags", Sign::about},
    {"taxonomy", Sign::about},
    {"teaser", Sign::card},
    {"testimonial", Sign::section},
    {"text", Sign::content},
    {"thread", Sign::post},
    {"time", Sign::about},
    {"title", Sign::title},
    {"toast", Sign::dialog},
    {"toc", Sign::toc},
    {"toolbar", Sign::button},
    {"tooltip", Sign::dialog},
    {"top", Sign::page_head},
    {"topbar", Sign::page_head},
    {"topic", Sign::post},
    {"topics", Sign::list},
    {"trending", Sign::related},
    {"tuijian", Sign::related},
    {"twitter", Sign::share},
    {"updated", Sign::about},
    {"user", Sign::author},
    {"username", Sign::author},
    {"vcard", Sign::author},
    {"views", Sign::about},
    {"vote", Sign::about},
    {"wechat", Sign::share},
    {"weibo", Sign::share},
    {"weixin", Sign::share},
    {"widget", Sign::side},
    {"widgets", Sign::side},
    {"wishlist", Sign::form},
    {"xiangguan", Sign::related},
});
static_assert(std::ranges::is_sorted(kWords, {}, &SignWord::word));

// What longer words are looked through for: the first that fits counts.
constexpr auto kStems = std::to_array<SignWord>({
    {"breadcrumb", Sign::breadcrumb},
    {"sidebar", Sign::side},
    {"footer", Sign::page_foot},
    {"header", Sign::page_head},
    {"comment", Sign::comments},
    {"recommend", Sign::related},
    {"related", Sign::related},
    {"newsletter", Sign::promotion},
    {"cookie", Sign::dialog},
    {"share", Sign::share},
    {"social", Sign::share},
    {"copyright", Sign::page_foot},
    {"menu", Sign::menu},
    {"article", Sign::article},
    {"content", Sign::content},
    {"author", Sign::author},
    {"title", Sign::title},
    {"product", Sign::product},
    {"form", Sign::form},
    {"login", Sign::form},
    {"search", Sign::form},
    {"post", Sign::post},
    {"list", Sign::list},
    {"button", Sign::button},
});

constexpr std::size_t kLetters = 26;

// Where the words that begin with each letter begin, and where the last of them end.
constexpr auto kFirstWords = [] {
  std::array<std::size_t, kLetters + 1> first{};
  for (std::size_t letter = 0; letter <= kLetters; ++letter) {
    while (first[letter] < kWords.size() &&
           kWords[first[letter]].word.front() < static_cast<char>('a' + letter)) {
      ++first[letter];
    }
  }
  return first;
}();

// Bit n: stem n begins, or ends, with the letter.
template <bool at_end>
constexpr auto kStemsWith = [] {
  std::array<std::uint32_t, kLetters> stems{};
  for (std::size_t i = 0; i < kStems.size(); ++i) {
    const char letter = at_end ? kStems[i].word.back() : kStems[i].word.front();
    stems[static_cast<std::size_t>(letter - 'a')] |= std::uint32_t{1} << i;
  }
  return stems;
}();
static_assert(kStems.size() <= 32);

// REQUIRES: letters a to z, one at least.
Signs signs_of_word(std::string_view word) {
  const auto front = static_cast<std::size_t>(word.front() - 'a');
  const auto back = static_cast<std::size_t>(word.back() - 'a');
  const auto* const from = kWords.data() + kFirstWords[front];
  const auto* const to = kWords.data() + kFirstWords[front + 1];
  const auto* const known = std::ranges::lower_bound(from, to, word, {}, &SignWord::word);
  if (known != to && known->word == word) return bit(known->sign);
  if (word.size() > 4 && (word.starts_with("nav") || word.ends_with("nav"))) return bit(Sign::menu);
  std::uint32_t stems = kStemsWith<false>[front] | kStemsWith<true>[back];
  for (; stems != 0; stems &= stems - 1) {
    const SignWord& stem = kStems[static_cast<std::size_t>(std::countr_zero(stems))];
    if (word.starts_with(stem.word) || word.ends_with(stem.word)) return bit(stem.sign);
  }
  return 0;
}

}  // namespace

Signs signs_of_names(std::string_view names) {
  constexpr std::size_t kLongestWord = 24;
  Signs signs = 0;
  std::array<char, kLongestWord> word{};
  std::size_t size = 0;
  char before = 0;
  const auto end_word = [&] {
    if (size > 1 && size < kLongestWord) signs |= signs_of_word({word.data(), size});
    size = 0;
  };
  for (const char c : names) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool letter = capital || (c >= 'a' && c <= 'z');
    if (!letter || (capital && before >= 'a' && before <= 'z')) end_word();
    if (letter && size < kLongestWord) word[size++] = static_cast<char>(capital ? c + 32 : c);
    before = c;
  }
  end_word();
  return signs;
}

Names SignReader::of(const text::HtmlNode& element) {
  Names names;
  for (std::uint32_t i = 0; i < element.count; ++i) {
    const text::HtmlAttribute attribute = tree_.attribute(element.first + i);
    if (attribute.name != "class" && attribute.name != "id" && attribute.name != "role") continue;
    const auto [known, is_new] = known_.try_emplace(attribute.value, 0);
    if (is_new) known->second = signs_of_names(attribute.value);
    names.signs |= known->second;
    if (attribute.name == "role") names.role = attribute.value;
  }
  return names;
}

}  // namespace medloom::stages
