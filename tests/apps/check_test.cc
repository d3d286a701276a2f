#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;

std::string records_of_samples() {
  std::vector<std::string> words = {"run", "--quiet"};
  for (const std::string& page : test::sample_pages()) words.push_back(page);
  return medloom(words).out;
}

TEST(Check, WhatRunWritesIsSound) {
  const TempFolder folder;
  const std::string file = folder.write("records.jsonl", records_of_samples());
  const Finished done = medloom({"check", file});
  EXPECT_EQ(done.code, 0) << done.out;
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("0 findings"));
  EXPECT_EQ(medloom({"check", "-"}, {.input = folder.read("records.jsonl")}).code, 0);
}

TEST(Check, EveryBadLineIsNamed) {
  const std::string records = records_of_samples();
  const std::string good = records.substr(0, records.find('\n') + 1);
  std::string wrong = good;
  wrong.replace(wrong.find("medloom-record/1"), 16, "medloom-record/9");
  const std::string bad[] = {"\n",     "{}\n", "[]\n", "null\n", "{\n", good.substr(0, 50) + "\n",
                             "\xFF\n", wrong};
  const TempFolder folder;
  for (const std::string& line : bad) {
    const Finished done = medloom({"check", folder.write("r.jsonl", good + line + good)});
    EXPECT_EQ(done.code, 1) << line;
    EXPECT_THAT(done.out, HasSubstr("r.jsonl:2")) << line;
    EXPECT_THAT(done.out, testing::Not(HasSubstr("r.jsonl:1:"))) << line;
  }
}

TEST(Check, PrintsTheSchema) {
  const Finished done = medloom({"check", "--schema"});
  EXPECT_EQ(done.code, 0);
  EXPECT_TRUE(nlohmann::json::accept(done.out));
}

TEST(Check, WhatCannotBeReadIsRefused) {
  const TempFolder folder;
  EXPECT_EQ(medloom({"check"}).code, 2) << "no file is named";
  EXPECT_EQ(medloom({"check", folder.path("none")}).code, 2);
  EXPECT_EQ(medloom({"check", folder.path().string()}).code, 3);
  EXPECT_EQ(medloom({"check", folder.write("empty", "")}).code, 0) << "nothing is wrong in it";
}

}  // namespace
}  // namespace medloom
