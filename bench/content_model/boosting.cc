// Each feature is cut into at most 64 steps of equal counts once. To grow a level, the first and
// second derivatives of the loss are summed up by node, feature and step; a node asks where the
// gain is highest. Each tree looks at half of the features, so that they learn different things.
#include "bench/content_model/boosting.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "stages/extract/content_model.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kSteps = 64;
constexpr std::size_t kSampled = 7;  // every nth row says where the steps are
constexpr float kNever = 1e9F;       // no feature is above
constexpr double kLeastGain = 1e-6;

struct Slope {
  double first = 0;
  double second = 0;

  Slope& operator+=(const Slope& other) {
    first += other.first;
    second += other.second;
    return *this;
  }
};

std::vector<float> steps_of(std::vector<float> values) {
  std::ranges::sort(values);
  std::vector<float> distinct = values;
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<float> steps;
  if (distinct.size() <= kSteps) {
    for (std::size_t i = 0; i + 1 < distinct.size(); ++i) {
      steps.push_back((distinct[i] + distinct[i + 1]) / 2);
    }
    return steps;
  }
  for (std::size_t step = 1; step < kSteps; ++step) {
    const float value = values[values.size() * step / kSteps];
    if (steps.empty() || value > steps.back()) steps.push_back(value);
  }
  return steps;
}

class Grower {
 public:
  Grower(const std::vector<Example>& examples, const Growth& growth)
      : examples_(examples),
        growth_(growth),
        features_(examples.front().features.size()),
        steps_(features_),
        slopes_(examples.size()),
        nodes_(examples.size()),
        chosen_(features_) {
    cut_into_steps();
  }

  Forest grow() {
    Forest forest;
    forest.bias = bias();
    odds_.assign(examples_.size(), forest.bias);
    for (std::size_t i = 0; i < growth_.trees; ++i) forest.trees.push_back(next_tree());
    return forest;
  }

 private:
  struct Question {
    std::size_t feature = 0;
    std::size_t step = kSteps;  // rows of later steps answer yes
  };

  void cut_into_steps() {
    row_steps_.resize(examples_.size() * features_);
    for (std::size_t feature = 0; feature < features_; ++feature) {
      std::vector<float> values;
      for (std::size_t i = 0; i < examples_.size(); i += kSampled) {
        values.push_back(examples_[i].features[feature]);
      }
      steps_[feature] = steps_of(std::move(values));
      const std::vector<float>& steps = steps_[feature];
      for (std::size_t i = 0; i < examples_.size(); ++i) {
        const auto step = std::ranges::lower_bound(steps, examples_[i].features[feature]);
        row_steps_[i * features_ + feature] = static_cast<std::uint8_t>(step - steps.begin());
      }
    }
  }

  float bias() const {
    double content = 0;
    double all = 0;
    for (const Example& example : examples_) {
      content += example.weight * example.content;
      all += example.weight;
    }
    return static_cast<float>(std::log(content / (all - content)));
  }

  Tree next_tree() {
    find_slopes();
    choose_features();
    Tree tree;
    for (std::size_t level = 0; level < kDepth; ++level) grow_level(level, tree);
    std::array<Slope, kQuestions + 1> sums;
    for (std::size_t i = 0; i < examples_.size(); ++i) sums[nodes_[i] - kQuestions] += slopes_[i];
    for (std::size_t leaf = 0; leaf < sums.size(); ++leaf) {
      if (sums[leaf].second <= 0) continue;
      tree.answer[leaf] = static_cast<float>(growth_.rate * sums[leaf].first /
                                             (sums[leaf].second + growth_.smoothing));
    }
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      odds_[i] += tree.answer[nodes_[i] - kQuestions];
    }
    return tree;
  }

  void find_slopes() {
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const Example& example = examples_[i];
      const float chance = 1 / (1 + std::exp(-odds_[i]));
      slopes_[i] = {example.weight * (example.content - chance),
                    example.weight * chance * (1 - chance)};
    }
    std::ranges::fill(nodes_, 0);
  }

  // Half of them, by a generator that is the same everywhere.
  void choose_features() {
    for (std::size_t feature = 0; feature < features_; ++feature) {
      seed_ = seed_ * 1103515245U + 12345U;
      chosen_[feature] = (seed_ >> 16) % 100 < 50;
    }
  }

  void grow_level(std::size_t level, Tree& tree) {
    const std::size_t width = std::size_t{1} << level;
    const std::size_t first = width - 1;
    std::vector<Slope> sums(width * features_ * kSteps);  // by node, feature and step
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const std::uint8_t* steps = &row_steps_[i * features_];
      Slope* of_node = &sums[(nodes_[i] - first) * features_ * kSteps];
      for (std::size_t feature = 0; feature < features_; ++feature) {
        if (chosen_[feature]) of_node[feature * kSteps + steps[feature]] += slopes_[i];
      }
    }
    std::vector<Question> questions;
    for (std::size_t node = 0; node < width; ++node) {
      questions.push_back(best_question(&sums[node * features_ * kSteps]));
      const Question& question = questions.back();
      tree.feature[first + node] = question.feature;
      tree.above[first + node] =
          question.step == kSteps ? kNever : steps_[question.feature][question.step];
    }
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const Question& question = questions[nodes_[i] - first];
      const bool yes = row_steps_[i * features_ + question.feature] > question.step;
      nodes_[i] = 2 * nodes_[i] + 1 + (yes ? 1 : 0);
    }
  }

  double worth(const Slope& sum) const {
    return sum.first * sum.first / (sum.second + growth_.smoothing);
  }

  Question best_question(const Slope* sums) const {
    Question best;
    double best_gain = kLeastGain;
    for (std::size_t feature = 0; feature < features_; ++feature) {
      if (!chosen_[feature]) continue;
      const Slope* of_step = &sums[feature * kSteps];
      Slope all;
      for (std::size_t step = 0; step < kSteps; ++step) all += of_step[step];
      Slope below;
      for (std::size_t step = 0; step < steps_[feature].size(); ++step) {
        below += of_step[step];
        const Slope above{all.first - below.first, all.second - below.second};
        if (std::min(below.second, above.second) < growth_.least_weight) continue;
        const double gain = worth(below) + worth(above) - worth(all);
        if (gain <= best_gain) continue;
        best_gain = gain;
        best = {feature, step};
      }
    }
    return best;
  }

  const std::vector<Example>& examples_;
  const Growth growth_;
  const std::size_t features_;
  std::vector<std::vector<float>> steps_;  // by feature
  std::vector<std::uint8_t> row_steps_;    // by row and feature
  std::vector<float> odds_;                // by row, of the trees so far
  std::vector<Slope> slopes_;
  std::vector<std::size_t> nodes_;  // by row: where it stands in the tree that grows
  std::vector<bool> chosen_;        // by feature
  std::uint32_t seed_ = 1;
};

}  // namespace

float Forest::probability(std::span<const float> features) const {
  float odds = bias;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    if (i % stages::kStretchOfTrees == 0 && std::abs(odds) > stages::kSureOdds) break;
    const Tree& tree = trees[i];
    std::size_t node = 0;
    for (std::size_t level = 0; level < kDepth; ++level) {
      node = 2 * node + 1 + (features[tree.feature[node]] > tree.above[node] ? 1 : 0);
    }
    odds += tree.answer[node - kQuestions];
  }
  return 1 / (1 + std::exp(-odds));
}

Forest grow(const std::vector<Example>& examples, const Growth& growth) {
  return Grower(examples, growth).grow();
}

}  // namespace medloom::bench
