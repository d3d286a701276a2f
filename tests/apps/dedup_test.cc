#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"
#include "tests/io/packed.h"
#include "tests/io/records.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::question;
using test::record_line;
using test::TempFolder;
using testing::HasSubstr;

std::string three_records() {
  return record_line(2, {question(2, "Hello doctor, is a TSH of 5.2 high?", "A little.")}) + "\n" +
         record_line(3, {question(3, "Is a TSH of 52 high?", "Very.")}) + "\n" +
         record_line(1, {question(1, "Is a TSH of 5.2 high?", "A little.")}) + "\n";
}

std::size_t lines_in(const std::string& bytes) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

TEST(DedupCommand, MarksOrDropsAndSaysSo) {
  const TempFolder folder;
  const std::string file = folder.write("r.jsonl.gz", test::gzip(three_records()));
  const std::string out = folder.path("d.jsonl");
  const Finished marked = medloom({"dedup", file, "-o", out});
  EXPECT_EQ(marked.code, 0) << marked.err;
  EXPECT_EQ(lines_in(folder.read("d.jsonl")), 3U);
  EXPECT_THAT(marked.err, HasSubstr("3 records read"));
  EXPECT_EQ(medloom({"check", out}).code, 0);
  const Finished refused = medloom({"dedup", file, "-o", out});
  EXPECT_EQ(refused.code, 3) << "it exists";
  const Finished dropped = medloom({"dedup", file, "--mode", "drop", "-q"});
  EXPECT_EQ(dropped.code, 0) << dropped.err;
  EXPECT_EQ(lines_in(dropped.out), 2U);
  EXPECT_EQ(dropped.err, "");
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    files += entry.exists() ? 1 : 0;
  }
  EXPECT_EQ(files, 2U) << "no temporary file is left";
}

TEST(DedupCommand, SmallMemoryGivesTheSameBytes) {
  const TempFolder folder;
  std::string bytes;
  for (int i = 0; i < 3000; ++i) {
    const std::string asked = "What does a value of " + std::to_string(i % 900) + " mean for me?";
    bytes += record_line(9999 - i, {question(9999 - i, asked, "It is fine.")}) + "\n";
  }
  const std::string file = folder.write("r.jsonl", bytes);
  const Finished small = medloom({"dedup", file, "--memory", "1"});
  EXPECT_EQ(small.code, 0) << small.err;
  EXPECT_EQ(small.out, medloom({"dedup", file, "--memory", "512"}).out);
  EXPECT_EQ(lines_in(medloom({"dedup", file, "--mode", "drop"}).out), 900U);
}

TEST(DedupCommand, BadLinesAreNamed) {
  const TempFolder folder;
  const Finished done = medloom({"dedup", folder.write("r.jsonl", three_records() + "{}\n")});
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.err, HasSubstr("r.jsonl:4: is no record"));
  EXPECT_TRUE(done.out.ends_with("\n{}\n"));
}

TEST(DedupCommand, WhatCannotBeDoneIsRefused) {
  const TempFolder folder;
  const std::string file = folder.write("r.jsonl", three_records());
  const std::vector<std::string> usage[] = {
      {"dedup"},
      {"dedup", "-"},
      {"dedup", folder.path("none")},
      {"dedup", file, "-o", file, "--force"},
      {"dedup", file, "--mode", "delete"},
      {"dedup", file, "--threshold", "0.2"},
      {"dedup", file, "--threshold", "2"},
      {"dedup", file, "--memory", "0"},
  };
  for (const auto& words : usage) EXPECT_EQ(medloom(words).code, 2) << words.back();
  EXPECT_EQ(medloom({"dedup", folder.path().string()}).code, 3);
  EXPECT_EQ(medloom({"dedup", file, "-o", folder.path("no/such/folder")}).code, 3);
  EXPECT_EQ(folder.read("r.jsonl"), three_records());
}

TEST(BulkTemplateCommand, PrintsJson) {
  const Finished done = medloom({"bulk-template"});
  EXPECT_EQ(done.code, 0);
  EXPECT_TRUE(nlohmann::json::parse(done.out).contains("template"));
}

}  // namespace
}  // namespace medloom
