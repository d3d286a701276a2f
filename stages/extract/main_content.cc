// Every block is given a probability to be content (content_model.h). How sure one has to be
// differs by page: an article stands out, the cards of a shop hardly. So the line is drawn where
// what is kept would, by these probabilities, agree best with the true content (the highest
// expected F-measure: twice what is right in it, over what is kept and what should be).
//
// Long and short pages, one post or fifty: no densest element is looked for, so a question keeps
// all of its answers. Lines that say who wrote a text and when stay with it, and so does the way to
// the page ("首页 > 健康 > 腰痛"): `structure` reads them. A wrong "content" costs little there, a
// wrong "navigation" would lose text; so what is not clearly navigation is content.
//
// Cost: linear in the page, and a sort of its blocks.
#include "stages/extract/main_content.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

#include "stages/extract/block_features.h"
#include "stages/extract/content_model.h"
#include "stages/extract/page_layout.h"

namespace medloom::stages {
namespace {

constexpr float kSurelyContent = 0.55F;  // no line is drawn above
constexpr float kSurelyNot = 0.1F;       // or below
constexpr float kStandsOut = 0.85F;
constexpr float kShareThatStandsOut = 0.3F;
constexpr std::size_t kBylineLines = 3;  // between title and text
constexpr float kLongestByline = 100;    // letters
constexpr float kLongestPath = 160;
constexpr std::size_t kLongestGap = 5;  // lines between blocks of content
constexpr float kMayBe = 0.3F;
constexpr std::size_t kLinesOfNotes = 6;
constexpr float kLongestNote = 160;

// "首页 > 健康 > 腰痛": where a page is.
bool is_breadcrumb(std::string_view text) {
  return text.find('>') != std::string_view::npos || text.find("›") != std::string_view::npos ||
         text.find("»") != std::string_view::npos;
}

class MainContent {
 public:
  MainContent(const text::HtmlTree& tree, const Drafts& drafts)
      : drafts_(drafts), layout_(tree, drafts) {
    chances_.reserve(drafts.size());
    read_features(layout_, drafts, [this](const Features& block) {
      chances_.push_back(content_probability(block));
    });
    while (title_ < drafts_.size() && !is_title(title_)) ++title_;
  }

  std::vector<std::string_view> navigation() const {
    std::vector<std::string_view> rules(drafts_.size());
    if (drafts_.empty()) return rules;
    const float least = line_of_content();
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (chances_[i] < least && !stays(i)) rules[i] = rule(i);
    }
    keep_bylines(rules);
    keep_gaps(rules);
    keep_notes(rules);
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

  // The least chance that what is kept has. Where an article stands out, only what is likely
  // goes with it.
  float line_of_content() const {
    std::vector<std::pair<float, float>> blocks;  // chance, letters
    float all = 0;
    float sure = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const float letters = layout_.blocks()[i].letters;
      blocks.emplace_back(chances_[i], letters);
      all += chances_[i] * letters;
      if (chances_[i] > kStandsOut) sure += letters;
    }
    if (sure > kShareThatStandsOut * all) return kSurelyContent;
    std::ranges::sort(blocks, std::greater<>());
    float kept = 0;
    float right = 0;
    float best = 0;
    float line = 0;
    for (const auto& [chance, letters] : blocks) {
      kept += letters;
      right += chance * letters;
      if (2 * right / (kept + all) < best) continue;
      best = 2 * right / (kept + all);
      line = chance;
    }
    return std::clamp(line, kSurelyNot, kSurelyContent);
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
      const bool may_be = mass.letters <= kLongestByline && mass.links * 2 < mass.letters;
      if (may_be && (rules[i] == "beside-content" || rules[i] == "header")) rules[i] = {};
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

  // Sentences right under the content: notes and disclaimers, which `structure` knows.
  void keep_notes(std::vector<std::string_view>& rules) const {
    std::size_t end = drafts_.size();
    while (end > 0 && !rules[end - 1].empty()) --end;
    std::size_t seen = 0;
    for (std::size_t i = end; i < drafts_.size() && seen < kLinesOfNotes; ++i) {
      if (rules[i] != "beside-content") continue;
      ++seen;
      const Mass& mass = layout_.blocks()[i];
      const bool is_note = mass.stops >= 2 && mass.links == 0 && mass.letters <= kLongestNote;
      if (is_note) rules[i] = {};
    }
  }

  const Drafts& drafts_;
  PageLayout layout_;
  std::vector<float> chances_;  // by draft
  std::size_t title_ = 0;       // the first <h1>
};

}  // namespace

std::vector<std::string_view> find_navigation(const text::HtmlTree& tree, const Drafts& drafts) {
  return MainContent(tree, drafts).navigation();
}

}  // namespace medloom::stages
