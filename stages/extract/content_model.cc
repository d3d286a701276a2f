// A tree asks four questions, whatever the answers: "is feature f above t?". Its nodes stand in one
// row, the children of node n at 2n + 1 (no) and 2n + 2 (yes), so that a walk is four steps without
// a branch. The answers of all trees add up to the logarithm of the odds.
#include "stages/extract/content_model.h"

#include <array>
#include <cmath>
#include <cstdint>

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

// The first trees say most. Who is sure after a stretch of them is not asked further.
constexpr std::size_t kStretch = 10;
constexpr float kSure = 2.3F;

}  // namespace

float content_probability(const Features& block) {
  float odds = kBias;
  for (std::size_t i = 0; i < kTrees.size(); ++i) {
    if (i % kStretch == 0 && std::abs(odds) > kSure) break;
    const Tree& tree = kTrees[i];
    std::size_t node = 0;
    for (std::size_t step = 0; step < kDepth; ++step) {
      const Question& question = tree.questions[node];
      node = 2 * node + 1 + (block[question.feature] > question.above ? 1 : 0);
    }
    odds += tree.answers[node - kNodes];
  }
  return 1 / (1 + std::exp(-odds));
}

}  // namespace medloom::stages
