// Public pages of which people wrote down the main text, as what the model learns from: for each
// block its features, and how much of it is content. README.md names the sets.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/content_model/words.h"
#include "pipeline/model/document.h"
#include "stages/extract/block_features.h"

namespace medloom::bench {

struct LabelledBlock {
  stages::Features features{};
  Words words;
  double content = 0;  // share of it that stands in the page's main text
  double weight = 0;   // in training
};

// A page as `extract` reads it.
struct ReadPage {
  ReadPage(std::unique_ptr<Document> decoded, text::HtmlTree of_it);

  std::unique_ptr<Document> document;  // the tree views its text
  text::HtmlTree tree;
  stages::Drafts drafts;
  stages::PageLayout layout;
};

struct LabelledPage {
  std::string kind;  // "article", "zh_forum" …
  std::string site;  // its host, where known; else its name
  Words truth;
  std::vector<LabelledBlock> blocks;
  std::unique_ptr<const ReadPage> read;
};

// The pages of a folder that sets.py wrote, in a fixed order. Pages that cannot be read are named
// on stderr and left out.
std::vector<LabelledPage> read_labelled_pages(const std::filesystem::path& folder);

}  // namespace medloom::bench
