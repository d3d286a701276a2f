// Every block is given a probability to be content, in two steps (content_model.h). How sure one
// has to be differs by page: an article stands out, the cards of a shop hardly. Where what is sure
// is most of what can be expected, the line stands high. Elsewhere it is drawn where what is kept
// would, by these probabilities, agree best with the true content (the highest expected F-measure:
// twice what is right in it, over what is kept and what should be). Blocks of a page share their
// fate: if one teaser of ten is content, all are. So the true content is thought of as all blocks
// above one unknown level, any level being as likely, rather than as so many throws of dice.
//
// Long and short pages, one post or fifty: no densest element is looked for, so a question keeps
// all of its answers. Lines that say who wrote a text and when stay with it, and so does the way to
// the page ("首页 > 健康 > 腰痛"): `structure` reads them. A wrong "content" costs little there, a
// wrong "navigation" would lose text; so what is not clearly navigation is content.
//
// A second copy of the same text, blocks of it one behind the other, is set aside ("copy").
//
// Cost: linear in the page, and two sorts of its blocks.
#include "stages/extract/main_content.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

#include "stages/extract/block_features.h"
#include "stages/extract/content_model.h"
#include "stages/extract/page_layout.h"

namespace medloom::stages {
namespace {

constexpr float kSurelyContent = 0.55F;  // no line is drawn above
constexpr float kSurelyNot = 0.1F;       // or below
constexpr float kStandsOut = 0.85F;
constexpr float kShareThatStandsOut = 0.7F;  // of the letters that can be expected
constexpr std::size_t kLevels = 40;
constexpr std::size_t kBylineLines = 3;  // between title and text
constexpr std::size_t kNearTitle = 8;    // lines
constexpr float kLongestByline = 100;    // letters
constexpr float kMayBeByline = 0.1F;
constexpr float kLongestPath = 160;
constexpr std::size_t kLongestGap = 5;  // lines between blocks of content
constexpr float kMayBe = 0.3F;
constexpr std::size_t kLinesOfNotes = 6;
constexpr float kLongestNote = 160;
constexpr float kMayBeNote = 0.3F;
constexpr std::size_t kFewestRepeated = 3;         // blocks of a second copy
constexpr std::size_t kFewestBytesRepeated = 400;  // a sentence or two may be said twice
constexpr std::size_t kMostBetweenCopies = 3;      // blocks, and half as many as are repeated

// "首页 > 健康 > 腰痛": where a page is. A sign at the end ("more >") only leads on.
bool is_breadcrumb(std::string_view text) {
  for (const std::string_view sign : {">", "›", "»"}) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos || at == 0) continue;
    if (text.find_first_not_of(" >", at + sign.size()) != std::string_view::npos) return true;
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a year of our days stands in it: "June 13, 2025", "2025年6月13日"; but not "© 2025".
bool has_year(std::string_view text) {
  if (text.find("©") != std::string_view::npos) return false;
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) {
      ++digits;
      continue;
    }
    const std::string_view number = text.substr(i - digits, digits);
    if (digits == 4 && (number.starts_with("19") || number.starts_with("20"))) return true;
    digits = 0;
  }
  return false;
}

bool says_by_whom(std::string_view text) {
  return text.starts_with("By ") || text.starts_with("by ") || text.starts_with("Written by") ||
         text.starts_with("Published") || text.starts_with("Updated") || text.starts_with("作者");
}

// The line for blocks of such chances and lengths.
float line_of_content(const std::vector<float>& chances, const std::vector<Mass>& blocks) {
  std::array<float, kLevels> above{};  // letters of blocks of that chance or more
  float expected = 0;
  float sure = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto level = static_cast<std::size_t>(chances[i] * kLevels);
    above[std::min(level, kLevels - 1)] += blocks[i].letters;
    expected += chances[i] * blocks[i].letters;
    if (chances[i] > kStandsOut) sure += blocks[i].letters;
  }
  if (sure > kShareThatStandsOut * expected) return kSurelyContent;
  for (std::size_t level = kLevels - 1; level-- > 0;) above[level] += above[level + 1];
  float best = 0;
  std::size_t line = 0;
  for (std::size_t level = kLevels; level-- > 0;) {
    const float kept = above[level];
    float agreement = 0;
    for (const float truth : above) {
      if (kept + truth > 0) agreement += 2 * std::min(kept, truth) / (kept + truth);
    }
    if (agreement <= best) continue;
    best = agreement;
    line = level;
  }
  return std::clamp(static_cast<float>(line) / kLevels, kSurelyNot, kSurelyContent);
}

class MainContent {
 public:
  MainContent(const PageLayout& layout, const Drafts& drafts, const std::vector<float>& chances)
      : drafts_(drafts), layout_(layout), chances_(chances) {
    while (title_ < drafts_.size() && !is_title(title_)) ++title_;
  }

  std::vector<std::string_view> navigation() const {
    std::vector<std::string_view> rules(drafts_.size());
    if (drafts_.empty()) return rules;
    const float least = line_of_content(chances_, layout_.blocks());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (chances_[i] < least && !stays(i)) rules[i] = rule(i);
    }
    keep_bylines(rules);
    keep_dates(rules);
    keep_gaps(rules);
    keep_lists(rules);
    keep_notes(rules);
    keep_headings(rules);
    set_copies_aside(rules);
    return rules;
  }

 private:
  bool is_title(std::size_t i) const {
    return drafts_[i].block.kind == BlockKind::heading && drafts_[i].block.level == 1;
  }

  // The first title stands above the article often enough, and the way to the page above both.
  bool stays(std::size_t i) const {
    if (i > title_) return false;
    return i == title_ || (layout_.blocks()[i].letters <= kLongestPath &&
                           is_breadcrumb(drafts_[i].block.text.view()));
  }

  // Why a block is no content: the element that says so, or what it looks like.
  std::string_view rule(std::size_t i) const {
    const Regions regions = layout_.at(drafts_[i].element).regions;
    if ((regions & bit(Region::nav)) != 0) return "nav";
    if ((regions & bit(Region::footer)) != 0) return "footer";
    if ((regions & bit(Region::aside)) != 0) return "aside";
    if ((regions & bit(Region::header)) != 0) return "header";
    const Mass& mass = layout_.blocks()[i];
    return mass.links * 2 >= mass.letters ? "links" : "beside-content";
  }

  // The few short lines between title and text.
  void keep_bylines(std::vector<std::string_view>& rules) const {
    const std::size_t end = std::min(title_ + 1 + kBylineLines, drafts_.size());
    for (std::size_t i = title_ + 1; i < end && (i == title_ + 1 || rules[i - 1].empty()); ++i) {
      const Mass& mass = layout_.blocks()[i];
      const bool may_be = mass.letters <= kLongestByline && mass.links * 2 < mass.letters &&
                          chances_[i] >= kMayBeByline;
      if (may_be && (rules[i] == "beside-content" || rules[i] == "header")) rules[i] = {};
    }
  }

  // When a text was written, and by whom, may stand farther off, and above the title.
  void keep_dates(std::vector<std::string_view>& rules) const {
    if (title_ == drafts_.size()) return;
    const std::size_t end = std::min(title_ + 1 + kNearTitle, drafts_.size());
    for (std::size_t i = title_ - std::min(title_, kBylineLines); i < end; ++i) {
      if (rules[i].empty() || layout_.blocks()[i].letters > kLongestByline) continue;
      const std::string_view text = drafts_[i].block.text.view();
      const bool in_menu = rules[i] == "nav" || rules[i] == "footer" || rules[i] == "aside";
      if (!in_menu && (has_year(text) || says_by_whom(text))) rules[i] = {};
    }
  }

  // A line or two between blocks of content, if they may be some: who answers, and from where.
  void keep_gaps(std::vector<std::string_view>& rules) const {
    std::size_t kept = drafts_.size();  // the last block that is content
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!rules[i].empty()) continue;
      const bool near = kept < i && i - kept <= kLongestGap + 1;
      for (std::size_t gap = kept + 1; near && gap < i; ++gap) {
        if (chances_[gap] >= kMayBe && rules[gap] == "beside-content") rules[gap] = {};
      }
      kept = i;
    }
  }

  // A list without links right below a paragraph of the content, beside it in one element: "Call us
  // if you have:". Its items are short, and may look like a menu's.
  void keep_lists(std::vector<std::string_view>& rules) const {
    for (std::size_t i = 1; i < drafts_.size(); ++i) {
      const bool is_item = drafts_[i].block.kind == BlockKind::list_item;
      if (!is_item || rules[i] != "beside-content" || !rules[i - 1].empty()) continue;
      const Draft& above = drafts_[i - 1];
      const bool in_list = above.block.kind == BlockKind::list_item && list_of(i) == list_of(i - 1);
      const bool below = above.block.kind == BlockKind::paragraph &&
                         layout_.tree()[list_of(i)].parent == layout_.tree()[above.element].parent;
      if ((in_list || below) && layout_.blocks()[i].links == 0) rules[i] = {};
    }
  }

  // The element around an item, from the item itself or a paragraph in it.
  std::uint32_t list_of(std::size_t i) const {
    std::uint32_t element = drafts_[i].element;
    for (int step = 0; step < 3 && layout_.tree()[element].tag != text::HtmlTag::li; ++step) {
      element = layout_.tree()[element].parent;
    }
    return layout_.tree()[element].parent;
  }

  // A heading goes with what stands right below it: without "Related articles" their titles
  // would be text.
  void keep_headings(std::vector<std::string_view>& rules) const {
    for (std::size_t i = drafts_.size(); i-- > 1;) {
      const bool is_heading = drafts_[i - 1].block.kind == BlockKind::heading;
      if (is_heading && rules[i].empty() && rules[i - 1] == "beside-content") rules[i - 1] = {};
    }
  }

  // Sentences right under the content: notes and disclaimers, which `structure` knows.
  void keep_notes(std::vector<std::string_view>& rules) const {
    std::size_t end = drafts_.size();
    while (end > 0 && !rules[end - 1].empty()) --end;
    std::size_t seen = 0;
    for (std::size_t i = end; i < drafts_.size() && seen < kLinesOfNotes; ++i) {
      if (rules[i] != "beside-content") continue;
      ++seen;
      const Mass& mass = layout_.blocks()[i];
      const Regions regions = layout_.at(drafts_[i].element).regions;
      const bool in_article = seen == 1 && (regions & bit(Region::article)) != 0;
      const bool may_be = seen == 1 || chances_[i] >= kMayBeNote;
      const bool is_note = ((mass.stops >= 2 && may_be) || in_article) && mass.links == 0 &&
                           mass.letters <= kLongestNote;
      if (is_note) rules[i] = {};
    }
  }

  // Some pages hold their text once for wide screens and once for narrow ones, or a slider that
  // comes round again: a copy stands right behind the text, or with little between. Who posts a
  // text again, or gives an answer to two questions, does not copy.
  void set_copies_aside(std::vector<std::string_view>& rules) const {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (rules[i].empty()) kept.push_back(i);
    }
    // Where a text begins, in `kept`, and how many blocks stand before what comes behind it, or
    // behind its last copy.
    std::unordered_map<std::string_view, std::size_t> first;
    std::vector<std::size_t> last_end(kept.size());
    for (std::size_t i = 0; i < kept.size();) {
      const auto [known, is_new] = first.try_emplace(text_of(kept[i]), i);
      const std::size_t original = known->second;
      std::size_t size = 0;
      std::size_t bytes = 0;
      while (!is_new && i + size < kept.size() && original + size < i &&
             text_of(kept[i + size]) == text_of(kept[original + size])) {
        bytes += text_of(kept[i + size++]).size();
      }
      const bool is_long = size >= kFewestRepeated && bytes >= kFewestBytesRepeated;
      const std::size_t end = std::max(last_end[original], original + size);
      const bool is_near = end <= i && i - end <= kMostBetweenCopies + size / 2;
      if (is_long && is_near && !asks(kept[i - 1])) {
        for (std::size_t k = i; k < i + size; ++k) rules[kept[k]] = "copy";
      }
      if (is_long) {
        for (std::size_t k = 0; k < size; ++k) last_end[original + k] = i + size;
      }
      i += is_long ? size : 1;
    }
  }

  std::string_view text_of(std::size_t i) const { return drafts_[i].block.text.view(); }

  // Whether what follows a block may be its answer.
  bool asks(std::size_t i) const {
    const std::string_view text = text_of(i);
    return drafts_[i].block.kind == BlockKind::heading || text.ends_with('?') ||
           text.ends_with("？");
  }

  const Drafts& drafts_;
  const PageLayout& layout_;
  const std::vector<float>& chances_;  // by draft
  std::size_t title_ = 0;              // the first <h1>
};

}  // namespace

std::vector<float> content_chances(const PageLayout& layout, const Drafts& drafts) {
  std::vector<float> alone;
  alone.reserve(drafts.size());
  read_features(layout, drafts,
                [&](const Features& block) { alone.push_back(content_probability(block)); });
  std::vector<float> chances;
  chances.reserve(drafts.size());
  read_context(layout, drafts, alone,
               [&](const Context& block) { chances.push_back(content_probability(block)); });
  return chances;
}

std::vector<std::string_view> find_navigation(const PageLayout& layout, const Drafts& drafts,
                                              const std::vector<float>& chances) {
  return MainContent(layout, drafts, chances).navigation();
}

std::vector<std::string_view> find_navigation(const text::HtmlTree& tree, const Drafts& drafts) {
  const PageLayout layout(tree, drafts);
  return find_navigation(layout, drafts, content_chances(layout, drafts));
}

}  // namespace medloom::stages
