// Grows the two models of main content on labelled pages (stages/extract/content_model.h).
//
//   train_content_model FOLDER OUT     writes OUT/content_model.inc and OUT/context_model.inc
//
// FOLDER is what sets.py writes. Scores go to stdout: the mean agreement in words (F-measure) of
// what `extract` would keep with the text that people wrote down, by kind of page; once on the
// pages that were learned, once on pages of sites that the models have not seen.
//
// The second model learns from judgements of pages that their judge has not seen, or it would trust
// the first one too much: the pages are cut into five parts by their sites, and five first models
// grown, each without one part. The same models and five second ones give the honest scores.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/content_model/boosting.h"
#include "bench/content_model/labelled_pages.h"
#include "stages/extract/content_context.h"
#include "stages/extract/main_content.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kFolds = 5;
constexpr std::size_t kNoFold = kFolds;
constexpr Growth kAlone{.trees = 500};
constexpr Growth kAmongOthers{.trees = 200};

using Pages = std::vector<LabelledPage>;
using Chances = std::vector<std::vector<float>>;  // by page and block
using Contexts = std::vector<std::vector<stages::Context>>;

std::size_t fold_of(const LabelledPage& page) {
  std::uint32_t hash = 2166136261U;
  for (const char c : page.site) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash >> 7) % kFolds;
}

// What a model sees of a block.
using Row = std::span<const float>;
Row alone(const Pages& pages, std::size_t page, std::size_t block) {
  return pages[page].blocks[block].features;
}

// A model of all pages but those of a fold.
template <class F>
Forest grown_without(std::size_t fold, const Pages& pages, const Growth& growth, F row) {
  std::vector<Example> examples;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (fold_of(pages[i]) == fold) continue;
    for (std::size_t j = 0; j < pages[i].blocks.size(); ++j) {
      const LabelledBlock& block = pages[i].blocks[j];
      if (block.weight <= 0) continue;
      examples.push_back({row(i, j), static_cast<float>(block.content), block.weight});
    }
  }
  return grow(examples, growth);
}

// One model for all pages, or for each fold one that has not seen it.
template <class F>
std::vector<Forest> grown(bool by_fold, const Pages& pages, const Growth& growth, F row) {
  if (!by_fold) return {grown_without(kNoFold, pages, growth, row)};
  std::vector<Forest> forests;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    forests.push_back(grown_without(fold, pages, growth, row));
  }
  return forests;
}

template <class F>
Chances chances_by(const std::vector<Forest>& forests, const Pages& pages, F row) {
  Chances chances(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Forest& forest = forests.size() == 1 ? forests.front() : forests[fold_of(pages[i])];
    for (std::size_t j = 0; j < pages[i].blocks.size(); ++j) {
      chances[i].push_back(forest.probability(row(i, j)));
    }
  }
  return chances;
}

Contexts contexts_of(const Pages& pages, const Chances& chances) {
  Contexts contexts(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    stages::read_context(pages[i].read->layout, pages[i].read->drafts, chances[i],
                         [&](const stages::Context& context) { contexts[i].push_back(context); });
  }
  return contexts;
}

class Scores {
 public:
  void add(const LabelledPage& page, const std::vector<float>& chances) {
    const std::vector<std::string_view> navigation =
        stages::find_navigation(page.read->layout, page.read->drafts, chances);
    Words found;
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      const Words& words = page.blocks[i].words;
      if (navigation[i].empty()) found.insert(found.end(), words.begin(), words.end());
    }
    Sum& sum = sums_[page.kind];
    sum.agreement += word_agreement(page.truth, found);
    sum.pages += 1;
  }

  void print(std::string_view what, std::ostream& out) const {
    out << what << '\n';
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

void print_scores(std::string_view what, const Pages& pages, const Chances& chances) {
  Scores scores;
  for (std::size_t i = 0; i < pages.size(); ++i) scores.add(pages[i], chances[i]);
  scores.print(what, std::cout);
}

// As C++ writes a float.
std::string number(const char* format, float value) {
  char text[32];
  std::snprintf(text, sizeof text, format, static_cast<double>(value));
  std::string written = text;
  if (written.find_first_of(".e") == std::string::npos) written += '.';
  return written + "F";
}

void print(const Forest& forest, std::string_view what, std::ostream& out) {
  constexpr std::size_t kInALine = 7;
  constexpr std::size_t kAnswersInALine = 8;
  const auto separator = [](std::size_t i, std::size_t in_a_line) {
    return i == 0 ? "" : i % in_a_line == 0 ? ",\n   " : ", ";
  };
  out << "// Grown by gradient boosting (bench/content_model); see content_model.h. A tree: its\n"
         "// questions, its answers.\n// clang-format off\n"
      << "constexpr float k" << what << "Bias = " << number("%.4g", forest.bias) << ";\n\n"
      << "constexpr auto k" << what << "Trees = std::to_array<Tree>({\n";
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

bool write(const Forest& forest, std::string_view what, const std::filesystem::path& path) {
  std::ofstream out(path, std::ios::binary);
  print(forest, what, out);
  return static_cast<bool>(out.flush());
}

int run(std::span<char*> arguments) {
  if (arguments.size() != 2) {
    std::cerr << "usage: train_content_model FOLDER OUT\n";
    return 2;
  }
  const Pages pages = read_labelled_pages(arguments.front());
  const auto row = [&](std::size_t page, std::size_t block) { return alone(pages, page, block); };
  const std::vector<Forest> unseeing = grown(true, pages, kAlone, row);
  const Contexts unseen = contexts_of(pages, chances_by(unseeing, pages, row));
  const auto among = [](const Contexts& contexts) {
    return [&](std::size_t page, std::size_t block) { return Row(contexts[page][block]); };
  };
  const std::vector<Forest> unseeing_second = grown(true, pages, kAmongOthers, among(unseen));
  print_scores("pages not seen", pages, chances_by(unseeing_second, pages, among(unseen)));

  const std::vector<Forest> first = grown(false, pages, kAlone, row);
  const std::vector<Forest> second = grown(false, pages, kAmongOthers, among(unseen));
  const Contexts seen = contexts_of(pages, chances_by(first, pages, row));
  print_scores("pages learned", pages, chances_by(second, pages, among(seen)));
  const std::filesystem::path out = arguments.back();
  const bool written = write(first.front(), "", out / "content_model.inc") &&
                       write(second.front(), "Context", out / "context_model.inc");
  return written ? 0 : 1;
}

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) {
  return medloom::bench::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
