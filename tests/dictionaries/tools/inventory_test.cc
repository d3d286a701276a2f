#include "dictionaries/tools/inventory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include <medloom_source_dir.h>

#include "dictionaries/dictionary_files.h"
#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

const std::filesystem::path kFolder = MEDLOOM_SOURCE_DIR "/dictionaries";

TEST(Inventory, CountsByModeTypeAndLanguage) {
  const Library library = test::library_of(
      {{test::file("c.tsv", "id|type|en|zh-Hans\ngout|condition|gout|痛风\nx||x y|\n"),
        test::terms("a b|c|fix|en\nd e|f|fix|en|||w\n痛风病||link|zh||gout\n")}});
  const Inventory found = count_entries(library);
  EXPECT_EQ(found.rows.at("fix").at("en"), 2u);
  EXPECT_EQ(found.guarded.at("fix"), 1u);
  EXPECT_EQ(found.concepts.at("condition").at("zh-Hans"), 1u);
  EXPECT_EQ(to_markdown(found),
            "| rows | en | zh | all | of these guarded |\n|---|--:|--:|--:|--:|\n"
            "| `fix` | 2 | 0 | 2 | 1 |\n| `link` | 0 | 1 | 1 | 0 |\n| all | 2 | 1 | 3 | 1 |\n\n"
            "| concepts | all | en | zh-Hans | zh-Hant-TW | zh-Hant-HK |\n"
            "|---|--:|--:|--:|--:|--:|\n| without a type | 1 | 1 | 0 | 0 | 0 |\n"
            "| condition | 1 | 1 | 1 | 0 | 0 |\n| all | 2 | 2 | 1 | 0 | 0 |\n");
}

TEST(Inventory, NothingIsATableToo) {
  EXPECT_THAT(to_markdown(count_entries(test::library_of(""))), testing::HasSubstr("| concepts |"));
}

const Inventory& ours() {
  static const Inventory kOurs = [] {
    Problems problems;
    auto loaded = load(read_dictionary_files({kFolder}, problems).layers);
    return count_entries(*loaded);
  }();
  return kOurs;
}

TEST(Inventory, OursHoldWhatTheyShould) {
  std::size_t slips = 0;
  for (const auto& [file, modes] : ours().files) {
    if (file.find("en-mt-slips") == std::string::npos) continue;
    for (const auto& [mode, count] : modes) slips += count;
  }
  EXPECT_GE(slips, 600u);
  std::size_t keeps = 0;
  for (const auto& [lang, count] : ours().rows.at("keep")) keeps += count;
  EXPECT_GE(keeps, 150u);
  std::size_t concepts = 0;
  for (const auto& [type, labels] : ours().concepts) concepts += labels.at("");
  EXPECT_GE(concepts, 800u);
}

TEST(Inventory, TheReadmeIsNotStale) {
  std::ifstream in(kFolder / "README.md", std::ios::binary);
  const std::string readme{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(readme, testing::HasSubstr(to_markdown(ours())))
      << "put what `medloom dict stats` prints into dictionaries/README.md";
}

}  // namespace
}  // namespace medloom::dictionaries
