// Grows the model of main content (stages/extract/content_model.inc) on labelled pages.
//
//   train_content_model FOLDER > content_model.inc     scores on the pages it learned go to stderr
//   train_content_model --cross-validate FOLDER        scores on pages each model has not seen
//
// FOLDER is what sets.py writes. Scores are the mean agreement in words (F-measure) of the blocks
// that are likelier content than not with the text that people wrote down, by kind of page.
#include <cstdio>
#include <iostream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/content_model/boosting.h"
#include "bench/content_model/labelled_pages.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kFolds = 5;
constexpr std::size_t kNoFold = kFolds;
constexpr double kLikely = 0.5;

// A model of all pages but every fifth from `fold` on.
Forest trained_without(std::size_t fold, const std::vector<LabelledPage>& pages) {
  std::vector<Example> examples;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i % kFolds == fold) continue;
    for (const LabelledBlock& block : pages[i].blocks) {
      if (block.weight <= 0) continue;
      examples.push_back({&block.features, static_cast<float>(block.content), block.weight});
    }
  }
  return grow(examples, {});
}

class Scores {
 public:
  void add(const LabelledPage& page, const Forest& forest) {
    Words found;
    for (const LabelledBlock& block : page.blocks) {
      if (forest.probability(block.features) < kLikely) continue;
      found.insert(found.end(), block.words.begin(), block.words.end());
    }
    Sum& sum = sums_[page.kind];
    sum.agreement += word_agreement(page.truth, found);
    sum.pages += 1;
  }

  void print(std::ostream& out) const {
    for (const auto& [kind, sum] : sums_) {
      out << kind << '\t' << sum.pages << " pages\t" << sum.agreement / sum.pages << '\n';
    }
  }

 private:
  struct Sum {
    double agreement = 0;
    double pages = 0;
  };
  std::map<std::string, Sum> sums_;
};

// As C++ writes a float.
std::string number(const char* format, float value) {
  char text[32];
  std::snprintf(text, sizeof text, format, static_cast<double>(value));
  std::string written = text;
  if (written.find_first_of(".e") == std::string::npos) written += '.';
  return written + "F";
}

void print(const Forest& forest, std::ostream& out) {
  constexpr std::size_t kInALine = 7;
  constexpr std::size_t kAnswersInALine = 8;
  const auto separator = [](std::size_t i, std::size_t in_a_line) {
    return i == 0 ? "" : i % in_a_line == 0 ? ",\n   " : ", ";
  };
  out << "// Grown by gradient boosting (bench/content_model); see content_model.h. A tree: its\n"
         "// questions, its answers.\n// clang-format off\n"
      << "constexpr float kBias = " << number("%.4g", forest.bias) << ";\n\n"
      << "constexpr auto kTrees = std::to_array<Tree>({\n";
  for (const Tree& tree : forest.trees) {
    out << "{{{";
    for (std::size_t i = 0; i < kQuestions; ++i) {
      out << separator(i, kInALine) << '{' << tree.feature[i] << ", "
          << number("%.4g", tree.above[i]) << '}';
    }
    out << "}},\n  {";
    for (std::size_t i = 0; i <= kQuestions; ++i) {
      out << separator(i, kAnswersInALine) << number("%.3f", tree.answer[i]);
    }
    out << "}},\n";
  }
  out << "});\n// clang-format on\n";
}

int run(std::span<char*> arguments) {
  const bool cross_validate =
      !arguments.empty() && std::string_view(arguments.front()) == "--cross-validate";
  if (cross_validate) arguments = arguments.subspan(1);
  if (arguments.size() != 1) {
    std::cerr << "usage: train_content_model [--cross-validate] FOLDER\n";
    return 2;
  }
  const std::vector<LabelledPage> pages = read_labelled_pages(arguments.front());
  Scores scores;
  if (!cross_validate) {
    const Forest forest = trained_without(kNoFold, pages);
    print(forest, std::cout);
    for (const LabelledPage& page : pages) scores.add(page, forest);
    scores.print(std::cerr);
    return 0;
  }
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const Forest forest = trained_without(fold, pages);
    for (std::size_t i = fold; i < pages.size(); i += kFolds) scores.add(pages[i], forest);
  }
  scores.print(std::cout);
  return 0;
}

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) {
  return medloom::bench::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
