// Pages are read by the stage's own reader, so a model never sees other features than when it is
// used. A block counts as content as far as its sequences of four words stand in the true text; a
// shorter one does if it is a line of it, and half if it only occurs.
//
// Every page weighs the same and its blocks by their length. The sets of other languages are small,
// so their pages weigh more.
#include "bench/content_model/labelled_pages.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "pipeline/engine/stage.h"
#include "stages/extract/html_blocks.h"
#include "stages/stages.h"
#include "text/html_reader.h"

namespace medloom::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSequence = 4;
constexpr double kOccurs = 0.5;
constexpr double kOneWordOccurs = 0.4;
constexpr double kLeastWords = 50;  // a page of fewer weighs less

struct Set {
  std::string_view name;
  bool characters_are_words;
  double weight;
};
constexpr Set kSets[] = {{"en", false, 1},
                         {"zh_article", true, 4},
                         {"zh_forum", true, 4},
                         {"xx_article", false, 2},
                         {"xx_forum", false, 2}};

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Words slice(const Words& words, std::size_t from, std::size_t count) {
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(from);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

// The true text of a page, to ask which blocks stand in it.
class Truth {
 public:
  Truth(const std::string& text, bool characters_are_words, Vocabulary& vocabulary)
      : words_(vocabulary.words_of(text, characters_are_words)) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      lines_.insert(vocabulary.words_of(line, characters_are_words));
    }
    for (std::size_t size = 1; size <= kSequence; ++size) {
      for (std::size_t i = 0; i + size <= words_.size(); ++i) {
        sequences_.insert(slice(words_, i, size));
      }
    }
  }

  const Words& words() const { return words_; }

  double holds(const Words& block) const {
    if (block.empty()) return 0;
    if (block.size() < kSequence) {
      if (lines_.contains(block)) return 1;
      if (!sequences_.contains(block)) return 0;
      return block.size() == 1 ? kOneWordOccurs : kOccurs;
    }
    const std::size_t count = block.size() - kSequence + 1;
    std::size_t found = 0;
    for (std::size_t i = 0; i < count; ++i) {
      found += sequences_.contains(slice(block, i, kSequence)) ? 1 : 0;
    }
    return static_cast<double>(found) / static_cast<double>(count);
  }

 private:
  Words words_;
  std::set<Words> lines_;
  std::set<Words> sequences_;
};

class PageReader {
 public:
  PageReader() {
    Problems problems;
    const DataFiles data{fs::path()};
    StageContext context(data, {}, problems);
    const StageSpec spec = stages::decode_stage();
    decode_ = spec.create(
        read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems), context);
  }

  // False for a page that cannot be read.
  bool read(const fs::path& html, const Set& set, LabelledPage& page) {
    auto document = std::make_unique<Document>(
        std::make_shared<const Page>(Page{slurp(html), "page.html", "page.html", "", "", ""}));
    Trace trace;
    if (!decode_->run(*document, trace)) return false;
    Result<text::HtmlTree> tree = text::read_html(document->text());
    if (!tree) return false;
    page.read = std::make_unique<const ReadPage>(std::move(document), std::move(*tree));
    const stages::Drafts& drafts = page.read->drafts;
    std::vector<stages::Features> features;
    stages::read_features(page.read->layout, drafts,
                          [&](const stages::Features& of_block) { features.push_back(of_block); });

    const Truth truth(slurp(fs::path(html).replace_extension(".txt")), set.characters_are_words,
                      vocabulary_);
    page.truth = truth.words();
    std::size_t all = 0;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      Words words = vocabulary_.words_of(drafts[i].block.text.view(), set.characters_are_words);
      all += words.size();
      const double content = truth.holds(words);
      page.blocks.push_back({features[i], std::move(words), content, 0});
    }
    const double whole = std::max(static_cast<double>(all), kLeastWords);
    for (LabelledBlock& block : page.blocks) {
      block.weight = set.weight * static_cast<double>(block.words.size()) / whole;
    }
    return true;
  }

 private:
  std::unique_ptr<Stage> decode_;
  Vocabulary vocabulary_;
};

stages::Drafts drafts_of(Document& document, const text::HtmlTree& tree) {
  DocumentEditor editor(document, "extract");
  return stages::read_html_blocks(tree, editor);
}

// The second column of a file, by the first.
std::map<std::string, std::string> read_table(const fs::path& path) {
  std::map<std::string, std::string> table;
  std::ifstream rows(path);
  for (std::string id, value; rows >> id >> value;) table[id] = value;
  return table;
}

}  // namespace

ReadPage::ReadPage(std::unique_ptr<Document> decoded, text::HtmlTree of_it)
    : document(std::move(decoded)),
      tree(std::move(of_it)),
      drafts(drafts_of(*document, tree)),
      layout(tree, drafts) {}

std::vector<LabelledPage> read_labelled_pages(const fs::path& folder) {
  const std::map<std::string, std::string> kinds = read_table(folder / "kinds.tsv");
  const std::map<std::string, std::string> sites = read_table(folder / "sites.tsv");

  PageReader reader;
  std::vector<LabelledPage> pages;
  for (const Set& set : kSets) {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(folder / set.name)) {
      if (file.path().extension() == ".html") files.push_back(file.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
      const auto kind = kinds.find(file.stem());
      LabelledPage page;
      page.kind = kind != kinds.end() ? kind->second : set.name;
      const auto site = sites.find(file.stem());
      page.site = site != sites.end() ? site->second : file.stem().string();
      if (reader.read(file, set, page)) {
        pages.push_back(std::move(page));
      } else {
        std::cerr << "cannot read " << file << '\n';
      }
    }
  }
  return pages;
}

}  // namespace medloom::bench
