#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"
#include "tests/io/packed.h"

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
    const Finished done = medloom({"check", folder.write("r.jsonl", good + line)});
    EXPECT_EQ(done.code, 1) << line;
    EXPECT_THAT(done.out, HasSubstr("r.jsonl:2")) << line;
    EXPECT_THAT(done.out, testing::Not(HasSubstr("r.jsonl:1:"))) << line;
  }
}

TEST(Check, ContentThatIsNotThatOfItsHashIsNamed) {
  const std::string records = records_of_samples();
  const std::string good = records.substr(0, records.find('\n') + 1);
  const nlohmann::ordered_json record = nlohmann::ordered_json::parse(good);
  const TempFolder folder;
  const auto findings = [&](const nlohmann::ordered_json& line, int indent) {
    std::string text = line.dump(indent);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return medloom({"check", folder.write("r.jsonl", text + "\n")}).out;
  };
  EXPECT_EQ(findings(record, 2), "") << "another program's blanks and escapes change nothing";
  nlohmann::ordered_json changed = record;
  changed["inLanguage"] = "en-GB";
  EXPECT_THAT(findings(changed, -1), HasSubstr("r.jsonl:1: /medloom/contentHash: is not that of"));
  changed = record;
  changed["medloom"]["pipeline"]["version"] = "9";
  EXPECT_EQ(findings(changed, -1), "") << "how it was made is nothing that readers see";
}

TEST(Check, AnIdStandsOnce) {
  const std::string records = records_of_samples();
  const std::string one = records.substr(0, records.find('\n') + 1);
  const TempFolder folder;
  const std::string first = folder.write("a.jsonl", records);
  const Finished done = medloom({"check", first, folder.write("b.jsonl", one)});
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(done.out, folder.path("b.jsonl") + ":1: /@id: stands in " + first + ":1 too\n");
}

TEST(Check, PackedFilesAreRead) {
  const TempFolder folder;
  const std::string records = records_of_samples();
  const std::string bad = records.substr(0, records.find('\n') + 1) + "{}\n";
  const Finished good = medloom({"check", folder.write("r.jsonl.gz", test::gzip(records)),
                                 folder.write("empty.zst", test::zstd(""))});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  const Finished done = medloom({"check", folder.write("bad.zst", test::zstd(bad))});
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.out, HasSubstr("bad.zst:2: "));
  std::string cut = test::gzip(records);
  cut.resize(cut.size() / 2);
  EXPECT_EQ(medloom({"check", folder.write("cut.gz", cut)}).code, 3);
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
