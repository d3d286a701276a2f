// A block's *expected* content is its letters times its chance. Sums of it over what stands around
// a block, divided by the letters there, are what its surroundings amount to.
//
// The order of the values is that of the model (context_model.inc): who changes one trains it anew.
#include "stages/extract/content_context.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

namespace medloom::stages {
namespace {

using text::HtmlTree;

constexpr float kLikely = 0.8F;
constexpr float kSure = 0.85F;
constexpr float kFar = 1e5F;  // letters

float share(float part, float whole) { return whole > 0 ? part / whole : 0; }
float scale(float letters) { return std::log2(1 + letters); }

class ContextReader {
 public:
  ContextReader(const PageLayout& layout, const Drafts& drafts, const std::vector<float>& chances)
      : layout_(layout), drafts_(drafts), chances_(chances) {}

  void read(const std::function<void(const Context&)>& take) {
    add_up();
    look_at_elements();
    group_patterns();
    measure_distances();
    std::size_t heading = 0;
    std::size_t section_end = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (i == section_end) {
        heading = i;
        do ++section_end;
        while (section_end < drafts_.size() && !is_heading(section_end));
      }
      Context context{};
      next_ = context.data();
      neighbours(i);
      elements(i);
      put(groups_[i]);
      put(mean(heading, section_end));
      page(i);
      put(chances_[heading]);
      put(mean(i + 1, std::min(i + 4, drafts_.size())));
      put(mean(i - std::min<std::size_t>(i, 3), i));
      put(share(sure_, expected()));
      put(scale(sure_));
      assert(next_ == context.data() + kContextCount);
      take(context);
    }
  }

 private:
  void put(float value) { *next_++ = value; }
  void put(const std::pair<float, float>& values) {
    put(values.first);
    put(values.second);
  }

  bool is_heading(std::size_t i) const { return drafts_[i].block.kind == BlockKind::heading; }
  float letters(std::size_t i) const { return layout_.blocks()[i].letters; }

  // Of all blocks, and of all before each.
  float expected() const { return expected_before_.back(); }

  void add_up() {
    expected_before_ = {0};
    letters_before_ = {0};
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      expected_before_.push_back(expected_before_.back() + chances_[i] * letters(i));
      letters_before_.push_back(letters_before_.back() + letters(i));
      if (chances_[i] > kSure) sure_ += letters(i);
      most_ = std::max(most_, chances_[i]);
    }
  }

  // The chance of a letter of the blocks from `from` up to `to`.
  float mean(std::size_t from, std::size_t to) const {
    if (from >= to) return 0;
    return share(expected_before_[to] - expected_before_[from],
                 letters_before_[to] - letters_before_[from]);
  }

  // The same of the blocks at most so many away, itself left out.
  float mean_around(std::size_t i, std::size_t blocks) const {
    const std::size_t from = i - std::min(i, blocks);
    const std::size_t to = std::min(i + blocks + 1, drafts_.size());
    const float own = expected_before_[i + 1] - expected_before_[i];
    return share(expected_before_[to] - expected_before_[from] - own,
                 letters_before_[to] - letters_before_[from] - letters(i));
  }

  void look_at_elements() {
    const HtmlTree& tree = layout_.tree();
    in_element_.resize(tree.nodes().size());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      in_element_[drafts_[i].element] += chances_[i] * letters(i);
    }
    for (auto index = static_cast<std::uint32_t>(in_element_.size()) - 1; index > HtmlTree::kBody;
         --index) {
      if (in_element_[index] > 0) in_element_[tree[index].parent] += in_element_[index];
    }
    most_of_it_ = smallest_with(0.9F);
    half_of_it_ = smallest_with(0.5F);
  }

  // The smallest element with that share of the expected content.
  std::uint32_t smallest_with(float wanted) const {
    const HtmlTree& tree = layout_.tree();
    std::uint32_t element = HtmlTree::kBody;
    for (;;) {
      std::uint32_t child = tree[element].first_child;
      while (child != 0 && in_element_[child] < wanted * expected()) {
        child = tree[child].next_sibling;
      }
      if (child == 0 || in_element_[child] <= 0) return element;
      element = child;
    }
  }

  float mean_in(std::uint32_t element) const {
    return share(in_element_[element], layout_.at(element).mass.letters);
  }

  bool stands_in(std::size_t i, std::uint32_t element) const {
    const std::uint32_t own = drafts_[i].element;
    return own >= element && layout_.tree()[own].source.from < layout_.tree()[element].end;
  }

  // Blocks in elements of equal names: the chance of a letter, and their share of the content.
  void group_patterns() {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    order.reserve(drafts_.size());
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      order.emplace_back(layout_.at(drafts_[i].element).pattern, i);
    }
    std::ranges::sort(order);
    groups_.resize(drafts_.size());
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
      float content = 0;
      float all = 0;
      for (; to < order.size() && order[to].first == order[from].first; ++to) {
        const std::size_t i = order[to].second;
        content += chances_[i] * letters(i);
        all += letters(i);
      }
      for (std::size_t i = from; i < to; ++i) {
        groups_[order[i].second] = {share(content, all), share(content, expected())};
      }
    }
  }

  // Letters between a block and the next that is likely content, on either side.
  void measure_distances() {
    const std::size_t count = drafts_.size();
    distances_.resize(count, {kFar, kFar});
    for (std::size_t i = 1; i < count; ++i) {
      distances_[i].first =
          chances_[i - 1] > kLikely ? 0 : distances_[i - 1].first + letters(i - 1);
    }
    for (std::size_t i = count; i-- > 1;) {
      distances_[i - 1].second = chances_[i] > kLikely ? 0 : distances_[i].second + letters(i);
    }
  }

  void neighbours(std::size_t i) {
    const float chance = std::clamp(chances_[i], 1e-4F, 1 - 1e-4F);
    put(std::log(chance / (1 - chance)));
    for (const int step : {-1, 1, -2, 2}) {
      const std::size_t other = i + static_cast<std::size_t>(step);
      put(other < drafts_.size() ? chances_[other] : 0);
    }
    put(mean_around(i, 3));
    put(mean_around(i, 8));
  }

  // Its element, and what is around it: each time the next one that holds more blocks.
  void elements(std::size_t i) {
    std::uint32_t element = drafts_[i].element;
    for (int step = 0; step < 4; ++step) {
      put(mean_in(element));
      put(share(in_element_[element], expected()));
      const float blocks = layout_.at(element).mass.blocks;
      while (element > HtmlTree::kBody && layout_.at(element).mass.blocks <= blocks) {
        element = layout_.tree()[element].parent;
      }
    }
  }

  void page(std::size_t i) {
    put(scale(expected()));
    put(share(expected(), letters_before_.back()));
    put(share(sure_, letters_before_.back()));
    put(share(expected_before_[i], expected()));
    put(scale(std::min(distances_[i].first, kFar)));
    put(scale(std::min(distances_[i].second, kFar)));
    put(stands_in(i, most_of_it_) ? 1 : 0);
    put(stands_in(i, half_of_it_) ? 1 : 0);
    put(mean_in(most_of_it_));
    put(mean_in(half_of_it_));
    put(chances_[i] / std::max(most_, 0.01F));
  }

  const PageLayout& layout_;
  const Drafts& drafts_;
  const std::vector<float>& chances_;
  float* next_ = nullptr;
  std::vector<float> expected_before_;
  std::vector<float> letters_before_;
  std::vector<float> in_element_;                   // expected content
  std::vector<std::pair<float, float>> groups_;     // by draft
  std::vector<std::pair<float, float>> distances_;  // by draft: before and behind
  float sure_ = 0;                                  // letters of blocks that surely are content
  float most_ = 0;                                  // the highest chance
  std::uint32_t most_of_it_ = HtmlTree::kBody;
  std::uint32_t half_of_it_ = HtmlTree::kBody;
};

}  // namespace

void read_context(const PageLayout& layout, const Drafts& drafts, const std::vector<float>& chances,
                  const std::function<void(const Context&)>& take) {
  ContextReader(layout, drafts, chances).read(take);
}

}  // namespace medloom::stages
