#include "dictionaries/dictionary_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

namespace fs = std::filesystem;
using test::tsv;
using testing::ElementsAre;
using testing::HasSubstr;

class DictionaryFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("medloom-dictionaries-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "terms");
    fs::create_directories(folder_ / "han");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const fs::path& name, std::string_view table) {
    std::ofstream(folder_ / name, std::ios::binary) << tsv(table);
  }

  fs::path folder_;
};

TEST_F(DictionaryFolder, IsReadBytewiseWithItsCasesAndWithoutConversionTables) {
  write("concepts.tsv", "id|type|en\nlbp|symptom|low back pain\n");
  write("terms/b.tsv", "match|replace\na b|x\n");
  write("terms/B.tsv", "match|replace\nc d|y\n");
  write("terms/b.cases.tsv", "input|expected\na b|x\n");
  write("terms/notes.txt", "no table");
  write("han/phrases.tsv", "from|to|targets\n");
  Problems problems;
  const DictionaryFiles files = read_dictionary_files({folder_}, problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(files.layers.size(), 1u);
  std::vector<std::string> names;
  for (const InputFile& file : files.layers[0]) names.push_back(file.name);
  EXPECT_THAT(names, ElementsAre("concepts.tsv", "terms/B.tsv", "terms/b.tsv"));
  ASSERT_EQ(files.cases.size(), 1u);
  EXPECT_EQ(files.cases[0].path, (folder_ / "terms/b.cases.tsv").string());
}

TEST_F(DictionaryFolder, NamesOfFoldersDecideNothing) {
  fs::create_directories(folder_ / "privacy");
  write("privacy/mine.tsv", "match|replace\na b|x\n");
  write("han/own.tsv", "from|to\na b|x\n");
  write("words.tsv", "class|words\nname|a b\n");
  Problems problems;
  const DictionaryFiles files = read_dictionary_files({folder_}, problems);
  std::vector<std::string> names;
  for (const InputFile& file : files.layers[0]) names.push_back(file.name);
  EXPECT_THAT(names, ElementsAre("han/own.tsv", "privacy/mine.tsv"));
  const CheckReport report = test_dictionaries({}, {folder_});
  // It is no table of ours; so the reader of terms tells what its columns should be.
  ASSERT_GT(report.errors(), 0u);
  EXPECT_THAT(to_string(report.findings[0]), HasSubstr("han/own.tsv"));
}

TEST_F(DictionaryFolder, AFileBringsTheCasesBesideIt) {
  write("mine.tsv", "match|replace|note|source\na b|x|n|s\n");
  write("mine.cases.tsv", "input|expected\nsee a b|see x\na b|y\n");
  const CheckReport report = test_dictionaries({}, {folder_ / "mine.tsv"});
  EXPECT_EQ(report.rows, 1u);
  EXPECT_EQ(report.cases, 2u);
  EXPECT_EQ(report.failed_cases, 1u);
  ASSERT_EQ(report.errors(), 1u);
  EXPECT_THAT(to_string(report.findings[0]),
              HasSubstr("mine.cases.tsv:3:1: error: gives 'x', expected 'y'"));
}

TEST_F(DictionaryFolder, LintKnowsTheLayersBelowAndTheCases) {
  write("concepts.tsv", "id|type|en\nlbp|symptom|low back pain\n");
  write("mine.tsv", "match|replace|concept|note|source\nlotium pain||lbp|n|s\n");
  EXPECT_EQ(lint_dictionaries({}, {folder_ / "mine.tsv"}, false).errors(), 1u);  // no such concept
  EXPECT_EQ(lint_dictionaries({folder_ / "concepts.tsv"}, {folder_ / "mine.tsv"}, false).errors(),
            0u);
  const CheckReport strict =
      lint_dictionaries({folder_ / "concepts.tsv"}, {folder_ / "mine.tsv"}, true);
  ASSERT_EQ(strict.errors(), 1u);
  EXPECT_THAT(to_string(strict.findings[0]),
              HasSubstr("mine.tsv:2:1: error: no case shows 'lotium pain' acting"));
  write("mine.cases.tsv", "input|expected\nLotium pain.|Low back pain.\n");
  EXPECT_EQ(lint_dictionaries({folder_ / "concepts.tsv"}, {folder_ / "mine.tsv"}, true).errors(),
            0u);
}

TEST_F(DictionaryFolder, WhatCannotBeReadIsTold) {
  const CheckReport report = lint_dictionaries({}, {folder_ / "nowhere.tsv"}, false);
  ASSERT_EQ(report.errors(), 1u);
  EXPECT_THAT(to_string(report.findings[0]), HasSubstr("nowhere.tsv: error: cannot be read"));
}

}  // namespace
}  // namespace medloom::dictionaries
