// The order of the features is that of the model (content_model.inc): who changes one trains the
// model anew.
#include "stages/extract/block_features.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/ascii.h"

namespace medloom::stages {
namespace {

using text::HtmlTag;
using text::HtmlTree;

float share(float part, float whole) { return whole > 0 ? part / whole : 0; }
float scale(float letters) { return std::log2(1 + letters); }

// A title without what differs between its places: case, white space, signs.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) letters += text::ascii_lower(c);
  }
  return letters;
}

class FeatureReader {
 public:
  FeatureReader(const PageLayout& layout, const Drafts& drafts)
      : layout_(layout), drafts_(drafts), shapes_(layout.shapes()) {}

  void read(const std::function<void(const Features&)>& take) {
    look_at_page();
    scale_blocks();
    group_patterns();
    group_texts();
    find_titles();
    cut_sections();
    Features features{};
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      next_ = features.data();
      own(i);
      elements(i);
      around(i);
      page(i);
      outline(i);
      assert(next_ == features.data() + kFeatureCount);
      take(features);
    }
  }

 private:
  void put(float value) { *next_++ = value; }

  void look_at_page() {
    float before = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      han_ += shapes_[i].han;
      words_ += shapes_[i].words;
      letters_before_.push_back(before);
      before += layout_.blocks()[i].letters;
      const Block& block = drafts_[i].block;
      if (block.kind == BlockKind::heading && block.level == 1 && title_ == kNone) title_ = i;
      const Regions regions = layout_.at(drafts_[i].element).regions;
      if ((regions & bit(Region::main)) != 0) in_main_ += layout_.blocks()[i].letters;
      if ((regions & bit(Region::article)) != 0) in_article_ += layout_.blocks()[i].letters;
      const bool sentence = is_sentence(i);
      if (sentence && first_sentence_ == kNone) first_sentence_ = i;
      if (sentence) last_sentence_ = i;
    }
    content_ = smallest_with(0.9F);
    half_ = smallest_with(0.5F);
    const Mass& all = layout_.page();
    page_ = {scale(all.letters), share(all.links, all.letters), share(all.stops * 50, all.letters),
             scale(all.blocks)};
  }

  bool is_sentence(std::size_t i) const {
    const Mass& mass = layout_.blocks()[i];
    return mass.letters >= 80 && mass.stops >= 2 && mass.links * 3 < mass.letters;
  }

  // The smallest element with that share of the page's text outside of links.
  std::uint32_t smallest_with(float wanted) const {
    const HtmlTree& tree = layout_.tree();
    const auto weight = [&](std::uint32_t element) {
      const Mass& mass = layout_.at(element).mass;
      return mass.letters - mass.links + 20 * mass.stops;
    };
    std::uint32_t content = HtmlTree::kBody;
    const float least = wanted * weight(content);
    for (;;) {
      std::uint32_t child = tree[content].first_child;
      while (child != 0 && weight(child) < least) child = tree[child].next_sibling;
      if (child == 0 || weight(child) <= 0) return content;
      content = child;
    }
  }

  bool stands_in(std::size_t i, std::uint32_t element) const {
    const std::uint32_t own = drafts_[i].element;
    return own >= element && layout_.tree()[own].source.from < layout_.tree()[element].end;
  }

  // Blocks in elements of equal names, all over the page.
  void group_patterns() {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      order.emplace_back(layout_.at(drafts_[i].element).pattern, i);
    }
    std::ranges::sort(order);
    groups_.resize(drafts_.size());
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
      Mass mass;
      for (; to < order.size() && order[to].first == order[from].first; ++to) {
        mass += layout_.blocks()[order[to].second];
      }
      GroupFeatures features{scale(mass.blocks)};
      std::ranges::copy(describe(mass), features.begin() + 1);
      for (std::size_t i = from; i < to; ++i) groups_[order[i].second] = features;
    }
  }

  void group_texts() {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < drafts_.size(); ++i) order.emplace_back(shapes_[i].hash, i);
    std::ranges::sort(order);
    copies_.resize(drafts_.size());
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
      while (to < order.size() && order[to].first == order[from].first) ++to;
      for (std::size_t i = from; i < to; ++i) {
        copies_[order[i].second] = static_cast<float>(to - from);
      }
    }
  }

  void own(std::size_t i) {
    const Block& block = drafts_[i].block;
    const Mass& mass = layout_.blocks()[i];
    const Shape& shape = shapes_[i];
    put(scales_[i]);
    put(links_[i]);
    put(share(mass.stops * 50, mass.letters));
    put(scale(shape.words));
    put(share(shape.digits, mass.letters));
    put(share(shape.capitals, shape.words));
    put(shape.ends_sentence ? 2 : shape.ends_colon ? 1 : 0);
    put(shape.asks ? 1 : 0);
    put(shape.begins_lower ? 1 : 0);
    put(shape.has_sign ? 1 : 0);
    put(static_cast<float>(block.kind));
    put(block.kind == BlockKind::heading ? static_cast<float>(block.level) : 0);
    put(block.kind == BlockKind::heading ? 0 : static_cast<float>(block.level));
    put(block.gap_before ? 1 : 0);
    put(std::min(copies_[i], 8.0F));
  }

  // Logarithms cost, and each is asked for by several blocks.
  void scale_blocks() {
    scales_.reserve(drafts_.size());
    for (const Mass& mass : layout_.blocks()) {
      scales_.push_back(scale(mass.letters));
      links_.push_back(share(mass.links, mass.letters));
    }
    wholes_.resize(layout_.tree().nodes().size());
  }

  using MassFeatures = std::array<float, 5>;

  MassFeatures describe(const Mass& mass) const {
    return {scale(mass.letters), share(mass.links, mass.letters),
            share(mass.stops * 50, mass.letters), share(mass.letters, mass.blocks),
            share(mass.letters, layout_.page().letters)};
  }

  // What an element holds, and the next one around it that holds clearly more.
  struct Whole {
    bool known = false;
    std::uint32_t around = 0;
    MassFeatures features{};
  };

  const Whole& whole(std::uint32_t element) {
    Whole& found = wholes_[element];
    if (found.known) return found;
    const Mass& mass = layout_.at(element).mass;
    found.known = true;
    found.features = describe(mass);
    found.around = element;
    while (found.around > HtmlTree::kBody && layout_.at(found.around).mass.blocks <= mass.blocks) {
      found.around = layout_.tree()[found.around].parent;
    }
    return found;
  }

  template <std::size_t kCount>
  void put(const std::array<float, kCount>& values) {
    next_ = std::ranges::copy(values, next_).out;
  }

  void elements(std::size_t i) {
    const ElementPlace& place = layout_.at(drafts_[i].element);
    for (unsigned region = 0; region <= static_cast<unsigned>(Region::label); ++region) {
      put((place.regions >> region & 1U) != 0 ? 1 : 0);
    }
    const Signs near = layout_.near_signs(drafts_[i].element);
    for (unsigned sign = 0; sign < static_cast<unsigned>(Sign::count); ++sign) {
      put((near >> sign & 1U) != 0 ? 2 : (place.signs >> sign & 1U) != 0 ? 1 : 0);
    }
    put(place.depth);
    // The element, and what is around it: each time the next one that holds clearly more.
    std::uint32_t element = drafts_[i].element;
    for (int step = 0; step < 4; ++step) {
      const Whole& held = whole(element);
      put(held.features);
      element = held.around;
    }
    put(groups_[i]);
    put(stands_in(i, content_) ? 1 : 0);
    put(stands_in(i, half_) ? 1 : 0);
  }

  void around(std::size_t i) {
    for (const int step : {-2, -1, 1, 2}) {
      const std::size_t other = i + static_cast<std::size_t>(step);
      const bool there = other < drafts_.size();
      put(there ? scales_[other] : 0);
      put(there ? links_[other] : 1);
      put(there && shapes_[other].ends_sentence ? 1 : 0);
    }
  }

  static float distance(std::size_t from, std::size_t to) {
    if (to == kNone) return -99;
    return std::clamp(static_cast<float>(from) - static_cast<float>(to), -50.0F, 50.0F);
  }

  void page(std::size_t i) {
    const Mass& all = layout_.page();
    put(share(static_cast<float>(i), static_cast<float>(drafts_.size())));
    put(share(letters_before_[i], all.letters));
    put(distance(i, title_));
    put(distance(i, first_sentence_));
    put(distance(i, last_sentence_));
    put(share(in_main_, all.letters));
    put(share(in_article_, all.letters));
    put(page_);
  }

  // Headings that say what <title> says.
  void find_titles() {
    const HtmlTree& tree = layout_.tree();
    std::uint32_t index = tree[HtmlTree::kHead].first_child;
    while (index != 0 && tree[index].tag != HtmlTag::title) index = tree[index].next_sibling;
    const std::string title = index == 0 ? "" : letters_of(tree.text_of(index));
    is_title_.resize(drafts_.size());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Block& block = drafts_[i].block;
      const bool may_be = block.kind == BlockKind::heading && block.text.size() <= kLongestTitle;
      if (!may_be || title.empty() || title.size() > kLongestTitle) continue;
      const std::string heading = letters_of(block.text.view());
      is_title_[i] = heading.size() >= 6 && title.find(heading) != std::string::npos;
      if (is_title_[i] && stated_title_ == kNone) stated_title_ = i;
    }
  }

  // What stands between two headings, the first of them included.
  void cut_sections() {
    sections_.resize(drafts_.size());
    link_runs_.resize(drafts_.size());
    const auto is_heading = [&](std::size_t i) {
      return drafts_[i].block.kind == BlockKind::heading;
    };
    for (std::size_t from = 0, to = 0; from < drafts_.size(); from = to) {
      Mass mass;
      do mass += layout_.blocks()[to++];
      while (to < drafts_.size() && !is_heading(to));
      const SectionFeatures section{scale(mass.letters), share(mass.links, mass.letters),
                                    share(mass.letters, mass.blocks)};
      std::fill(sections_.begin() + static_cast<std::ptrdiff_t>(from),
                sections_.begin() + static_cast<std::ptrdiff_t>(to), section);
    }
    for (std::size_t from = 0, to = 0; from < drafts_.size(); from = to) {
      while (to < drafts_.size() && is_link(to)) ++to;
      std::fill(link_runs_.begin() + static_cast<std::ptrdiff_t>(from),
                link_runs_.begin() + static_cast<std::ptrdiff_t>(to),
                static_cast<float>(to - from));
      if (to == from) ++to;
    }
  }

  bool is_link(std::size_t i) const {
    return layout_.blocks()[i].links * 2 > layout_.blocks()[i].letters;
  }

  void outline(std::size_t i) {
    const Block& block = drafts_[i].block;
    put(is_title_[i] ? 1 : 0);
    put(distance(i, stated_title_));
    put(std::min(titles_before_, 8.0F));
    if (block.kind == BlockKind::heading && block.level == 1) titles_before_ += 1;
    put(sections_[i]);
    put(std::min(link_runs_[i], 30.0F));
    put(share(shapes_[i].han, shapes_[i].words));
    put(share(han_, words_));
  }

  static constexpr std::size_t kLongestTitle = 600;  // bytes
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const PageLayout& layout_;
  const Drafts& drafts_;
  float* next_ = nullptr;
  const std::vector<Shape>& shapes_;
  std::vector<float> letters_before_;
  using GroupFeatures = std::array<float, 6>;
  std::vector<GroupFeatures> groups_;
  std::vector<float> scales_;  // of letters
  std::vector<float> links_;   // share of letters
  std::vector<Whole> wholes_;  // by element
  std::vector<float> copies_;
  std::vector<char> is_title_;
  using SectionFeatures = std::array<float, 3>;
  std::vector<SectionFeatures> sections_;
  std::vector<float> link_runs_;
  float titles_before_ = 0;
  std::size_t title_ = kNone;
  std::size_t stated_title_ = kNone;
  std::size_t first_sentence_ = kNone;
  std::size_t last_sentence_ = kNone;
  std::uint32_t content_ = HtmlTree::kBody;
  std::uint32_t half_ = HtmlTree::kBody;
  std::array<float, 4> page_{};
  float han_ = 0;  // words of one Han character
  float words_ = 0;
  float in_main_ = 0;
  float in_article_ = 0;
};

}  // namespace

void read_features(const PageLayout& layout, const Drafts& drafts,
                   const std::function<void(const Features&)>& take) {
  FeatureReader(layout, drafts).read(take);
}

}  // namespace medloom::stages
