// Gradient boosting of small decision trees for a share between 0 and 1, as LightGBM and XGBoost
// do it: each tree is grown on what the ones before it got wrong.
//
// Deterministic: the same rows in the same order grow the same trees. Costs rows x features a level
// of a tree, and a byte for each row's feature.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace medloom::bench {

struct Growth {
  std::size_t trees = 120;
  double rate = 0.15;         // how much of its answer a tree gives
  double least_weight = 0.6;  // of second derivatives on each side of a question
  double smoothing = 0.3;     // added to it: few rows say little
};

constexpr std::size_t kDepth = 4;
constexpr std::size_t kQuestions = (std::size_t{1} << kDepth) - 1;

// Questions "feature > above" in one row, as in stages/extract/content_model.cc.
struct Tree {
  std::array<std::size_t, kQuestions> feature{};
  std::array<float, kQuestions> above{};
  std::array<float, kQuestions + 1> answer{};
};

struct Forest {
  float bias = 0;
  std::vector<Tree> trees;

  // As the stage computes it: no more trees are asked once they are sure.
  float probability(std::span<const float> features) const;
};

struct Example {
  std::span<const float> features;  // of all examples as many
  float content;
  double weight;
};

Forest grow(const std::vector<Example>& examples, const Growth& growth);

}  // namespace medloom::bench
