// A tree asks four questions, whatever the answers: "is feature f above t?". Its nodes stand in one
// row, the children of node n at 2n + 1 (no) and 2n + 2 (yes), so that a walk is four steps without
// a branch. The answers of all trees add up to the logarithm of the odds.
#include "stages/extract/content_model.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <span>

namespace medloom::stages {
namespace {

constexpr std::size_t kDepth = 4;
constexpr std::size_t kNodes = (std::size_t{1} << kDepth) - 1;

struct Question {
  std::uint8_t feature;
  float above;
};

struct Tree {
  std::array<Question, kNodes> questions;
  std::array<float, kNodes + 1> answers;
};

#include "stages/extract/content_model.inc"
#include "stages/extract/context_model.inc"

float probability(std::span<const Tree> trees, float odds, const float* features) {
  for (std::size_t i = 0; i < trees.size(); ++i) {
    if (i % kStretchOfTrees == 0 && std::abs(odds) > kSureOdds) break;
    const Tree& tree = trees[i];
    std::size_t node = 0;
    for (std::size_t step = 0; step < kDepth; ++step) {
      const Question& question = tree.questions[node];
      node = 2 * node + 1 + (features[question.feature] > question.above ? 1 : 0);
    }
    odds += tree.answers[node - kNodes];
  }
  return 1 / (1 + std::exp(-odds));
}

}  // namespace

float content_probability(const Features& block) {
  return probability(kTrees, kBias, block.data());
}

float content_probability(const Context& block) {
  return probability(kContextTrees, kContextBias, block.data());
}

}  // namespace medloom::stages
