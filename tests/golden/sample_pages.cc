// Files go through io, so that content types are those of a run; names are given, so that ids do
// not depend on where the tree lies.
#include "tests/golden/sample_pages.h"

#include <algorithm>

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "io/open.h"

namespace medloom::test {
namespace fs = std::filesystem;

std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  for (const auto& folder : fs::directory_iterator(fs::path(MEDLOOM_SOURCE_DIR) / "samples")) {
    if (folder.is_directory()) names.push_back(folder.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

fs::path sample_input(const std::string& sample) {
  const fs::path folder = fs::path(MEDLOOM_SOURCE_DIR) / "samples" / sample;
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().stem() == "input") return file.path();
  }
  ADD_FAILURE() << "samples/" << sample << " has no input.*";
  return {};
}

std::shared_ptr<const Page> page_of_file(const fs::path& file, std::string name) {
  Problems problems;
  const auto source = open_source({file.string()}, {}, problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  if (source == nullptr) return nullptr;
  std::optional<SourceItem> item = source->next();
  Page* page = item ? std::get_if<Page>(&*item) : nullptr;
  if (page == nullptr) {
    ADD_FAILURE() << file << " gives no page";
    return nullptr;
  }
  page->place = "samples/" + name;
  page->name = std::move(name);
  return std::make_shared<const Page>(std::move(*page));
}

}  // namespace medloom::test
